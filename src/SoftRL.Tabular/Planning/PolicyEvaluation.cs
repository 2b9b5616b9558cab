using SoftRL.Core;

namespace SoftRL.Tabular;

/// <summary>Exact value of a policy under a KL penalty, by a linear solve.</summary>
/// <remarks>docs/math/tabular.md, TB-6. PG-SQL (24) to (26): V includes the penalty of its own step, Q does not.</remarks>
public static class PolicyEvaluation
{
    /// <summary>V_π, Q_π and KL of a policy: (I − γ P_π) V = r_π − τ KL.</summary>
    /// <param name="mdp">The model.</param>
    /// <param name="policy">π, <c>[S, A]</c>; rows sum to 1.</param>
    /// <param name="temperature">τ, reward units per nat; finite, at least 0.</param>
    /// <param name="discount">γ, in [0, 1]; at 1 the episode must be able to end from every state.</param>
    /// <param name="logPrior">ln π̄, <c>[S, A]</c>; the counting measure (entropy convention) when omitted.</param>
    /// <returns>The exact values, to rounding.</returns>
    /// <exception cref="ArgumentException">A table does not fit the model, is no distribution, or the policy takes a masked action.</exception>
    /// <exception cref="ArgumentOutOfRangeException">τ or γ is out of its range.</exception>
    /// <exception cref="InvalidOperationException">γ = 1 and from some state the episode never ends.</exception>
    public static PolicyValues Evaluate(FiniteMdp mdp, double[,] policy, double temperature, double discount, double[,]? logPrior = null)
    {
        ArgumentNullException.ThrowIfNull(mdp);
        Require.NonNegative(temperature);
        Require.Within(0, 1, discount);
        Tables.CheckPolicy(policy, mdp, nameof(policy));
        var divergence = SoftTables.FiniteDivergence(policy, temperature, logPrior);
        var right = Tables.Fill(mdp.StateCount, s =>
        {
            var sum = -temperature * divergence[s];
            for (var a = 0; a < mdp.ActionCount; a++)
            {
                sum += policy[s, a] * mdp.ExpectedReward(s, a);
            }

            return sum;
        });
        var values = LinearSystems.SolveValues(mdp, policy, discount, right);
        return new PolicyValues(values, SoftBackups.ActionValues(mdp, values, discount), divergence);
    }

    /// <summary>V and Q with d steps to go, for every d up to a horizon, without discounting: nothing follows the last step.</summary>
    /// <param name="mdp">The model.</param>
    /// <param name="policy">π, <c>[S, A]</c>; rows sum to 1. The same at every step.</param>
    /// <param name="temperature">τ, reward units per nat; finite, at least 0.</param>
    /// <param name="horizon">T, number of steps, at least 1.</param>
    /// <param name="logPrior">ln π̄, <c>[S, A]</c>; the counting measure when omitted.</param>
    /// <returns>Entry d − 1: the values with d steps to go. The last entry holds the values at the start.</returns>
    /// <exception cref="ArgumentException">A table does not fit the model, is no distribution, or the policy takes a masked action.</exception>
    /// <exception cref="ArgumentOutOfRangeException">τ is out of its range or the horizon below 1.</exception>
    public static IReadOnlyList<PolicyValues> EvaluateSteps(FiniteMdp mdp, double[,] policy, double temperature, int horizon, double[,]? logPrior = null)
    {
        ArgumentNullException.ThrowIfNull(mdp);
        Require.Positive(horizon);
        var result = new PolicyValues[horizon];
        var values = new double[mdp.StateCount];
        for (var d = 0; d < horizon; d++)
        {
            var q = SoftBackups.ActionValues(mdp, values, discount: 1);
            values = SoftBackups.Expected(mdp, q, policy, temperature, logPrior);
            result[d] = new PolicyValues(values, q, SoftTables.Divergence(policy, logPrior));
        }

        return result;
    }
}
