using static TorchSharp.torch;

namespace SoftRL.Core;

/// <summary>Diagonal Gaussian policies, <c>a ~ N(μ(s), diag σ(s)²)</c>: the continuous counterpart of a log-policy.</summary>
/// <remarks>Equation BP-6 of docs/math/boltzmann-policies.md. Scales are given as ln σ, one row for all states or one per state.
/// A Gaussian reference policy π̄ is a second pair (μ̄, ln σ̄); see <see cref="GaussianDivergences"/>.</remarks>
public static class GaussianPolicies
{
    internal static readonly double HalfLogTwoPi = 0.5 * Math.Log(2 * Math.PI);

    /// <summary>Log-density of actions, <c>ln π(a|s) = −Σ_d [½((a_d − μ_d)/σ_d)² + ln σ_d + ½ ln 2π]</c>.</summary>
    /// <param name="actions">a, float <c>[B, D]</c>, action units. Borrowed.</param>
    /// <param name="mean">μ, float <c>[B, D]</c>, action units. Borrowed.</param>
    /// <param name="logScale">ln σ, float <c>[D]</c> or <c>[B, D]</c>, σ in action units. Borrowed.</param>
    /// <returns><c>[B]</c>, nats (density per product of action units), differentiable in all three; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong rank, shape, dtype or device.</exception>
    public static Tensor LogProbability(Tensor actions, Tensor mean, Tensor logScale)
    {
        Require.FloatMatrix(actions);
        Require.Like(mean, actions);
        Require.SharedOrPerRow(logScale, actions);

        using var scope = NewDisposeScope();
        return LogDensity(actions, mean, logScale).MoveToOuterDisposeScope();
    }

    /// <summary>Draws actions by reparameterisation, <c>a = μ + σ · ε</c> with ε standard normal.</summary>
    /// <param name="mean">μ, float <c>[B, D]</c>, action units. Borrowed.</param>
    /// <param name="logScale">ln σ, float <c>[D]</c> or <c>[B, D]</c>. Borrowed.</param>
    /// <param name="generator">Source of randomness, on the device of <paramref name="mean"/>; the default one of that device when omitted.</param>
    /// <returns>a, <c>[B, D]</c>, differentiable in μ and ln σ (∂a/∂μ = 1, ∂a/∂ln σ = a − μ); owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong rank, shape, dtype or device.</exception>
    public static Tensor Sample(Tensor mean, Tensor logScale, Generator? generator = null)
    {
        Require.FloatMatrix(mean);
        Require.SharedOrPerRow(logScale, mean);

        using var scope = NewDisposeScope();
        return Draw(mean, logScale, generator).MoveToOuterDisposeScope();
    }

    /// <summary><see cref="LogProbability"/> without checks or a scope of its own.</summary>
    internal static Tensor LogDensity(Tensor actions, Tensor mean, Tensor logScale)
    {
        var standardised = (actions - mean) * logScale.neg().exp();
        return (-0.5 * standardised.square() - logScale).sum(-1) - (HalfLogTwoPi * mean.size(1));
    }

    /// <summary><see cref="Sample"/> without checks or a scope of its own.</summary>
    internal static Tensor Draw(Tensor mean, Tensor logScale, Generator? generator) =>
        mean + (logScale.exp() * randn([mean.size(0), mean.size(1)], mean.dtype, mean.device, generator: generator));
}
