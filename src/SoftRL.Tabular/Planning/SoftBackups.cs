using SoftRL.Core;

namespace SoftRL.Tabular;

/// <summary>The exact backup operators of KL-regularised reinforcement learning on a finite MDP.</summary>
/// <remarks>docs/math/tabular.md, TB-5. PG-SQL (32), (33), (39), (41) and (42) as corrected.</remarks>
public static class SoftBackups
{
    /// <summary>[T_π V](s) = E_π[r − τ KL(s) + γ V(s')]. PG-SQL (32).</summary>
    /// <param name="mdp">The model.</param>
    /// <param name="values">V, length S, reward units.</param>
    /// <param name="policy">π, <c>[S, A]</c>; rows sum to 1.</param>
    /// <param name="temperature">τ, reward units per nat; finite, at least 0.</param>
    /// <param name="discount">γ, in [0, 1].</param>
    /// <param name="logPrior">ln π̄, <c>[S, A]</c>; the counting measure when omitted.</param>
    /// <returns>The backed-up V, length S.</returns>
    /// <exception cref="ArgumentException">A table does not fit the model, is no distribution, or the policy takes a masked action.</exception>
    /// <exception cref="ArgumentOutOfRangeException">τ or γ is out of its range.</exception>
    public static double[] PolicyValues(FiniteMdp mdp, double[] values, double[,] policy, double temperature, double discount, double[,]? logPrior = null)
    {
        var q = ActionValues(mdp, values, discount);
        return Expected(mdp, q, policy, temperature, logPrior);
    }

    /// <summary>[T_π Q](s, a) = E[r + γ(E_π[Q(s', ·)] − τ KL(s'))]. PG-SQL (33).</summary>
    /// <param name="mdp">The model.</param>
    /// <param name="q">Q, <c>[S, A]</c>, reward units.</param>
    /// <param name="policy">π, <c>[S, A]</c>; rows sum to 1.</param>
    /// <param name="temperature">τ, reward units per nat; finite, at least 0.</param>
    /// <param name="discount">γ, in [0, 1].</param>
    /// <param name="logPrior">ln π̄, <c>[S, A]</c>; the counting measure when omitted.</param>
    /// <returns>The backed-up Q, <c>[S, A]</c>.</returns>
    /// <exception cref="ArgumentException">A table does not fit the model, is no distribution, or the policy takes a masked action.</exception>
    /// <exception cref="ArgumentOutOfRangeException">τ or γ is out of its range.</exception>
    public static double[,] PolicyActionValues(FiniteMdp mdp, double[,] q, double[,] policy, double temperature, double discount, double[,]? logPrior = null) =>
        ActionValues(mdp, Expected(mdp, q, policy, temperature, logPrior), discount);

    /// <summary>[T Q](s, a) = E[r + γ V_Q(s')], V_Q the soft value of Q. PG-SQL (39).</summary>
    /// <param name="mdp">The model.</param>
    /// <param name="q">Q, <c>[S, A]</c>, reward units.</param>
    /// <param name="temperature">τ, reward units per nat; finite, at least 0 (0: the hard optimality operator).</param>
    /// <param name="discount">γ, in [0, 1].</param>
    /// <param name="logPrior">ln π̄, <c>[S, A]</c>; the counting measure when omitted.</param>
    /// <returns>The backed-up Q, <c>[S, A]</c>.</returns>
    /// <exception cref="ArgumentException">A table does not fit the model.</exception>
    /// <exception cref="ArgumentOutOfRangeException">τ or γ is out of its range.</exception>
    public static double[,] Boltzmann(FiniteMdp mdp, double[,] q, double temperature, double discount, double[,]? logPrior = null)
    {
        ArgumentNullException.ThrowIfNull(mdp);
        MdpTables.CheckSize(q, mdp.StateCount, mdp.ActionCount, nameof(q));
        return ActionValues(mdp, SoftTables.Values(q, temperature, logPrior), discount);
    }

    /// <summary>The n-step backup of Q under its own Boltzmann policy: T_{π_B,n} Q. PG-SQL (41).</summary>
    /// <param name="mdp">The model.</param>
    /// <param name="q">Q, <c>[S, A]</c>, reward units.</param>
    /// <param name="steps">n, at least 1.</param>
    /// <param name="temperature">τ, reward units per nat; finite, at least 0.</param>
    /// <param name="discount">γ, in [0, 1].</param>
    /// <param name="logPrior">ln π̄, <c>[S, A]</c>; the counting measure when omitted.</param>
    /// <returns>The backed-up Q, <c>[S, A]</c>.</returns>
    /// <exception cref="ArgumentException">A table does not fit the model, is no distribution, or the policy takes a masked action.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static double[,] BoltzmannSteps(FiniteMdp mdp, double[,] q, int steps, double temperature, double discount, double[,]? logPrior = null)
    {
        Require.Positive(steps);
        var policy = SoftTables.Boltzmann(q, temperature, logPrior);
        for (var n = 0; n < steps; n++)
        {
            q = PolicyActionValues(mdp, q, policy, temperature, discount, logPrior);
        }

        return q;
    }

    /// <summary>The TD(λ) backup of Q under its own Boltzmann policy, (1 − λ) Σ λⁿ⁻¹ T_{π_B,n} Q, over an endless trajectory.
    /// PG-SQL (42) as corrected.</summary>
    /// <param name="mdp">The model.</param>
    /// <param name="q">Q, <c>[S, A]</c>, reward units.</param>
    /// <param name="lambda">λ, in [0, 1]; with γ λ = 1 the episode must be able to end from every state.</param>
    /// <param name="temperature">τ, reward units per nat; finite, at least 0.</param>
    /// <param name="discount">γ, in [0, 1].</param>
    /// <param name="logPrior">ln π̄, <c>[S, A]</c>; the counting measure when omitted.</param>
    /// <returns>The backed-up Q, <c>[S, A]</c>.</returns>
    /// <exception cref="ArgumentException">A table does not fit the model, is no distribution, or the policy takes a masked action.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <exception cref="InvalidOperationException">γ λ = 1 and from some state the episode never ends.</exception>
    public static double[,] BoltzmannLambda(FiniteMdp mdp, double[,] q, double lambda, double temperature, double discount, double[,]? logPrior = null)
    {
        Require.Within(0, 1, lambda);
        ArgumentNullException.ThrowIfNull(mdp);
        var policy = SoftTables.Boltzmann(q, temperature, logPrior);
        var values = Expected(mdp, q, policy, temperature, logPrior);
        var backed = PolicyValues(mdp, values, policy, temperature, discount, logPrior);

        // T_πⁿ V = V + Σ_{k<n} (γP)ᵏ (T_π V − V), so the mixture of the values one step later is V + λ (I − γλP)⁻¹ (T_π V − V).
        var drift = LinearSystems.SolveValues(mdp, policy, discount * lambda, Tables.Fill(values.Length, s => backed[s] - values[s]));
        var mixed = Tables.Fill(values.Length, s => values[s] + (lambda * drift[s]));
        return ActionValues(mdp, mixed, discount);
    }

    /// <summary>Q(s, a) = E[r + γ V(s')].</summary>
    /// <param name="mdp">The model.</param>
    /// <param name="values">V, length S, reward units.</param>
    /// <param name="discount">γ, in [0, 1].</param>
    /// <returns>Q, <c>[S, A]</c>; V counts as 0 after a terminating outcome.</returns>
    /// <exception cref="ArgumentException">V does not fit the model.</exception>
    /// <exception cref="ArgumentOutOfRangeException">γ is out of [0, 1].</exception>
    public static double[,] ActionValues(FiniteMdp mdp, double[] values, double discount)
    {
        ArgumentNullException.ThrowIfNull(mdp);
        Tables.CheckStates(values, mdp, nameof(values));
        Require.Within(0, 1, discount);
        return Tables.Fill(mdp.StateCount, mdp.ActionCount, (s, a) =>
        {
            var sum = mdp.ExpectedReward(s, a);
            foreach (var outcome in mdp.Outcomes(s, a))
            {
                sum += outcome.Terminated ? 0 : outcome.Probability * discount * values[outcome.NextState];
            }

            return sum;
        });
    }

    /// <summary>E_π[Q(s, ·)] − τ KL(s). PG-SQL (26).</summary>
    internal static double[] Expected(FiniteMdp mdp, double[,] q, double[,] policy, double temperature, double[,]? logPrior)
    {
        ArgumentNullException.ThrowIfNull(mdp);
        Require.NonNegative(temperature);
        MdpTables.CheckSize(q, mdp.StateCount, mdp.ActionCount, nameof(q));
        Tables.CheckPolicy(policy, mdp, nameof(policy));
        var divergence = SoftTables.FiniteDivergence(policy, temperature, logPrior);
        return Tables.Fill(mdp.StateCount, s =>
        {
            var sum = -temperature * divergence[s];
            for (var a = 0; a < mdp.ActionCount; a++)
            {
                sum += policy[s, a] > 0 ? policy[s, a] * q[s, a] : 0;
            }

            return sum;
        });
    }
}
