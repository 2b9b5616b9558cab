using static TorchSharp.torch;

namespace SoftRL.Training;

/// <summary>The policy of a trained agent, frozen: fine-tuning towards a prior.</summary>
/// <param name="agent">The trained agent; owned by this object.</param>
public sealed class AgentReference(IAgent agent) : IReferencePolicy
{
    /// <inheritdoc/>
    public Tensor? Mask => null;

    /// <inheritdoc/>
    public Tensor? LogProbabilities(Tensor observations) => agent.LogPolicy(observations);

    /// <inheritdoc/>
    public void Dispose() => agent.Dispose();
}
