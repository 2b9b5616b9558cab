using static TorchSharp.torch;

namespace SoftRL.Core;

/// <summary>Targets of value regression with KL rewards, from rollouts <c>[T, N]</c> that may end episodes anywhere.</summary>
/// <remarks>Equations BK-1 … BK-11 of docs/math/backups.md. Every function is differentiable in its inputs; targets are
/// constants of a regression, so compute them under <c>no_grad</c> or let the loss detach them.</remarks>
public static partial class Backups
{
    /// <summary>n-step target of V, <c>ŷ_t = Σ_{d&lt;n} γ^d (r_{t+d} − τ·KL_{t+d}) + γⁿ V(s_{t+n})</c>.</summary>
    /// <param name="terms">The rollout, <c>[T, N]</c>. Borrowed.</param>
    /// <param name="temperature">τ, reward units per nat, finite and at least 0.</param>
    /// <param name="discount">γ, in [0, 1].</param>
    /// <param name="steps">n, at least 1. A window is cut at the end of its episode (terminated: nothing follows; truncated: V of
    /// the final observation follows) and at the end of the rollout (V of the last successor follows); with n ≥ T every
    /// target uses all that remains, as A2C does.</param>
    /// <returns>ŷ, <c>[T, N]</c>, reward units; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong rank, shape, dtype or device; named by its property.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A scalar is out of range.</exception>
    /// <remarks>Equation BK-5 of docs/math/backups.md.</remarks>
    public static Tensor StateTargets(RolloutTerms terms, double temperature, double discount, int steps)
    {
        RequireRollout(terms, temperature, discount);
        Require.Positive(steps);
        using var scope = NewDisposeScope();
        return NStep(terms, temperature, discount, steps).MoveToOuterDisposeScope();
    }

    /// <summary>n-step target of Q, <c>ŷ_t = τ·KL_t + Σ_{d&lt;n} γ^d (r_{t+d} − τ·KL_{t+d}) + γⁿ V(s_{t+n})</c>.</summary>
    /// <inheritdoc cref="StateTargets"/>
    /// <remarks>Equation BK-6 of docs/math/backups.md: Q does not contain the KL of its own step, V does. The bootstrap may be a
    /// soft value V_Q or E_π[Q] − τ·KL of any policy.</remarks>
    public static Tensor ActionTargets(RolloutTerms terms, double temperature, double discount, int steps)
    {
        RequireRollout(terms, temperature, discount);
        Require.Positive(steps);
        using var scope = NewDisposeScope();
        return AddKl(terms, temperature, NStep(terms, temperature, discount, steps)).MoveToOuterDisposeScope();
    }

    /// <summary>Temporal-difference errors with KL rewards, <c>δ_t = r_t − τ·KL_t + γ·V(s_{t+1}) − V(s_t)</c>.</summary>
    /// <param name="terms">The rollout, <c>[T, N]</c>. Borrowed.</param>
    /// <param name="values">V(s_t), float <c>[T, N]</c>, reward units. Borrowed.</param>
    /// <param name="temperature">τ, reward units per nat, finite and at least 0.</param>
    /// <param name="discount">γ, in [0, 1].</param>
    /// <returns>δ, <c>[T, N]</c>, reward units; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong rank, shape, dtype or device.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A scalar is out of range.</exception>
    /// <remarks>Equation BK-7 of docs/math/backups.md.</remarks>
    public static Tensor TemporalDifferenceErrors(RolloutTerms terms, Tensor values, double temperature, double discount)
    {
        RequireRollout(terms, temperature, discount);
        Require.Like(values, terms.Rewards);
        using var scope = NewDisposeScope();
        return Errors(terms, values, temperature, discount, terms.Bootstraps()).MoveToOuterDisposeScope();
    }

    /// <summary>The n-step target of V written with errors, <c>ŷ_t = V(s_t) + Σ_{d&lt;n} γ^d δ_{t+d}</c>.</summary>
    /// <param name="terms">The rollout, <c>[T, N]</c>. Borrowed.</param>
    /// <param name="values">V(s_t), float <c>[T, N]</c>, reward units; row t + 1 equal to row t of
    /// <see cref="RolloutTerms.NextValues"/> where an episode goes on. Borrowed.</param>
    /// <param name="temperature">τ, reward units per nat, finite and at least 0.</param>
    /// <param name="discount">γ, in [0, 1].</param>
    /// <param name="steps">n, at least 1; windows are cut as in <see cref="StateTargets"/>.</param>
    /// <returns>ŷ, <c>[T, N]</c>, equal to <see cref="StateTargets"/> up to rounding; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong rank, shape, dtype or device.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A scalar is out of range.</exception>
    /// <remarks>Equation BK-7 of docs/math/backups.md.</remarks>
    public static Tensor StateTargetsFromErrors(RolloutTerms terms, Tensor values, double temperature, double discount, int steps)
    {
        RequireRollout(terms, temperature, discount);
        Require.Like(values, terms.Rewards);
        Require.Positive(steps);
        using var scope = NewDisposeScope();
        return FromErrors(terms, values, temperature, discount, steps).MoveToOuterDisposeScope();
    }

    /// <summary>The n-step target of Q written with errors, <c>ŷ_t = τ·KL_t + V(s_t) + Σ_{d&lt;n} γ^d δ_{t+d}</c>.</summary>
    /// <inheritdoc cref="StateTargetsFromErrors"/>
    /// <returns>ŷ, <c>[T, N]</c>, equal to <see cref="ActionTargets"/> up to rounding; owned by the caller.</returns>
    public static Tensor ActionTargetsFromErrors(RolloutTerms terms, Tensor values, double temperature, double discount, int steps)
    {
        RequireRollout(terms, temperature, discount);
        Require.Like(values, terms.Rewards);
        Require.Positive(steps);
        using var scope = NewDisposeScope();
        return AddKl(terms, temperature, FromErrors(terms, values, temperature, discount, steps)).MoveToOuterDisposeScope();
    }

    private static Tensor NStep(RolloutTerms terms, double temperature, double discount, int steps)
    {
        var bootstraps = terms.Bootstraps();
        var first = Bootstrapped(terms.RegularisedRewards(temperature), bootstraps, terms.NextValues, discount);
        if (steps == 1 || first.size(0) == 1)
        {
            return first;
        }

        // Where the episode goes on, the rest of the window replaces the bootstrap.
        var continues = terms.Continues(bootstraps);
        var withoutBootstrap = first.addcmul(continues, terms.NextValues, -discount);
        return Recursions.Windowed(first, withoutBootstrap, continues, discount, steps);
    }

    private static Tensor FromErrors(RolloutTerms terms, Tensor values, double temperature, double discount, int steps)
    {
        var bootstraps = terms.Bootstraps();
        var errors = Errors(terms, values, temperature, discount, bootstraps);
        return values + Recursions.Windowed(errors, errors, terms.Continues(bootstraps), discount, steps);
    }

    private static Tensor Errors(RolloutTerms terms, Tensor values, double temperature, double discount, Tensor bootstraps) =>
        Bootstrapped(terms.RegularisedRewards(temperature), bootstraps, terms.NextValues, discount) - values;

    private static Tensor AddKl(RolloutTerms terms, double temperature, Tensor targets) =>
        terms.Kl is null || temperature == 0 ? targets : targets.add(terms.Kl, temperature);

    private static void RequireRollout(RolloutTerms terms, double temperature, double discount)
    {
        ArgumentNullException.ThrowIfNull(terms);
        terms.Check();
        Require.NonNegative(temperature);
        Require.Within(0, 1, discount);
    }
}
