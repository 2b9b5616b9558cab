using static TorchSharp.torch;

namespace SoftRL.Training;

/// <summary>An agent whose policy has a density over a box of actions: what a frozen reference policy over real-valued actions is made of. While it does not learn, several threads may ask at the same time.</summary>
/// <remarks>
/// Actions are a = tanh u, the box scaled to [−1, 1]: u determines the density also where a rounds to ±1, and a density of the scaled actions means the same for every box.
/// </remarks>
public interface IDensityPolicy : IDisposable
{
    /// <summary>The policy's log-density at a = tanh u, the parameters of the policy held constant.</summary>
    /// <param name="observations"><c>[B, …]</c> on the agent's device. Borrowed.</param>
    /// <param name="unsquashed">u, float32 <c>[B, A]</c>, or <c>[M·B, A]</c> for M actions per state; row j·B + i is sample j of state i. Borrowed.</param>
    /// <returns>ln of the density with respect to a, float32, one number per row of u, nats, differentiable in u; owned by the caller's scope.</returns>
    Tensor LogDensity(Tensor observations, Tensor unsquashed);
}
