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
        Check(logProbabilities, q, temperature, priorLogProbabilities);

        using var scope = NewDisposeScope();
        var bracket = Gain(logProbabilities, q, temperature, priorLogProbabilities) - temperature;
        return Surrogate(bracket, logProbabilities).MoveToOuterDisposeScope();
    }

    /// <summary>As <see cref="Mean"/>, with another baseline than −τ: each sample's bracket less the mean of the M − 1 others of its state, which does
    /// not depend on it. The expectation of the gradient is the same; its variance no longer grows with the size of Q.</summary>
    /// <param name="logProbabilities">log π(a|s) of the sampled actions, the actions themselves held constant and drawn independently of each other,
    /// float <c>[M, B]</c> with M ≥ 2, nats, finite. Borrowed.</param>
    /// <param name="q">Q(s,a) of the same actions, like <paramref name="logProbabilities"/>, reward units. No gradient flows into it. Borrowed.</param>
    /// <param name="temperature">τ, reward units per nat; finite and not negative.</param>
    /// <param name="priorLogProbabilities">As for <see cref="Mean"/>. Borrowed.</param>
    /// <returns>The loss, a scalar <c>[]</c>; its value means nothing, its gradient is the estimate. Owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor is no float matrix, is empty or has one row, or they differ in shape, dtype or device.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="temperature"/> is negative or not finite.</exception>
    /// <remarks>Equation SD-10 of docs/math/sac-and-dspg.md.</remarks>
    public static Tensor LeaveOneOutMean(Tensor logProbabilities, Tensor q, double temperature, Tensor? priorLogProbabilities = null)
    {
        Check(logProbabilities, q, temperature, priorLogProbabilities);
        var samples = logProbabilities.shape[0];
        if (samples < 2)
        {
            throw new ArgumentException($"{nameof(logProbabilities)} has {samples} sample per state; at least 2 are needed to leave one out.", nameof(logProbabilities));
        }

        using var scope = NewDisposeScope();
        var gain = Gain(logProbabilities, q, temperature, priorLogProbabilities);
        // g_j − Σ_{k≠j} g_k / (M − 1) = (g_j − ḡ)·M / (M − 1).
        var bracket = (gain - gain.mean([0])) * ((double)samples / (samples - 1));
        return Surrogate(bracket, logProbabilities).MoveToOuterDisposeScope();
    }

    private static void Check(Tensor logProbabilities, Tensor q, double temperature, Tensor? priorLogProbabilities)
    {
        LossBatch.Matrix(logProbabilities);
        Require.Like(q, logProbabilities);
        Require.NonNegative(temperature);
        if (priorLogProbabilities is not null)
        {
            Require.Like(priorLogProbabilities, logProbabilities);
        }
    }

    private static Tensor Gain(Tensor logProbabilities, Tensor q, double temperature, Tensor? priorLogProbabilities) =>
        q.add(LossBatch.LogRatio(logProbabilities, priorLogProbabilities), -temperature).detach();

    private static Tensor Surrogate(Tensor bracket, Tensor logProbabilities) => (bracket * logProbabilities).mean().neg();
}
