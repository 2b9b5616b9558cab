using static TorchSharp.torch;

namespace SoftRL.Core;

/// <summary>Soft policy gradient with generalised advantages: <c>−log π(a|s)·A + τ·KL(s)</c> for the policy and
/// <c>½(V(s) − ŷ)²</c> for the values, advantages and targets made from the rollout itself.</summary>
/// <remarks>Equation LS-8 of docs/math/losses.md; see <see cref="PolicyGradientReturns.Generalized"/>.</remarks>
public static class SoftPolicyGradientLoss
{
    /// <summary>Both losses, each a mean over all T·N steps.</summary>
    /// <param name="terms">The rollout with its log-probabilities, KL and values. Borrowed.</param>
    /// <param name="temperature">τ, reward units per nat; finite and not negative.</param>
    /// <param name="discount">γ, in [0, 1].</param>
    /// <param name="lambda">λ, in [0, 1].</param>
    /// <returns>The two scalars, differentiable in the log-probabilities and KL (policy) and the values (value), constant in the
    /// advantages and targets; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong rank, shape, dtype or device; named by its property.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A scalar is out of range.</exception>
    public static ActorCriticLosses Mean(SoftPolicyGradientTerms terms, double temperature, double discount, double lambda)
    {
        ArgumentNullException.ThrowIfNull(terms);
        terms.Check();
        Require.NonNegative(temperature);

        using var scope = NewDisposeScope();
        var returns = Returns(terms, temperature, discount, lambda);
        var policy = PolicyGradientLoss.PerStep(terms.TakenLogProbabilities, returns.Advantages, terms.Kl, temperature).mean();
        var value = LossBatch.HalfMeanSquare(terms.Values, returns.ValueTargets);
        scope.MoveToOuter(policy, value);
        return new ActorCriticLosses(policy, value);
    }

    private static AdvantageTargets Returns(SoftPolicyGradientTerms terms, double temperature, double discount, double lambda)
    {
        using var frozen = no_grad();
        return PolicyGradientReturns.Generalized(terms.Rollout with { Kl = terms.Kl }, terms.Values, temperature, discount, lambda);
    }
}
