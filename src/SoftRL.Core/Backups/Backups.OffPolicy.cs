using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace SoftRL.Core;

public static partial class Backups
{
    /// <summary>V-trace with KL rewards: <c>v_t = V(s_t) + Σ_d γ^d (Π_{i&lt;d} c_{t+i}) ρ_{t+d} δ_{t+d}</c>, where
    /// <c>ρ = min(ρ̄, π/μ)</c> and <c>c = λ·min(c̄, π/μ)</c>.</summary>
    /// <param name="terms">The rollout that μ collected, <c>[T, N]</c>; KL_t is that of the policy π being evaluated. Borrowed.</param>
    /// <param name="values">V(s_t), float <c>[T, N]</c>, reward units. Borrowed.</param>
    /// <param name="logRatios">ln π(a_t|s_t) − ln μ(a_t|s_t), float <c>[T, N]</c>, nats. Borrowed.</param>
    /// <param name="temperature">τ, reward units per nat, finite and at least 0.</param>
    /// <param name="discount">γ, in [0, 1].</param>
    /// <param name="lambda">λ, in [0, 1].</param>
    /// <param name="ratioClip">ρ̄, positive, <see cref="double.PositiveInfinity"/> for none: below it the fixed point moves from
    /// V_π towards V_μ.</param>
    /// <param name="traceClip">c̄, positive, <see cref="double.PositiveInfinity"/> for none: it trades variance for speed only.</param>
    /// <returns>Targets and advantages, differentiable in the inputs; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong rank, shape, dtype or device.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A scalar is out of range.</exception>
    /// <remarks>Equation BK-10 of docs/math/backups.md. With π = μ and clips of at least 1 the targets are those of TD(λ).</remarks>
    public static VTraceTargets VTrace(
        RolloutTerms terms, Tensor values, Tensor logRatios, double temperature, double discount, double lambda = 1, double ratioClip = 1, double traceClip = 1)
    {
        RequireLambda(terms, values, temperature, discount, lambda);
        Require.Like(logRatios, terms.Rewards);
        Clip(ratioClip);
        Clip(traceClip);

        using var scope = NewDisposeScope();
        var ratios = logRatios.exp();
        var clipped = ratios.clamp_max(ratioClip);
        var bootstraps = terms.Bootstraps();
        var continues = terms.Continues(bootstraps);
        var errors = Errors(terms, values, temperature, discount, bootstraps);
        var targets = values + Recursions.Backward(clipped * errors, ratios.clamp_max(traceClip) * continues, discount * lambda);

        // Where the episode goes on, v_{t+1} replaces the bootstrap; the last row keeps it.
        var following = cat([targets.narrow(0, 1, targets.size(0) - 1), terms.NextValues.narrow(0, targets.size(0) - 1, 1)]);
        var advantages = clipped * errors.addcmul(continues, following - terms.NextValues, discount);
        var (state, advantage) = scope.MoveToOuter(targets, advantages);
        return new VTraceTargets(state, advantage);
    }

    /// <summary>Retrace(λ) for soft Q: <c>ŷ_t = Q(s_t,a_t) + Σ_d γ^d (Π_{1≤i≤d} c_{t+i}) δ_{t+d}</c>, where
    /// <c>c = λ·min(1, π/μ)</c> and <c>δ_t = r_t + γ·(E_π[Q(s_{t+1},·)] − τ·KL_{t+1}) − Q(s_t,a_t)</c>.</summary>
    /// <param name="terms">The rollout that μ collected, <c>[T, N]</c>. <see cref="RolloutTerms.NextValues"/> is
    /// E_π[Q] − τ·KL at the successor (<see cref="SoftValues.PolicyValue"/>) and brings in the KL rewards;
    /// <see cref="RolloutTerms.Kl"/> is not used. Borrowed.</param>
    /// <param name="takenQ">Q(s_t, a_t), float <c>[T, N]</c>, reward units. Borrowed.</param>
    /// <param name="logRatios">ln π(a_t|s_t) − ln μ(a_t|s_t), float <c>[T, N]</c>, nats. Borrowed.</param>
    /// <param name="discount">γ, in [0, 1].</param>
    /// <param name="lambda">λ, in [0, 1].</param>
    /// <returns>ŷ, <c>[T, N]</c>, reward units, differentiable in the inputs; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong rank, shape, dtype or device.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A scalar is out of range.</exception>
    /// <remarks>Equation BK-11 of docs/math/backups.md. Its fixed point is Q_π whatever policy μ collected the data.</remarks>
    public static Tensor Retrace(RolloutTerms terms, Tensor takenQ, Tensor logRatios, double discount, double lambda = 1)
    {
        ArgumentNullException.ThrowIfNull(terms);
        terms.Check();
        Require.Like(takenQ, terms.Rewards);
        Require.Like(logRatios, terms.Rewards);
        Require.Within(0, 1, discount);
        Require.Within(0, 1, lambda);

        using var scope = NewDisposeScope();
        var bootstraps = terms.Bootstraps();
        var errors = Bootstrapped(terms.Rewards, bootstraps, terms.NextValues, discount) - takenQ;
        var earlier = takenQ.size(0) - 1;
        if (earlier == 0)
        {
            return (takenQ + errors).MoveToOuterDisposeScope();
        }

        var traces = logRatios.narrow(0, 1, earlier).exp().clamp_max(1) * terms.Continues(bootstraps).narrow(0, 0, earlier);
        return (takenQ + Recursions.Backward(errors, traces, discount * lambda)).MoveToOuterDisposeScope();
    }

    private static void Clip(double value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (!(value > 0))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be positive, or positive infinity.");
        }
    }
}
