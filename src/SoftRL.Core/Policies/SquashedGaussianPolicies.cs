using static TorchSharp.torch;

namespace SoftRL.Core;

/// <summary>Policies on bounded actions, <c>a = tanh u</c> with <c>u ~ N(μ(s), diag σ(s)²)</c>.</summary>
/// <remarks>Equation BP-7 of docs/math/boltzmann-policies.md. Between two squashed Gaussians KL equals KL before squashing
/// (<see cref="GaussianDivergences"/>): a bijection does not change it. Their entropy has no closed form.</remarks>
public static class SquashedGaussianPolicies
{
    // Above this argument softplus(x) = x to the last bit in float64; the library's default of 20 is off by 2e-9.
    private const double SoftplusThreshold = 40;

    /// <summary>Log-density of squashed actions, <c>ln π(a|s) = ln N(u; μ, σ) − Σ_d 2(ln 2 − u_d − softplus(−2u_d))</c>.</summary>
    /// <param name="preSquash">u = artanh a, float <c>[B, D]</c>; any size: no overflow and no loss of precision for large |u|. Borrowed.</param>
    /// <param name="mean">μ, float <c>[B, D]</c>. Borrowed.</param>
    /// <param name="logScale">ln σ, float <c>[D]</c> or <c>[B, D]</c>. Borrowed.</param>
    /// <returns><c>[B]</c>, nats, differentiable in all three; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong rank, shape, dtype or device.</exception>
    public static Tensor LogProbability(Tensor preSquash, Tensor mean, Tensor logScale)
    {
        Require.FloatMatrix(preSquash);
        Require.Like(mean, preSquash);
        Require.SharedOrPerRow(logScale, preSquash);

        using var scope = NewDisposeScope();
        return LogDensity(preSquash, mean, logScale).MoveToOuterDisposeScope();
    }

    /// <summary>Draws squashed actions by reparameterisation, with their log-density.</summary>
    /// <param name="mean">μ, float <c>[B, D]</c>. Borrowed.</param>
    /// <param name="logScale">ln σ, float <c>[D]</c> or <c>[B, D]</c>. Borrowed.</param>
    /// <param name="generator">Source of randomness, on the device of <paramref name="mean"/>; the default one of that device when omitted.</param>
    /// <returns>The sample; its tensors are differentiable in μ and ln σ and owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong rank, shape, dtype or device.</exception>
    public static SquashedSample Sample(Tensor mean, Tensor logScale, Generator? generator = null)
    {
        Require.FloatMatrix(mean);
        Require.SharedOrPerRow(logScale, mean);

        using var scope = NewDisposeScope();
        var preSquash = GaussianPolicies.Draw(mean, logScale, generator);
        var (actions, kept, logProbabilities) = scope.MoveToOuter(preSquash.tanh(), preSquash, LogDensity(preSquash, mean, logScale));
        return new SquashedSample(actions, kept, logProbabilities);
    }

    private static Tensor LogDensity(Tensor preSquash, Tensor mean, Tensor logScale)
    {
        var logSlope = 2 * (Math.Log(2) - preSquash - (-2 * preSquash).softplus(1, SoftplusThreshold));
        return GaussianPolicies.LogDensity(preSquash, mean, logScale) - logSlope.sum(-1);
    }
}
