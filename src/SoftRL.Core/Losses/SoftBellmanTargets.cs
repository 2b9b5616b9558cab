using static TorchSharp.torch;

namespace SoftRL.Core;

/// <summary>One-step soft Bellman targets for batches of transitions from a replay buffer.</summary>
/// <remarks>Equations SD-1 and SD-2 of docs/math/sac-and-dspg.md. Run them under <c>no_grad()</c>. With discrete actions the
/// next state's value needs no samples: <see cref="Backups.FixedPolicyAction"/>.</remarks>
public static class SoftBellmanTargets
{
    /// <summary>A state value from sampled actions, <c>V(s) ≈ mean_j [Q(s,a_j) − τ·(log π(a_j|s) − log π̄(a_j|s))]</c>.</summary>
    /// <param name="q">Q of the sampled actions, float, reward units: <c>[B]</c>, one sample per state, or <c>[M, B]</c>, M of
    /// them. Twin critics: pass the smaller. Borrowed.</param>
    /// <param name="logProbabilities">log π of the sampled actions, like <paramref name="q"/>, nats, finite. Borrowed.</param>
    /// <param name="temperature">τ, reward units per nat; finite and not negative.</param>
    /// <param name="priorLogProbabilities">log π̄ of the sampled actions, like <paramref name="q"/>, nats, finite. Borrowed. When
    /// omitted, the counting (or Lebesgue) measure: an entropy bonus.</param>
    /// <returns>V, <c>[B]</c>, reward units; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong rank, is empty, or they differ in shape, dtype or device.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="temperature"/> is negative or not finite.</exception>
    public static Tensor SampledValue(Tensor q, Tensor logProbabilities, double temperature, Tensor? priorLogProbabilities = null)
    {
        LossBatch.Samples(q);
        Require.Like(logProbabilities, q);
        Require.NonNegative(temperature);
        if (priorLogProbabilities is not null)
        {
            Require.Like(priorLogProbabilities, q);
        }

        using var scope = NewDisposeScope();
        var gain = q.add(LossBatch.LogRatio(logProbabilities, priorLogProbabilities), -temperature);
        return (gain.dim() == 2 ? gain.mean([0]) : gain).MoveToOuterDisposeScope();
    }

    /// <summary>The one-step target, <c>y = r + γ·(1 − terminated)·V(s')</c>.</summary>
    /// <param name="rewards">r, float <c>[B]</c>, reward units. Borrowed.</param>
    /// <param name="nextValues">V of the true successor, like <paramref name="rewards"/>, finite also where it is not used. Borrowed.</param>
    /// <param name="terminated">1 where the transition ended the episode for good, else 0 (a time limit is not such an end), like
    /// <paramref name="rewards"/>. Borrowed.</param>
    /// <param name="discount">γ, in [0, 1].</param>
    /// <returns>y, <c>[B]</c>, reward units; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor is no float vector, is empty, or they differ in shape, dtype or device.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="discount"/> is outside [0, 1].</exception>
    public static Tensor OneStep(Tensor rewards, Tensor nextValues, Tensor terminated, double discount)
    {
        LossBatch.Vector(rewards);
        Require.Like(nextValues, rewards);
        Require.Like(terminated, rewards);
        Require.Within(0, 1, discount);

        using var scope = NewDisposeScope();
        return rewards.addcmul(1 - terminated, nextValues, discount).MoveToOuterDisposeScope();
    }
}
