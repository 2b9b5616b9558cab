using SoftRL.Core;
using static TorchSharp.torch;

namespace SoftRL.Testing;

/// <summary>
/// What a loss under test may look at: B samples of a state, an action and the n steps that follow, float64 on the CPU,
/// wherever the network lives; only <see cref="Observations"/> keep their dtype and device. Borrowed: the tensors live until the loss returns.
/// </summary>
/// <remarks>Network outputs carry their gradients, also those inside <see cref="Rollout"/>, so that a loss which forgets to
/// detach its targets is found out; <see cref="ActionTargets"/>, <see cref="StateTargets"/> and <see cref="Advantages"/> are
/// constants.</remarks>
public sealed record EquivalenceSamples
{
    /// <summary>Observations of s_t, <c>[B, …]</c>.</summary>
    public required Tensor Observations { get; init; }

    /// <summary>a_t, int64 <c>[B]</c>.</summary>
    public required Tensor Actions { get; init; }

    /// <summary>Q(s_t, ·), <c>[B, A]</c>, reward units; −∞ at masked actions of an actor-critic network. With gradient.</summary>
    public required Tensor Q { get; init; }

    /// <summary>Q(s_t, a_t), <c>[B]</c>, reward units. With gradient.</summary>
    public required Tensor TakenQ { get; init; }

    /// <summary>V(s_t), <c>[B]</c>, reward units. With gradient.</summary>
    public required Tensor Values { get; init; }

    /// <summary>ln π(·|s_t), <c>[B, A]</c>, nats; −∞ where masked. With gradient.</summary>
    public required Tensor LogPolicy { get; init; }

    /// <summary>ln π(a_t|s_t), <c>[B]</c>, nats. With gradient.</summary>
    public required Tensor TakenLogProbabilities { get; init; }

    /// <summary>ln(π/π̄)(a_t|s_t), <c>[B]</c>, nats. With gradient.</summary>
    public required Tensor TakenLogRatios { get; init; }

    /// <summary>KL(s_t), <c>[B]</c>, nats; −entropy for the counting measure. With gradient.</summary>
    public required Tensor Kl { get; init; }

    /// <summary>ŷ^Q, <c>[B]</c>, reward units. Constant.</summary>
    public required Tensor ActionTargets { get; init; }

    /// <summary>ŷ^V, <c>[B]</c>, reward units. Constant.</summary>
    public required Tensor StateTargets { get; init; }

    /// <summary>ŷ^V − V(s_t), <c>[B]</c>, reward units. Constant.</summary>
    public required Tensor Advantages { get; init; }

    /// <summary>The n steps from s_t on, <c>[T, B]</c>, to build targets of your own. Next values and KL with gradient.</summary>
    public required RolloutTerms Rollout { get; init; }

    /// <summary>V(s_t), V(s_{t+1}), …: the values at every step of the rollout, <c>[T, B]</c>. With gradient.</summary>
    public required Tensor RolloutValues { get; init; }

    /// <summary>One sample, B = 1. The caller's scope owns the views.</summary>
    internal EquivalenceSamples Only(long index) => new()
    {
        Observations = Observations.narrow(0, index, 1),
        Actions = Actions.narrow(0, index, 1),
        Q = Q.narrow(0, index, 1),
        TakenQ = TakenQ.narrow(0, index, 1),
        Values = Values.narrow(0, index, 1),
        LogPolicy = LogPolicy.narrow(0, index, 1),
        TakenLogProbabilities = TakenLogProbabilities.narrow(0, index, 1),
        TakenLogRatios = TakenLogRatios.narrow(0, index, 1),
        Kl = Kl.narrow(0, index, 1),
        ActionTargets = ActionTargets.narrow(0, index, 1),
        StateTargets = StateTargets.narrow(0, index, 1),
        Advantages = Advantages.narrow(0, index, 1),
        RolloutValues = RolloutValues.narrow(1, index, 1),
        Rollout = new RolloutTerms
        {
            Rewards = Rollout.Rewards.narrow(1, index, 1),
            NextValues = Rollout.NextValues.narrow(1, index, 1),
            Terminated = Rollout.Terminated.narrow(1, index, 1),
            Truncated = Rollout.Truncated.narrow(1, index, 1),
            Kl = Rollout.Kl?.narrow(1, index, 1),
        },
    };
}
