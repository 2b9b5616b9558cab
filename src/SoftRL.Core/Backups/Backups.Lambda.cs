using static TorchSharp.torch;

namespace SoftRL.Core;

public static partial class Backups
{
    /// <summary>TD(λ) target of V, <c>ŷ_t = V(s_t) + Σ_d (γλ)^d δ_{t+d}</c>.</summary>
    /// <param name="terms">The rollout, <c>[T, N]</c>. Borrowed.</param>
    /// <param name="values">V(s_t), float <c>[T, N]</c>, reward units; row t + 1 equal to row t of
    /// <see cref="RolloutTerms.NextValues"/> where an episode goes on. Borrowed.</param>
    /// <param name="temperature">τ, reward units per nat, finite and at least 0.</param>
    /// <param name="discount">γ, in [0, 1].</param>
    /// <param name="lambda">λ, in [0, 1]: 0 is the one-step target, 1 the target that uses all that remains.</param>
    /// <returns>ŷ, <c>[T, N]</c>, reward units; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong rank, shape, dtype or device.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A scalar is out of range.</exception>
    /// <remarks>Equation BK-8 of docs/math/backups.md: the mixture (1 − λ)Σ λ^{n−1} of n-step targets, the last window of an
    /// episode or rollout taking all remaining weight.</remarks>
    public static Tensor LambdaStateTargets(RolloutTerms terms, Tensor values, double temperature, double discount, double lambda)
    {
        RequireLambda(terms, values, temperature, discount, lambda);
        using var scope = NewDisposeScope();
        return (values + ErrorSum(terms, values, temperature, discount, lambda)).MoveToOuterDisposeScope();
    }

    /// <summary>TD(λ) target of Q, <c>ŷ_t = τ·KL_t + V(s_t) + Σ_d (γλ)^d δ_{t+d}</c>.</summary>
    /// <inheritdoc cref="LambdaStateTargets"/>
    /// <remarks>Equation BK-8 of docs/math/backups.md; τ·KL + V = E_π[Q], so λ = 0 gives r + γ·V(s').</remarks>
    public static Tensor LambdaActionTargets(RolloutTerms terms, Tensor values, double temperature, double discount, double lambda)
    {
        RequireLambda(terms, values, temperature, discount, lambda);
        using var scope = NewDisposeScope();
        var state = values + ErrorSum(terms, values, temperature, discount, lambda);
        return AddKl(terms, temperature, state).MoveToOuterDisposeScope();
    }

    /// <summary>Generalised advantage estimate with KL rewards, <c>Â_t = Σ_d (γλ)^d δ_{t+d}</c>.</summary>
    /// <inheritdoc cref="LambdaStateTargets"/>
    /// <returns>Â, <c>[T, N]</c>, reward units: an estimate of Q − V − τ·KL_t, which is Δ_t of the policy loss; the loss adds its
    /// own τ·∇KL. Owned by the caller.</returns>
    /// <remarks>Equation BK-9 of docs/math/backups.md.</remarks>
    public static Tensor GeneralizedAdvantages(RolloutTerms terms, Tensor values, double temperature, double discount, double lambda)
    {
        RequireLambda(terms, values, temperature, discount, lambda);
        using var scope = NewDisposeScope();
        return ErrorSum(terms, values, temperature, discount, lambda).MoveToOuterDisposeScope();
    }

    /// <summary>Generalised estimate of Q − V, <c>Â_t = τ·KL_t + Σ_d (γλ)^d δ_{t+d}</c>.</summary>
    /// <inheritdoc cref="LambdaStateTargets"/>
    /// <returns>Â, <c>[T, N]</c>, reward units; owned by the caller. With the full divergence it differs from
    /// <see cref="GeneralizedAdvantages"/> by a baseline that depends on the state alone.</returns>
    /// <remarks>Equation BK-9 of docs/math/backups.md.</remarks>
    public static Tensor GeneralizedActionAdvantages(RolloutTerms terms, Tensor values, double temperature, double discount, double lambda)
    {
        RequireLambda(terms, values, temperature, discount, lambda);
        using var scope = NewDisposeScope();
        var sum = ErrorSum(terms, values, temperature, discount, lambda);
        return AddKl(terms, temperature, sum).MoveToOuterDisposeScope();
    }

    private static void RequireLambda(RolloutTerms terms, Tensor values, double temperature, double discount, double lambda)
    {
        RequireRollout(terms, temperature, discount);
        Require.Like(values, terms.Rewards);
        Require.Within(0, 1, lambda);
    }

    private static Tensor ErrorSum(RolloutTerms terms, Tensor values, double temperature, double discount, double lambda)
    {
        var bootstraps = terms.Bootstraps();
        var errors = Errors(terms, values, temperature, discount, bootstraps);
        return Recursions.Backward(errors, terms.Continues(bootstraps), discount * lambda);
    }
}
