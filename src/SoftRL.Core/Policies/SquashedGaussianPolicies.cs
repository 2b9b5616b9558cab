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

        using var noise = randn([mean.size(0), mean.size(1)], mean.dtype, mean.device, generator: generator);
        return Reparameterised(mean, logScale, noise);
    }

    /// <summary>Squashed actions of given noise, <c>a = tanh(μ + σ · ε)</c>, with their log-density, which needs ε and not (u − μ)/σ.</summary>
    /// <param name="mean">μ, float <c>[B, D]</c>. Borrowed.</param>
    /// <param name="logScale">ln σ, float <c>[D]</c> or <c>[B, D]</c>. Borrowed.</param>
    /// <param name="noise">ε, standard normal, like <paramref name="mean"/>. No gradient flows into it. Borrowed.</param>
    /// <returns>The sample; its tensors are differentiable in μ and ln σ and owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong rank, shape, dtype or device.</exception>
    public static SquashedSample Reparameterised(Tensor mean, Tensor logScale, Tensor noise)
    {
        Require.FloatMatrix(mean);
        Require.SharedOrPerRow(logScale, mean);
        Require.Like(noise, mean);

        using var scope = NewDisposeScope();
        var constant = noise.detach();
        var preSquash = addcmul(mean, logScale.exp(), constant, 1);

        // −ln π without its constants: ln σ + ½ε² − 2(u + softplus(−2u)).
        var slope = preSquash + (-2 * preSquash).softplus(1, SoftplusThreshold);
        var negative = addcmul(logScale.add(slope, -2), constant, constant, 0.5).sum(-1);
        var logProbabilities = -(mean.size(1) * ((2 * Math.Log(2)) + GaussianPolicies.HalfLogTwoPi)) - negative;
        var (actions, kept, densities) = scope.MoveToOuter(preSquash.tanh(), preSquash, logProbabilities);
        return new SquashedSample(actions, kept, densities);
    }

    private static Tensor LogDensity(Tensor preSquash, Tensor mean, Tensor logScale)
    {
        var logSlope = 2 * (Math.Log(2) - preSquash - (-2 * preSquash).softplus(1, SoftplusThreshold));
        return GaussianPolicies.LogDensity(preSquash, mean, logScale) - logSlope.sum(-1);
    }
}
