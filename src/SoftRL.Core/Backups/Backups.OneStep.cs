using static TorchSharp.torch;

namespace SoftRL.Core;

public static partial class Backups
{
    /// <summary>One-step backup of V under the policy that acted, <c>ŷ_t = r_t − τ·KL_t + γ·V(s_{t+1})</c>.</summary>
    /// <param name="terms">The rollout, <c>[T, N]</c>. Borrowed.</param>
    /// <param name="temperature">τ, reward units per nat, finite and at least 0.</param>
    /// <param name="discount">γ, in [0, 1].</param>
    /// <returns>A sample of [T_π V](s_t), <c>[T, N]</c>, reward units; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong rank, shape, dtype or device; named by its property.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A scalar is out of range.</exception>
    /// <remarks>Equation BK-1 of docs/math/backups.md. Equal to <see cref="StateTargets"/> with one step.</remarks>
    public static Tensor FixedPolicyState(RolloutTerms terms, double temperature, double discount)
    {
        RequireRollout(terms, temperature, discount);
        using var scope = NewDisposeScope();
        return Bootstrapped(terms.RegularisedRewards(temperature), terms.Bootstraps(), terms.NextValues, discount)
            .MoveToOuterDisposeScope();
    }

    /// <summary>One-step backup of Q under a fixed policy, <c>ŷ = r + γ·(E_{a'~π}[Q(s',a')] − τ·KL(s'))</c>.</summary>
    /// <param name="terms">The transitions. Borrowed.</param>
    /// <param name="nextLogPolicy">ln π(·|s'), nats, the shape of <see cref="SuccessorTerms.NextQ"/>; −∞ where π is zero. Borrowed.</param>
    /// <param name="temperature">τ, reward units per nat, finite and at least 0.</param>
    /// <param name="discount">γ, in [0, 1].</param>
    /// <returns>A sample of [T_π Q](s, a), the shape of <see cref="SuccessorTerms.Rewards"/>; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong rank, shape, dtype or device.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A scalar is out of range.</exception>
    /// <remarks>Equation BK-2 of docs/math/backups.md.</remarks>
    public static Tensor FixedPolicyAction(SuccessorTerms terms, Tensor nextLogPolicy, double temperature, double discount)
    {
        RequireSuccessors(terms, discount);
        Require.Like(nextLogPolicy, terms.NextQ);
        Require.NonNegative(temperature);

        using var scope = NewDisposeScope();
        var (q, logPrior) = Rows(terms);
        var next = SoftValues.PolicyValue(q, SuccessorTerms.Flat(nextLogPolicy), temperature, logPrior);
        return FromNextValue(terms, next, discount).MoveToOuterDisposeScope();
    }

    /// <summary>Boltzmann backup of Q, <c>ŷ = r + γ·V_Q(s')</c> with the soft value V_Q: one-step soft Q-learning.</summary>
    /// <param name="terms">The transitions; with a <see cref="SuccessorTerms.NextLogPrior"/> the KL convention, without it the
    /// entropy convention, whose V is larger by τ·ln A than with uniform π̄. Borrowed.</param>
    /// <param name="temperature">τ, reward units per nat, at least 0; zero is <see cref="HardMaximum"/>. Infinite only with a prior.</param>
    /// <param name="discount">γ, in [0, 1].</param>
    /// <returns>A sample of [T Q](s, a), the shape of <see cref="SuccessorTerms.Rewards"/>; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong rank, shape, dtype or device.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A scalar is out of range.</exception>
    /// <remarks>Equation BK-3 of docs/math/backups.md. A γ-contraction in the maximum norm.</remarks>
    public static Tensor Boltzmann(SuccessorTerms terms, double temperature, double discount)
    {
        RequireSuccessors(terms, discount);
        Require.Temperature(temperature);

        using var scope = NewDisposeScope();
        var (q, logPrior) = Rows(terms);
        return FromNextValue(terms, SoftValues.SoftValue(q, temperature, logPrior), discount).MoveToOuterDisposeScope();
    }

    /// <summary>Hard backup of Q, <c>ŷ = r + γ·max_{a'} Q(s',a')</c> over the actions that π̄ allows: standard Q-learning.</summary>
    /// <param name="terms">The transitions. Borrowed.</param>
    /// <param name="discount">γ, in [0, 1].</param>
    /// <returns><c>ŷ</c>, the shape of <see cref="SuccessorTerms.Rewards"/>; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong rank, shape, dtype or device.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="discount"/> is out of range.</exception>
    /// <remarks>Equation BK-4 of docs/math/backups.md.</remarks>
    public static Tensor HardMaximum(SuccessorTerms terms, double discount) => Boltzmann(terms, 0, discount);

    private static void RequireSuccessors(SuccessorTerms terms, double discount)
    {
        ArgumentNullException.ThrowIfNull(terms);
        terms.Check();
        Require.Within(0, 1, discount);
    }

    private static (Tensor Q, Tensor? LogPrior) Rows(SuccessorTerms terms) =>
        (SuccessorTerms.Flat(terms.NextQ), terms.NextLogPrior is null ? null : SuccessorTerms.Flat(terms.NextLogPrior));

    private static Tensor FromNextValue(SuccessorTerms terms, Tensor nextValue, double discount) =>
        Bootstrapped(terms.Rewards, 1 - terms.Terminated, nextValue.reshape(terms.Rewards.shape), discount);

    /// <summary>r + γ · (1 − terminated) · V. Opens no scope.</summary>
    private static Tensor Bootstrapped(Tensor rewards, Tensor bootstraps, Tensor nextValues, double discount) =>
        rewards.addcmul(bootstraps, nextValues, discount);
}
