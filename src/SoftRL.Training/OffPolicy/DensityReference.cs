using static TorchSharp.torch;

namespace SoftRL.Training;

/// <summary>π₀ over actions scaled to [−1, 1]: none (the Lebesgue measure), uniform, or a policy with a density.</summary>
/// <remarks>Owns the policy. KLRL (10), (11): ln π − ln π₀ is what the temperature multiplies.</remarks>
public sealed class DensityReference : IDisposable
{
    private readonly IDensityPolicy? _policy;
    private readonly double _uniform;

    private DensityReference(IDensityPolicy? policy, double uniform) => (_policy, _uniform) = (policy, uniform);

    /// <summary>Whether π₀ is the same everywhere, so that a target entropy is a target divergence as well.</summary>
    public bool IsFlat => _policy is null;

    /// <summary>Reads what an option names; see <see cref="DensityReferenceText"/>.</summary>
    /// <param name="reference">The option's text.</param>
    /// <param name="dimension">Coordinates of an action, A.</param>
    /// <param name="context">What the agent is built for: it opens trained runs.</param>
    /// <returns>The reference policy, owned by the caller.</returns>
    /// <exception cref="OptionsException">The run has no such policy, or does not fit.</exception>
    public static DensityReference For(string reference, int dimension, AgentContext context)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(context);
        return reference switch
        {
            DensityReferenceText.Entropy => new(null, 0),
            // The density is 1/2 in each coordinate.
            DensityReferenceText.Uniform => new(null, dimension * Math.Log(2)),
            _ when DensityReferenceText.IsGaussian(reference) => new(new GaussianDensity(DensityReferenceText.GaussianScale(reference)!.Value, dimension, context.Device), 0),
            _ => new(context.Density(reference), 0),
        };
    }

    /// <summary>ln π − ln π₀ of sampled actions; ln π itself for the Lebesgue measure.</summary>
    /// <param name="logProbabilities">ln π, float32 <c>[B]</c>, nats. Borrowed.</param>
    /// <param name="observations"><c>[B, …]</c>. Borrowed.</param>
    /// <param name="unsquashed">The actions before tanh, float32 <c>[B, A]</c>. Borrowed.</param>
    /// <returns><c>[B]</c>, differentiable like its inputs; the first argument itself for the Lebesgue measure, else owned by the caller's scope.</returns>
    public Tensor LogRatio(Tensor logProbabilities, Tensor observations, Tensor unsquashed)
    {
        ArgumentNullException.ThrowIfNull(logProbabilities);
        if (_policy is not null)
        {
            return logProbabilities - _policy.LogDensity(observations, unsquashed);
        }

        return _uniform == 0 ? logProbabilities : logProbabilities + _uniform;
    }

    /// <inheritdoc/>
    public void Dispose() => _policy?.Dispose();
}
