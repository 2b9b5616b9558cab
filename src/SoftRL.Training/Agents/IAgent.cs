using SoftRL.Environments;
using static TorchSharp.torch;

namespace SoftRL.Training;

/// <summary>An agent with discrete actions that learns from rollouts of its own policy.</summary>
/// <remarks>
/// The training loop alternates T steps of acting and one <see cref="Update"/>. An agent owns its networks and optimiser. It draws no random number of its own after
/// it was built: acting is given the generator. Same parameters, same observations, same generator state: same actions.
/// </remarks>
public interface IAgent : IDisposable
{
    /// <summary>T, the steps of one rollout.</summary>
    int RolloutLength { get; }

    /// <summary>The trained parameters, for finiteness checks and comparison. Borrowed.</summary>
    FlatParameters Parameters { get; }

    /// <summary>Draws actions from the behaviour policy.</summary>
    /// <param name="observations"><c>[N, …]</c> on the agent's device. Borrowed.</param>
    /// <param name="random">Advanced by one draw per row.</param>
    /// <param name="actions">Receives the actions, <c>[N]</c>.</param>
    /// <exception cref="DivergedException">The policy is not finite.</exception>
    void Act(Tensor observations, ref Xoshiro256 random, Span<long> actions);

    /// <summary>Takes the most probable actions.</summary>
    /// <param name="observations"><c>[N, …]</c> on the agent's device. Borrowed.</param>
    /// <param name="actions">Receives the actions, <c>[N]</c>.</param>
    /// <exception cref="DivergedException">The policy is not finite.</exception>
    void ActGreedily(Tensor observations, Span<long> actions);

    /// <summary>The policy's log-probabilities, without gradient.</summary>
    /// <param name="observations"><c>[B, …]</c> on the agent's device. Borrowed.</param>
    /// <returns>ln π, float32 <c>[B, A]</c>, owned by the caller's scope.</returns>
    Tensor LogPolicy(Tensor observations);

    /// <summary>Learns from one rollout.</summary>
    /// <param name="rollout">T steps of N environments, just collected with this agent. Borrowed.</param>
    /// <param name="step">Environment steps taken so far, this rollout included; schedules read it.</param>
    /// <param name="report">Whether to report figures; they cost a read of the device each.</param>
    /// <returns>The figures, or null when none were asked for.</returns>
    UpdateReport? Update(RolloutBuffer rollout, long step, bool report);

    /// <summary>Writes everything that the next update depends on.</summary>
    /// <param name="writer">The checkpoint being written. Borrowed.</param>
    void Save(CheckpointWriter writer);

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="checkpoint">A checkpoint of the same agent and options. Borrowed.</param>
    void Load(Checkpoint checkpoint);
}
