using static TorchSharp.torch;

namespace SoftRL.Core;

/// <summary>The A2C loss, <c>L_policy + c·L_value</c>: <see cref="PolicyGradientLoss"/> plus a weighted <see cref="ValueLoss"/>.</summary>
/// <remarks>Equation LS-6 of docs/math/losses.md. In expectation over actions its gradient equals that of
/// <see cref="SoftQLoss"/> on a <see cref="DuelingHead"/> with stream scales c and 1/τ (LS-7).</remarks>
public static class A2cLoss
{
    /// <summary>Mean over the batch of <c>−log π(a|s)·A + τ·KL(s) + c·½(V(s) − ŷ)²</c>.</summary>
    /// <param name="terms">The five vectors <c>[B]</c>. Borrowed.</param>
    /// <param name="temperature">τ, reward units per nat; finite and not negative.</param>
    /// <param name="valueCoefficient">c, per reward unit; finite and not negative. 0.5 is the usual choice; 1/τ is what soft
    /// Q-learning does on its own.</param>
    /// <returns>The loss, a scalar <c>[]</c>, differentiable in the log-probabilities, KL and values; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor is no float vector, is empty, or they differ in shape, dtype or device;
    /// named by its property.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A scalar is negative or not finite.</exception>
    public static Tensor Mean(A2cTerms terms, double temperature, double valueCoefficient)
    {
        Check(terms, temperature, valueCoefficient);

        using var scope = NewDisposeScope();
        var policy = PolicyGradientLoss.PerStep(terms.TakenLogProbabilities, terms.Advantages, terms.Kl, temperature).mean();
        var value = LossBatch.HalfMeanSquare(terms.Values, terms.ValueTargets);
        return policy.add(value, valueCoefficient).MoveToOuterDisposeScope();
    }

    /// <summary>Weighted sum over the rows instead of their mean: the exact expectation when the rows enumerate all outcomes and
    /// the weights are their probabilities.</summary>
    /// <param name="terms">The five vectors <c>[B]</c>. Borrowed.</param>
    /// <param name="weights">w, float <c>[B]</c> like the terms, no unit. No gradient flows into it. Borrowed.</param>
    /// <param name="temperature">τ, reward units per nat; finite and not negative.</param>
    /// <param name="valueCoefficient">c, per reward unit; finite and not negative.</param>
    /// <returns>The loss, a scalar <c>[]</c>, differentiable in the log-probabilities, KL and values; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor is no float vector, is empty, or they differ in shape, dtype or device;
    /// named by its property.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A scalar is negative or not finite.</exception>
    public static Tensor Expected(A2cTerms terms, Tensor weights, double temperature, double valueCoefficient)
    {
        Check(terms, temperature, valueCoefficient);
        Require.Like(weights, terms.TakenLogProbabilities);

        using var scope = NewDisposeScope();
        var policy = PolicyGradientLoss.PerStep(terms.TakenLogProbabilities, terms.Advantages, terms.Kl, temperature).dot(weights.detach());
        var value = LossBatch.HalfWeightedSquare(terms.Values, terms.ValueTargets, weights);
        return policy.add(value, valueCoefficient).MoveToOuterDisposeScope();
    }

    private static void Check(A2cTerms terms, double temperature, double valueCoefficient)
    {
        ArgumentNullException.ThrowIfNull(terms);
        terms.Check();
        Require.NonNegative(temperature);
        Require.NonNegative(valueCoefficient);
    }
}
