using static TorchSharp.torch;

namespace SoftRL.Core;

/// <summary>Kullback–Leibler divergence and entropy of diagonal Gaussian policies.</summary>
/// <remarks>Equations KL-3 and KL-4 of docs/math/divergences.md.</remarks>
public static class GaussianDivergences
{
    private static readonly double HalfLogTwoPiE = 0.5 * Math.Log(2 * Math.PI * Math.E);

    /// <summary>Divergence between diagonal Gaussians,
    /// <c>KL(s) = Σ_d [½(e^{2δ_d} − 1) − δ_d + ½((μ_d − μ̄_d)/σ̄_d)²]</c> with <c>δ = ln σ − ln σ̄</c>.</summary>
    /// <param name="mean">μ, float <c>[B, D]</c>, action units. Borrowed.</param>
    /// <param name="logScale">ln σ, float <c>[D]</c> or <c>[B, D]</c>. Borrowed.</param>
    /// <param name="priorMean">μ̄ of the reference policy, float <c>[D]</c> or <c>[B, D]</c>. Borrowed.</param>
    /// <param name="priorLogScale">ln σ̄ of the reference policy, float <c>[D]</c> or <c>[B, D]</c>. Borrowed.</param>
    /// <returns>KL(π ‖ π̄), <c>[B]</c>, nats, not negative up to rounding; owned by the caller. Also the divergence after both
    /// are squashed by tanh.</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong rank, shape, dtype or device.</exception>
    /// <remarks>Equation KL-3 of docs/math/divergences.md.</remarks>
    public static Tensor KullbackLeibler(Tensor mean, Tensor logScale, Tensor priorMean, Tensor priorLogScale)
    {
        Require.FloatMatrix(mean);
        Require.SharedOrPerRow(logScale, mean);
        Require.SharedOrPerRow(priorMean, mean);
        Require.SharedOrPerRow(priorLogScale, mean);

        using var scope = NewDisposeScope();
        var difference = logScale - priorLogScale;
        var shift = (mean - priorMean) * priorLogScale.neg().exp();
        var perDimension = (0.5 * ((2 * difference).expm1() + shift.square())) - difference;
        return perDimension.sum(-1).MoveToOuterDisposeScope();
    }

    /// <summary>Differential entropy of diagonal Gaussians, <c>H = Σ_d (ln σ_d + ½ ln 2πe)</c>.</summary>
    /// <param name="logScale">ln σ, float <c>[B, D]</c>, σ in action units. Borrowed.</param>
    /// <returns>H, <c>[B]</c>, nats; negative for small σ; owned by the caller.</returns>
    /// <exception cref="ArgumentException"><paramref name="logScale"/> has the wrong rank or dtype.</exception>
    /// <remarks>Equation KL-4 of docs/math/divergences.md.</remarks>
    public static Tensor Entropy(Tensor logScale)
    {
        Require.FloatMatrix(logScale);

        using var scope = NewDisposeScope();
        return (logScale.sum(-1) + (HalfLogTwoPiE * logScale.size(1))).MoveToOuterDisposeScope();
    }
}
