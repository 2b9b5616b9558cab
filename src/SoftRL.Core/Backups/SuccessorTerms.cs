using static TorchSharp.torch;

namespace SoftRL.Core;

/// <summary>What one-step backups of Q need of each transition, for a batch <c>[B]</c> or a rollout <c>[T, N]</c>.</summary>
/// <remarks>All tensors are borrowed, float, of one dtype on one device. Truncated transitions need no mark: their
/// <see cref="NextQ"/>, that of the true successor, counts in full.</remarks>
public sealed record SuccessorTerms
{
    /// <summary>r, reward units, <c>[B]</c> or <c>[T, N]</c>.</summary>
    public required Tensor Rewards { get; init; }

    /// <summary>1 where the successor is terminal and its value does not count, else 0; the shape of <see cref="Rewards"/>.</summary>
    public required Tensor Terminated { get; init; }

    /// <summary>Q(s', ·) of the true successor, reward units, <c>[B, A]</c> or <c>[T, N, A]</c>. Finite also where the
    /// transition terminated.</summary>
    public required Tensor NextQ { get; init; }

    /// <summary>ln π̄(·|s'), nats, <c>[A]</c> or the shape of <see cref="NextQ"/>; −∞ masks an action. Null is the counting
    /// measure (entropy convention).</summary>
    public Tensor? NextLogPrior { get; init; }

    /// <summary>Checks ranks, shapes, dtypes and devices.</summary>
    /// <exception cref="ArgumentException">A tensor does not fit; named by its property.</exception>
    internal void Check()
    {
        Require.Float(Rewards, nameof(Rewards));
        if (Rewards.dim() is not (1 or 2))
        {
            throw new ArgumentException($"Rewards must be [B] or [T, N]; it is of rank {Rewards.dim()}.", nameof(Rewards));
        }

        Require.Like(Terminated, Rewards, nameof(Terminated));
        ArgumentNullException.ThrowIfNull(NextQ, nameof(NextQ));
        Require.Shape(NextQ, [.. Rewards.shape, NextQ.dim() > 0 ? NextQ.size(-1) : 0], nameof(NextQ));
        Require.SameDtype(NextQ, Rewards, nameof(NextQ));
        Require.SameDevice(NextQ, Rewards, nameof(NextQ));
        if (NextLogPrior is { } prior && !(prior.dim() == 1 && prior.size(0) == NextQ.size(-1)))
        {
            Require.Like(prior, NextQ, nameof(NextLogPrior));
        }
    }

    /// <summary>One row per transition, <c>[B, A]</c>, of a tensor shaped like <see cref="NextQ"/>. Opens no scope.</summary>
    internal static Tensor Flat(Tensor perAction) => perAction.dim() == 3 ? perAction.reshape(-1, perAction.size(-1)) : perAction;
}
