using SoftRL.Core;

namespace SoftRL.Tabular;

/// <summary>How often a policy visits each state, exactly.</summary>
/// <remarks>docs/math/tabular.md, TB-8.</remarks>
public static class Occupancy
{
    /// <summary>Expected discounted visits, d(s) = Σ_t γᵗ P(s_t = s and the episode still runs).</summary>
    /// <param name="mdp">The model; episodes start from its initial distribution.</param>
    /// <param name="policy">π, <c>[S, A]</c>; rows sum to 1.</param>
    /// <param name="discount">γ, in [0, 1]; at 1 the episode must be able to end from every state, and d counts visits per episode.</param>
    /// <returns>d, length S. Without termination it sums to 1 / (1 − γ).</returns>
    /// <exception cref="ArgumentException">The policy does not fit the model or is no distribution.</exception>
    /// <exception cref="ArgumentOutOfRangeException">γ is out of [0, 1].</exception>
    /// <exception cref="InvalidOperationException">γ = 1 and from some state the episode never ends.</exception>
    public static double[] Discounted(FiniteMdp mdp, double[,] policy, double discount)
    {
        ArgumentNullException.ThrowIfNull(mdp);
        Tables.CheckPolicy(policy, mdp, nameof(policy));
        Require.Within(0, 1, discount);
        return LinearSystems.SolveOccupancy(mdp, policy, discount, mdp.InitialDistribution.ToArray());
    }

    /// <summary>Distribution of the state at each step, P(s_t = s and the episode still runs).</summary>
    /// <param name="mdp">The model; episodes start from its initial distribution.</param>
    /// <param name="policy">π, <c>[S, A]</c>; rows sum to 1.</param>
    /// <param name="horizon">T, number of steps, at least 1.</param>
    /// <returns>P, <c>[T, S]</c>; a row sums to the chance that the episode has not ended before it.</returns>
    /// <exception cref="ArgumentException">The policy does not fit the model or is no distribution.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is below 1.</exception>
    public static double[,] AtEachStep(FiniteMdp mdp, double[,] policy, int horizon)
    {
        ArgumentNullException.ThrowIfNull(mdp);
        Tables.CheckPolicy(policy, mdp, nameof(policy));
        Require.Positive(horizon);
        var result = new double[horizon, mdp.StateCount];
        for (var s = 0; s < mdp.StateCount; s++)
        {
            result[0, s] = mdp.InitialDistribution[s];
        }

        for (var t = 1; t < horizon; t++)
        {
            for (var s = 0; s < mdp.StateCount; s++)
            {
                Spread(mdp, policy, s, result, t);
            }
        }

        return result;
    }

    private static void Spread(FiniteMdp mdp, double[,] policy, int state, double[,] result, int step)
    {
        var mass = result[step - 1, state];
        for (var a = 0; a < mdp.ActionCount && mass > 0; a++)
        {
            foreach (var outcome in mdp.Outcomes(state, a))
            {
                result[step, outcome.NextState] += outcome.Terminated ? 0 : mass * policy[state, a] * outcome.Probability;
            }
        }
    }
}
