using static TorchSharp.torch;

namespace SoftRL.Core;

/// <summary>The actor loss of deep soft policy gradient: a score-function surrogate whose descent direction is the mean of
/// <c>(Q(s,a) − τ·log(π/π̄)(a|s) − τ)·∇log π(a|s)</c> over M fresh actions per stored state ("double sampling").</summary>
/// <remarks>Equation SD-8 of docs/math/sac-and-dspg.md. The critic need not be differentiable in the action. Limit the gradient with
/// <see cref="GlobalNorm.Clip(IReadOnlyList{Tensor}, double)"/> (SD-9) before the step.</remarks>
public static class DspgActorLoss
{
    /// <summary>Mean over samples and states of <c>−(Q − τ·log(π/π̄) − τ)·log π</c>, the bracket held constant; −τ is a baseline of
    /// zero expectation.</summary>
    /// <param name="logProbabilities">log π(a|s) of the sampled actions, the actions themselves held constant, float <c>[M, B]</c>, nats,
    /// finite. Borrowed.</param>
    /// <param name="q">Q(s,a) of the same actions, like <paramref name="logProbabilities"/>, reward units. No gradient flows into it. Borrowed.</param>
    /// <param name="temperature">τ, reward units per nat; finite and not negative.</param>
    /// <param name="priorLogProbabilities">log π̄(a|s) of the same actions, like <paramref name="logProbabilities"/>, nats. No gradient
    /// flows into it. Borrowed. When omitted, the counting (or Lebesgue) measure: an entropy bonus.</param>
    /// <returns>The loss, a scalar <c>[]</c>, differentiable in <paramref name="logProbabilities"/>; its value means nothing, its gradient
    /// is the estimate. Owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor is no float matrix, is empty, or they differ in shape, dtype or device.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="temperature"/> is negative or not finite.</exception>
    public static Tensor Mean(Tensor logProbabilities, Tensor q, double temperature, Tensor? priorLogProbabilities = null)
    {
        LossBatch.Matrix(logProbabilities);
        Require.Like(q, logProbabilities);
        Require.NonNegative(temperature);
        if (priorLogProbabilities is not null)
        {
            Require.Like(priorLogProbabilities, logProbabilities);
        }

        using var scope = NewDisposeScope();
        var logRatio = LossBatch.LogRatio(logProbabilities, priorLogProbabilities);
        var bracket = q.add(logRatio, -temperature) - temperature;
        return (bracket.detach() * logProbabilities).mean().neg().MoveToOuterDisposeScope();
    }
}
