using static TorchSharp.torch;

namespace SoftRL.Core;

/// <summary>The inputs of <see cref="SoftPolicyGradientLoss"/>: a rollout and what the networks said along it, all borrowed.</summary>
public sealed record SoftPolicyGradientTerms
{
    /// <summary>Rewards, next values and ends, float <c>[T, N]</c>; <see cref="RolloutTerms.Kl"/> is not read (see <see cref="Kl"/>).</summary>
    public required RolloutTerms Rollout { get; init; }

    /// <summary>V(s_t), like the rewards; carries the value function's gradient.</summary>
    public required Tensor Values { get; init; }

    /// <summary>log π(a_t|s_t), like the rewards, nats, finite; carries the policy's gradient.</summary>
    public required Tensor TakenLogProbabilities { get; init; }

    /// <summary>KL(s_t) from the reference policy (or minus the entropy), like the rewards, nats; carries the policy's gradient
    /// in the penalty and enters the returns as a constant.</summary>
    public required Tensor Kl { get; init; }

    /// <summary>Checks ranks, shapes, dtypes and devices.</summary>
    internal void Check()
    {
        ArgumentNullException.ThrowIfNull(Rollout, nameof(Rollout));
        Rollout.Check();
        Require.Like(Values, Rollout.Rewards, nameof(Values));
        Require.Like(TakenLogProbabilities, Rollout.Rewards, nameof(TakenLogProbabilities));
        Require.Like(Kl, Rollout.Rewards, nameof(Kl));
    }
}
