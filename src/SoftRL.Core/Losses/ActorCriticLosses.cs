using static TorchSharp.torch;

namespace SoftRL.Core;

/// <summary>A policy loss and a value loss, apart, so that the caller weighs them or gives each its own optimiser.</summary>
/// <param name="Policy">The policy loss, a scalar <c>[]</c> in reward units; owned by whoever received the record.</param>
/// <param name="Value">The value loss, a scalar <c>[]</c> in squared reward units; owned by whoever received the record.</param>
public sealed record ActorCriticLosses(Tensor Policy, Tensor Value);
