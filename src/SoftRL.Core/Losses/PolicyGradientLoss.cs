using static TorchSharp.torch;

namespace SoftRL.Core;

/// <summary>The surrogate loss whose descent direction is the entropy-regularised policy gradient,
/// <c>−log π(a|s)·A + τ·KL(s)</c>.</summary>
/// <remarks>Equation LS-2 of docs/math/losses.md. The naive and the proper estimator share this loss and differ in the
/// advantages alone: <see cref="PolicyGradientReturns.Naive"/> leaves the KL terms out of the returns,
/// <see cref="PolicyGradientReturns.Proper"/> keeps them. The value of the loss means nothing; its gradient does.</remarks>
public static class PolicyGradientLoss
{
    /// <summary>Mean over the batch of <c>−log π(a|s)·A + τ·KL(s)</c>.</summary>
    /// <param name="takenLogProbabilities">log π of the action taken, float <c>[B]</c>, nats, finite. Borrowed.</param>
    /// <param name="advantages">A, like <paramref name="takenLogProbabilities"/>, reward units. No gradient flows into it. Borrowed.</param>
    /// <param name="kl">KL(s), the full divergence of π from the reference policy (or minus the entropy), like
    /// <paramref name="takenLogProbabilities"/>, nats. Borrowed.</param>
    /// <param name="temperature">τ, reward units per nat; finite and not negative.</param>
    /// <returns>The loss, a scalar <c>[]</c> in reward units, differentiable in <paramref name="takenLogProbabilities"/> and
    /// <paramref name="kl"/>; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor is no float vector, is empty, or they differ in shape, dtype or device.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="temperature"/> is negative or not finite.</exception>
    public static Tensor Mean(Tensor takenLogProbabilities, Tensor advantages, Tensor kl, double temperature)
    {
        Check(takenLogProbabilities, advantages, kl, temperature);

        using var scope = NewDisposeScope();
        return PerStep(takenLogProbabilities, advantages, kl, temperature).mean().MoveToOuterDisposeScope();
    }

    /// <summary>Weighted sum, <c>Σᵢ wᵢ·(−log π(aᵢ|sᵢ)·Aᵢ + τ·KL(sᵢ))</c>: the exact expectation when the rows enumerate all
    /// outcomes and the weights are their probabilities.</summary>
    /// <param name="takenLogProbabilities">log π of the action taken, float <c>[B]</c>, nats, finite. Borrowed.</param>
    /// <param name="advantages">A, like <paramref name="takenLogProbabilities"/>, reward units. No gradient flows into it. Borrowed.</param>
    /// <param name="kl">KL(s), like <paramref name="takenLogProbabilities"/>, nats. Borrowed.</param>
    /// <param name="weights">w, like <paramref name="takenLogProbabilities"/>, no unit. No gradient flows into it. Borrowed.</param>
    /// <param name="temperature">τ, reward units per nat; finite and not negative.</param>
    /// <returns>The loss, a scalar <c>[]</c> in reward units, differentiable in <paramref name="takenLogProbabilities"/> and
    /// <paramref name="kl"/>; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor is no float vector, is empty, or they differ in shape, dtype or device.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="temperature"/> is negative or not finite.</exception>
    public static Tensor Expected(Tensor takenLogProbabilities, Tensor advantages, Tensor kl, Tensor weights, double temperature)
    {
        Check(takenLogProbabilities, advantages, kl, temperature);
        Require.Like(weights, takenLogProbabilities);

        using var scope = NewDisposeScope();
        return PerStep(takenLogProbabilities, advantages, kl, temperature).dot(weights.detach()).MoveToOuterDisposeScope();
    }

    /// <summary>The loss of each step. Any shape; opens no scope, checks nothing.</summary>
    internal static Tensor PerStep(Tensor takenLogProbabilities, Tensor advantages, Tensor kl, double temperature) =>
        (kl * temperature).addcmul(takenLogProbabilities, advantages.detach(), -1);

    private static void Check(Tensor takenLogProbabilities, Tensor advantages, Tensor kl, double temperature)
    {
        LossBatch.Vector(takenLogProbabilities);
        Require.Like(advantages, takenLogProbabilities);
        Require.Like(kl, takenLogProbabilities);
        Require.NonNegative(temperature);
    }
}
