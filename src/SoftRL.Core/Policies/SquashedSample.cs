using static TorchSharp.torch;

namespace SoftRL.Core;

/// <summary>Actions drawn from a tanh-squashed Gaussian, with their log-density.</summary>
/// <param name="Actions">a = tanh u, <c>[B, D]</c>, in (−1, 1) up to rounding. Owned by whoever called for the sample.</param>
/// <param name="PreSquash">u, <c>[B, D]</c>: keep it to evaluate a log-density later, since tanh cannot be inverted near ±1. Owned likewise.</param>
/// <param name="LogProbabilities">ln π(a|s), <c>[B]</c>, nats. Owned likewise.</param>
public sealed record SquashedSample(Tensor Actions, Tensor PreSquash, Tensor LogProbabilities);
