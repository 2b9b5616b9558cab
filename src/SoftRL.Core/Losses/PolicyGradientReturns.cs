using static TorchSharp.torch;

namespace SoftRL.Core;

/// <summary>The returns that tell the policy gradient estimators apart. They all feed <see cref="PolicyGradientLoss"/> and
/// <see cref="ValueLoss"/>.</summary>
/// <remarks>Equations LS-3 (naive), LS-4 (proper) and LS-8 (generalised) of docs/math/losses.md. Run them under
/// <c>no_grad()</c>: the losses hold advantages and targets constant anyway.</remarks>
public static class PolicyGradientReturns
{
    /// <summary>Naive, one-step entropy: the returns hold rewards only, <c>A = Σ_{d&lt;n} γᵈ r + γⁿ V − V(s)</c>. The bonus acts
    /// only through the τ∇KL of the present state, so this is not the gradient of the regularised return.</summary>
    /// <param name="rollout">Rewards, next values and ends, float <c>[T, N]</c>; <see cref="RolloutTerms.Kl"/> is not read. Borrowed.</param>
    /// <param name="values">V(s_t), like the rewards, an estimate of the plain return. Borrowed.</param>
    /// <param name="discount">γ, in [0, 1].</param>
    /// <param name="steps">n, at least 1; T or more uses all that remains of the rollout.</param>
    /// <returns>Advantages and value targets, <c>[T, N]</c>; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong rank, shape, dtype or device.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="discount"/> or <paramref name="steps"/> is out of range.</exception>
    public static AdvantageTargets Naive(RolloutTerms rollout, Tensor values, double discount, int steps)
    {
        Check(rollout, values);

        using var scope = NewDisposeScope();
        var targets = Backups.StateTargets(rollout with { Kl = null }, 0, discount, steps);
        return Result(scope, targets - values, targets);
    }

    /// <summary>Proper: the KL terms are part of the returns, <c>A = Σ_{d&lt;n} γᵈ (r − τKL) + γⁿ V − V(s)</c>, so that an action
    /// answers for the divergence it leads to.</summary>
    /// <param name="rollout">Rewards, next values, ends and KL, float <c>[T, N]</c>. Borrowed.</param>
    /// <param name="values">V(s_t), like the rewards, an estimate of the regularised return. Borrowed.</param>
    /// <param name="temperature">τ, reward units per nat; finite and not negative.</param>
    /// <param name="discount">γ, in [0, 1].</param>
    /// <param name="steps">n, at least 1; T or more uses all that remains of the rollout.</param>
    /// <returns>Advantages and value targets, <c>[T, N]</c>; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong rank, shape, dtype or device.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A scalar is out of range.</exception>
    public static AdvantageTargets Proper(RolloutTerms rollout, Tensor values, double temperature, double discount, int steps)
    {
        Check(rollout, values);
        Require.NonNegative(temperature);

        using var scope = NewDisposeScope();
        var targets = Backups.StateTargets(rollout, temperature, discount, steps);
        return Result(scope, targets - values, targets);
    }

    /// <summary>Generalised (GAE) with the KL terms in the rewards: <c>A = τKL_t + Σ_i (γλ)ⁱ δ_{t+i}</c> with
    /// <c>δ = r − τKL + γV(s') − V(s)</c>; the value targets are V plus that sum.</summary>
    /// <param name="rollout">Rewards, next values, ends and KL, float <c>[T, N]</c>. Borrowed.</param>
    /// <param name="values">V(s_t), like the rewards, an estimate of the regularised return. Borrowed.</param>
    /// <param name="temperature">τ, reward units per nat; finite and not negative.</param>
    /// <param name="discount">γ, in [0, 1].</param>
    /// <param name="lambda">λ, in [0, 1]: 0 is the one-step estimator, 1 uses all that remains of the rollout.</param>
    /// <returns>Advantages and value targets, <c>[T, N]</c>; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong rank, shape, dtype or device.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A scalar is out of range.</exception>
    public static AdvantageTargets Generalized(RolloutTerms rollout, Tensor values, double temperature, double discount, double lambda)
    {
        Check(rollout, values);
        Require.NonNegative(temperature);

        using var scope = NewDisposeScope();
        var errors = Backups.GeneralizedAdvantages(rollout, values, temperature, discount, lambda);
        var advantages = rollout.Kl is null ? errors : errors.add(rollout.Kl, temperature);
        return Result(scope, advantages, values + errors);
    }

    private static void Check(RolloutTerms rollout, Tensor values)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        rollout.Check();
        Require.Like(values, rollout.Rewards);
    }

    private static AdvantageTargets Result(TorchSharp.DisposeScope scope, Tensor advantages, Tensor targets)
    {
        scope.MoveToOuter(advantages, targets);
        return new AdvantageTargets(advantages, targets);
    }
}
