using static TorchSharp.torch;

namespace SoftRL.Core;

/// <summary>Path consistency learning: at the optimum, value differences along <b>any</b> path equal its rewards less τ times its
/// log-ratios, whatever policy chose the actions. The loss is the squared violation, differentiated in values and policy alike.</summary>
/// <remarks>Equations PC-1 and PC-2 of docs/math/path-consistency.md. Exact for deterministic dynamics; the rows must be consecutive
/// steps, but need not come from the policy being learnt.</remarks>
public static class PathConsistencyLoss
{
    /// <summary>The violations, <c>C_t = Σ_{d&lt;n} γᵈ·(r − τ·log(π/π̄)(a|s))_{t+d} + γⁿ·V(s_{t+n}) − V(s_t)</c>. A path stops early
    /// where an episode ends (terminated: no value follows; truncated: the value of the final observation) and at the end of the
    /// rollout.</summary>
    /// <param name="rollout">Rewards, next values and ends, float <c>[T, N]</c>; <see cref="RolloutTerms.Kl"/> is not read. The next
    /// values carry their gradient. Borrowed.</param>
    /// <param name="values">V(s_t), like the rewards, with their gradient. Borrowed.</param>
    /// <param name="takenLogRatio">log π − log π̄ of the action taken (log π alone for the counting measure), like the rewards, nats,
    /// finite, with its gradient. Borrowed.</param>
    /// <param name="temperature">τ, reward units per nat; finite and not negative.</param>
    /// <param name="discount">γ, in [0, 1].</param>
    /// <param name="steps">n, at least 1; T or more uses all that remains of the rollout.</param>
    /// <returns>C, <c>[T, N]</c>, reward units, differentiable in values, next values and log-ratios; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong rank, shape, dtype or device.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A scalar is out of range.</exception>
    public static Tensor Residuals(
        RolloutTerms rollout, Tensor values, Tensor takenLogRatio, double temperature, double discount, int steps)
    {
        Check(rollout, values, takenLogRatio, temperature);

        using var scope = NewDisposeScope();
        return Violations(rollout, values, takenLogRatio, temperature, discount, steps).MoveToOuterDisposeScope();
    }

    /// <summary>Mean over all T·N paths of <c>½C²</c>.</summary>
    /// <inheritdoc cref="Residuals"/>
    /// <returns>The loss, a scalar <c>[]</c> in squared reward units, differentiable in values, next values and log-ratios; owned by the
    /// caller.</returns>
    public static Tensor Mean(
        RolloutTerms rollout, Tensor values, Tensor takenLogRatio, double temperature, double discount, int steps)
    {
        Check(rollout, values, takenLogRatio, temperature);

        using var scope = NewDisposeScope();
        var violations = Violations(rollout, values, takenLogRatio, temperature, discount, steps);
        return (violations.square().mean() * 0.5).MoveToOuterDisposeScope();
    }

    /// <summary>The n-step state target with the sampled log-ratio in the place of KL is the path's right-hand side.</summary>
    private static Tensor Violations(
        RolloutTerms rollout, Tensor values, Tensor takenLogRatio, double temperature, double discount, int steps) =>
        Backups.StateTargets(rollout with { Kl = takenLogRatio }, temperature, discount, steps) - values;

    private static void Check(RolloutTerms rollout, Tensor values, Tensor takenLogRatio, double temperature)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        rollout.Check();
        Require.Like(values, rollout.Rewards);
        Require.Like(takenLogRatio, rollout.Rewards);
        Require.NonNegative(temperature);
    }
}
