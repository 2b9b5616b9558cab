using static TorchSharp.torch;

namespace SoftRL.Core;

/// <summary>What a rollout of T steps in N environments contributes to a backup. Row t belongs to the step that left s_t.</summary>
/// <remarks>All tensors are borrowed, float <c>[T, N]</c>, of one dtype on one device. Ends are decided here and nowhere else: a
/// terminated step bootstraps from nothing, a truncated one from <see cref="NextValues"/>, and no return flows on from either
/// into the next episode. After the last row every environment that goes on bootstraps from <see cref="NextValues"/>.</remarks>
public sealed record RolloutTerms
{
    /// <summary>r_t, reward units.</summary>
    public required Tensor Rewards { get; init; }

    /// <summary>V of the true successor of each step, reward units: of the final observation where an episode ended, of
    /// s_{t+1} elsewhere. Finite also where the step terminated (its value there is not used).</summary>
    public required Tensor NextValues { get; init; }

    /// <summary>1 where the step ended its episode in a terminal state, else 0.</summary>
    public required Tensor Terminated { get; init; }

    /// <summary>1 where the step ended its episode by a time limit, else 0.</summary>
    public required Tensor Truncated { get; init; }

    /// <summary>KL_t = KL(π ‖ π̄)(s_t), nats: the full divergence at the state the step left. Null is zero everywhere.</summary>
    public Tensor? Kl { get; init; }

    /// <summary>Checks ranks, shapes, dtypes and devices.</summary>
    /// <exception cref="ArgumentException">A tensor does not fit <see cref="Rewards"/>; named by its property.</exception>
    internal void Check()
    {
        Require.FloatMatrix(Rewards, nameof(Rewards));
        if (Rewards.size(0) == 0)
        {
            throw new ArgumentException("Rewards must have at least one step.", nameof(Rewards));
        }

        Require.Like(NextValues, Rewards, nameof(NextValues));
        Require.Like(Terminated, Rewards, nameof(Terminated));
        Require.Like(Truncated, Rewards, nameof(Truncated));
        if (Kl is not null)
        {
            Require.Like(Kl, Rewards, nameof(Kl));
        }
    }

    /// <summary>r_t − τ·KL_t; an input itself when there is no KL. Opens no scope.</summary>
    internal Tensor RegularisedRewards(double temperature) => Kl is null || temperature == 0 ? Rewards : Rewards.add(Kl, -temperature);

    /// <summary>1 where the successor's value counts (the step did not terminate). Opens no scope.</summary>
    internal Tensor Bootstraps() => 1 - Terminated;

    /// <summary>1 where the episode goes on, given <see cref="Bootstraps"/>. Opens no scope.</summary>
    internal Tensor Continues(Tensor bootstraps) => bootstraps.addcmul(bootstraps, Truncated, -1);
}
