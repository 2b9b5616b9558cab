using static TorchSharp.torch;

namespace SoftRL.Training;

/// <summary>An agent whose policy is a distribution over finitely many actions: what a frozen reference policy is made of. While it does not learn, several threads may ask at the same time.</summary>
public interface IDiscretePolicy
{
    /// <summary>The policy's log-probabilities, without gradient.</summary>
    /// <param name="observations"><c>[B, …]</c> on the agent's device. Borrowed.</param>
    /// <returns>ln π, float32 <c>[B, A]</c>, owned by the caller's scope.</returns>
    Tensor LogPolicy(Tensor observations);
}
