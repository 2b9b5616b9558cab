using SoftRL.Training;
using static TorchSharp.torch;

namespace SoftRL.Agents.Sac;

/// <summary>π₀ over actions scaled to [−1, 1]: none (the Lebesgue measure), uniform, or a policy with a density.</summary>
/// <remarks>Owns the policy. KLRL (10), (11): ln π − ln π₀ is what the temperature multiplies.</remarks>
internal sealed class DensityReference : IDisposable
{
    private readonly IDensityPolicy? _policy;
    private readonly double _uniform;

    private DensityReference(IDensityPolicy? policy, double uniform) => (_policy, _uniform) = (policy, uniform);

    /// <summary>Whether π₀ is the same everywhere, so that a target entropy is a target divergence as well.</summary>
    public bool IsFlat => _policy is null;

    public static DensityReference For(string reference, int dimension, AgentContext context) => reference switch
    {
        ReferenceText.Entropy => new(null, 0),
        // The density is 1/2 in each coordinate.
        ReferenceText.Uniform => new(null, dimension * Math.Log(2)),
        _ when ReferenceText.IsGaussian(reference) => new(new GaussianDensity(ReferenceText.GaussianScale(reference)!.Value, dimension, context.Device), 0),
        _ => new(context.Density(reference), 0),
    };

    /// <summary>ln π − ln π₀ of sampled actions, <c>[B]</c>, differentiable like its inputs; ln π itself for the Lebesgue measure.</summary>
    public Tensor LogRatio(Tensor logProbabilities, Tensor observations, Tensor unsquashed)
    {
        if (_policy is not null)
        {
            return logProbabilities - _policy.LogDensity(observations, unsquashed);
        }

        return _uniform == 0 ? logProbabilities : logProbabilities + _uniform;
    }

    public void Dispose() => _policy?.Dispose();
}
