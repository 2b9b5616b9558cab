using static TorchSharp.torch;

namespace SoftRL.Training;

/// <summary>The policy of a trained agent, frozen: fine-tuning towards a prior.</summary>
public sealed class AgentReference : IReferencePolicy
{
    private readonly IAgent _agent;
    private readonly IDiscretePolicy _policy;

    /// <summary>Takes the agent's policy.</summary>
    /// <param name="agent">The trained agent; owned by this object from here on.</param>
    /// <exception cref="ArgumentException">The agent has no policy over discrete actions.</exception>
    public AgentReference(IAgent agent)
    {
        ArgumentNullException.ThrowIfNull(agent);
        _agent = agent;
        _policy = agent as IDiscretePolicy ?? throw new ArgumentException($"{agent.GetType().Name} has no policy over discrete actions.", nameof(agent));
    }

    /// <inheritdoc/>
    public Tensor? Mask => null;

    /// <inheritdoc/>
    public Tensor? LogProbabilities(Tensor observations) => _policy.LogPolicy(observations);

    /// <inheritdoc/>
    public void Dispose() => _agent.Dispose();
}
