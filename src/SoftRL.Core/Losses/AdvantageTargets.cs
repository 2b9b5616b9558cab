using static TorchSharp.torch;

namespace SoftRL.Core;

/// <summary>What an actor-critic method learns from a rollout: advantages for the policy, targets for the value function.</summary>
/// <param name="Advantages">A, float <c>[T, N]</c>, reward units; owned by whoever received the record.</param>
/// <param name="ValueTargets">ŷ for V, like <paramref name="Advantages"/>, reward units; owned by whoever received the record.</param>
public sealed record AdvantageTargets(Tensor Advantages, Tensor ValueTargets);
