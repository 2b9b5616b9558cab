using SoftRL.Environments;
using static TorchSharp.torch;

namespace SoftRL.Training;

/// <summary>An agent that learns from rollouts of its own behaviour.</summary>
/// <remarks>
/// The training loop alternates T steps of exploring and one <see cref="Update"/>. An agent that learns off-policy keeps what it is given in a replay memory of its own and
/// takes as many optimiser steps as it likes. An agent owns its networks and optimisers. While acting it draws no random number of its own: it is given the generator. Same
/// parameters, same observations, same generator state: same actions.
/// </remarks>
public interface IAgent : IDisposable
{
    /// <summary>T, the steps of one rollout.</summary>
    int RolloutLength { get; }

    /// <summary>The trained parameters, one vector per network, for finiteness checks and comparison. Borrowed.</summary>
    IReadOnlyList<FlatParameters> Parameters { get; }

    /// <summary>Draws actions from the policy that is learned; evaluation uses it.</summary>
    /// <param name="observations"><c>[N, …]</c> on the agent's device. Borrowed.</param>
    /// <param name="random">Advanced.</param>
    /// <param name="actions">Receives the actions, N rows.</param>
    /// <exception cref="DivergedException">The policy is not finite.</exception>
    void Act(Tensor observations, ref Xoshiro256 random, ActionRows actions);

    /// <summary>Takes the most probable actions.</summary>
    /// <param name="observations"><c>[N, …]</c> on the agent's device. Borrowed.</param>
    /// <param name="actions">Receives the actions, N rows.</param>
    /// <exception cref="DivergedException">The policy is not finite.</exception>
    void ActGreedily(Tensor observations, ActionRows actions);

    /// <summary>Draws actions from the behaviour policy that collects experience: the policy itself, unless an agent explores in some other way.</summary>
    /// <param name="observations"><c>[N, …]</c> on the agent's device. Borrowed.</param>
    /// <param name="random">Advanced.</param>
    /// <param name="actions">Receives the actions, N rows.</param>
    /// <exception cref="DivergedException">The policy is not finite.</exception>
    void Explore(Tensor observations, ref Xoshiro256 random, ActionRows actions) => Act(observations, ref random, actions);

    /// <summary>Learns from one rollout.</summary>
    /// <param name="rollout">T steps of N environments, just collected with this agent. Borrowed.</param>
    /// <param name="step">Environment steps taken so far, this rollout included; schedules read it.</param>
    /// <param name="report">Whether to report figures; they cost a read of the device each.</param>
    /// <returns>The figures, or null when none were asked for or nothing was learned yet.</returns>
    UpdateReport? Update(RolloutBuffer rollout, long step, bool report);

    /// <summary>Writes everything that the next update depends on.</summary>
    /// <param name="writer">The checkpoint being written. Borrowed.</param>
    void Save(CheckpointWriter writer);

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="checkpoint">A checkpoint of the same agent and options. Borrowed.</param>
    void Load(Checkpoint checkpoint);

    /// <summary>Reads what acting needs of what <see cref="Save"/> wrote, and perhaps more; the agent then acts but does not learn on.</summary>
    /// <param name="checkpoint">A checkpoint of the same agent and options. Borrowed.</param>
    void LoadPolicy(Checkpoint checkpoint) => Load(checkpoint);
}
