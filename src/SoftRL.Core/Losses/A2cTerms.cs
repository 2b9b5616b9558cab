using static TorchSharp.torch;

namespace SoftRL.Core;

/// <summary>The inputs of <see cref="A2cLoss"/>: five float vectors <c>[B]</c> of one dtype on one device, all borrowed.</summary>
public sealed record A2cTerms
{
    /// <summary>log π of the action taken, <c>[B]</c>, nats, finite; carries the policy's gradient.</summary>
    public required Tensor TakenLogProbabilities { get; init; }

    /// <summary>A, <c>[B]</c>, reward units; held constant.</summary>
    public required Tensor Advantages { get; init; }

    /// <summary>KL(s) from the reference policy (or minus the entropy), <c>[B]</c>, nats; carries the policy's gradient.</summary>
    public required Tensor Kl { get; init; }

    /// <summary>V(s), <c>[B]</c>, reward units; carries the value function's gradient.</summary>
    public required Tensor Values { get; init; }

    /// <summary>ŷ for V, <c>[B]</c>, reward units; held constant.</summary>
    public required Tensor ValueTargets { get; init; }

    /// <summary>Every tensor a vector like the first, and not empty.</summary>
    internal void Check()
    {
        LossBatch.Vector(TakenLogProbabilities, nameof(TakenLogProbabilities));
        Require.Like(Advantages, TakenLogProbabilities, nameof(Advantages));
        Require.Like(Kl, TakenLogProbabilities, nameof(Kl));
        Require.Like(Values, TakenLogProbabilities, nameof(Values));
        Require.Like(ValueTargets, TakenLogProbabilities, nameof(ValueTargets));
    }
}
