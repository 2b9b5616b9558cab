namespace SoftRL.Training;

/// <summary>An agent that learns from minibatches and shares the work on each between <see cref="AgentContext.Shards"/> threads.</summary>
/// <remarks>
/// A gradient is the mean over the minibatch: each shard has copies of the networks, which compute with the agent's own parameters, and the mean over its rows; the agent adds
/// them in the order of the shards, weighted by their rows, and takes one optimiser step.
/// </remarks>
public interface IMinibatchAgent : IAgent
{
    /// <summary>K, the threads that share each minibatch, positive.</summary>
    int Shards { get; }
}
