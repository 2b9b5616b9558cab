using static TorchSharp.torch;

namespace SoftRL.Core;

/// <summary>The actor losses of soft actor-critic: τ times the divergence of the policy from the Boltzmann policy of Q, less
/// a constant.</summary>
/// <remarks>Equations SD-4 (discrete) and SD-5 (continuous) of docs/math/sac-and-dspg.md.</remarks>
public static class SacActorLoss
{
    /// <summary>Discrete actions, the expectation taken exactly: mean over states of
    /// <c>Σₐ π(a|s)·(τ·(log π(a|s) − log π̄(a|s)) − Q(s,a))</c>.</summary>
    /// <param name="logPolicy">log π(a|s), float <c>[B, A]</c>, nats, normalised; −∞ where π is zero. Borrowed.</param>
    /// <param name="q">Q(s,a), like <paramref name="logPolicy"/>, reward units; ignored where π is zero. No gradient flows into it.
    /// Twin critics: pass the smaller. Borrowed.</param>
    /// <param name="temperature">τ, reward units per nat; finite and not negative.</param>
    /// <param name="logPrior">ln π̄, float <c>[A]</c> or <c>[B, A]</c>, nats; −∞ masks an action. Borrowed. When omitted, the
    /// counting measure: an entropy bonus.</param>
    /// <returns>The loss, a scalar <c>[]</c> in reward units, differentiable in <paramref name="logPolicy"/>; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong rank, is empty, or shape, dtype or device do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="temperature"/> is negative or not finite.</exception>
    public static Tensor Discrete(Tensor logPolicy, Tensor q, double temperature, Tensor? logPrior = null)
    {
        LossBatch.Matrix(logPolicy);
        Require.Like(q, logPolicy);
        Require.NonNegative(temperature);
        Require.LogPrior(logPrior, logPolicy);

        using var scope = NewDisposeScope();
        return SoftValues.PolicyValue(q.detach(), logPolicy, temperature, logPrior).mean().neg().MoveToOuterDisposeScope();
    }

    /// <summary>Continuous actions, reparameterised: mean over the samples of <c>τ·(log π(a|s) − log π̄(a|s)) − Q(s,a)</c>.</summary>
    /// <param name="logProbabilities">log π(a|s) of the sampled actions, nats, with their graph: float <c>[B]</c>, or <c>[M, B]</c> for
    /// M samples per state. Borrowed.</param>
    /// <param name="q">Q(s,a) of the same actions, like <paramref name="logProbabilities"/>, reward units; the gradient flows through
    /// the action into the policy, so it must not be detached. Twin critics: pass the smaller. Borrowed.</param>
    /// <param name="temperature">τ, reward units per nat; finite and not negative.</param>
    /// <param name="priorLogProbabilities">log π̄(a|s) of the same actions, like <paramref name="logProbabilities"/>, nats, with the graph
    /// of the action. Borrowed. When omitted, the Lebesgue measure: an entropy bonus.</param>
    /// <returns>The loss, a scalar <c>[]</c> in reward units, differentiable in everything; owned by the caller. Give the optimiser the
    /// actor's parameters only, since the critic receives gradients too.</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong rank, is empty, or they differ in shape, dtype or device.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="temperature"/> is negative or not finite.</exception>
    public static Tensor Continuous(Tensor logProbabilities, Tensor q, double temperature, Tensor? priorLogProbabilities = null)
    {
        LossBatch.Samples(logProbabilities);
        Require.Like(q, logProbabilities);
        Require.NonNegative(temperature);
        if (priorLogProbabilities is not null)
        {
            Require.Like(priorLogProbabilities, logProbabilities);
        }

        using var scope = NewDisposeScope();
        var logRatio = LossBatch.LogRatio(logProbabilities, priorLogProbabilities);
        return ((temperature == 1 ? logRatio : logRatio * temperature) - q).mean().MoveToOuterDisposeScope();
    }
}
