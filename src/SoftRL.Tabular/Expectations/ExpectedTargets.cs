using SoftRL.Core;

namespace SoftRL.Tabular;

/// <summary>
/// Exact mean and variance of the n-step and λ targets of SoftRL.Core's backups over all trajectories under a policy, by
/// recursion over the steps instead of a sum over trajectories.
/// </summary>
/// <remarks>docs/math/tabular.md, TB-14. PG-SQL (34), (46), (54) and (42), (43), as corrected.</remarks>
public static class ExpectedTargets
{
    /// <summary>Moments of ŷ^V = Σ_{d&lt;n} γᵈ (r − τ KL)_{t+d} + γⁿ V(s_{t+n}) given s_t and a_t, with no bootstrap past the end of an episode.</summary>
    /// <param name="mdp">The model.</param>
    /// <param name="policy">π, the policy that acts from the second step on and whose KL is charged at every step, <c>[S, A]</c>.</param>
    /// <param name="values">V to bootstrap from, length S, reward units.</param>
    /// <param name="temperature">τ, reward units per nat; finite, at least 0. 0 leaves the penalties out (the naive return).</param>
    /// <param name="discount">γ, in [0, 1].</param>
    /// <param name="steps">n, at least 1.</param>
    /// <param name="logPrior">ln π̄, <c>[S, A]</c>; the counting measure when omitted.</param>
    /// <returns>The moments of ŷ^V; add τ KL(s) with <see cref="TargetMoments.Plus"/> for those of ŷ^Q.</returns>
    /// <exception cref="ArgumentException">A table does not fit the model, is no distribution, or the policy takes a masked action.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static TargetMoments NStep(
        FiniteMdp mdp, double[,] policy, double[] values, double temperature, double discount, int steps, double[,]? logPrior = null) =>
        Lambda(mdp, policy, values, temperature, discount, 1, steps, logPrior);

    /// <summary>Moments of the λ target over a rollout of n steps that bootstraps from V at its end.</summary>
    /// <param name="mdp">The model.</param>
    /// <param name="policy">π, the policy that acts from the second step on and whose KL is charged at every step, <c>[S, A]</c>.</param>
    /// <param name="values">V to bootstrap from, length S, reward units.</param>
    /// <param name="temperature">τ, reward units per nat; finite, at least 0.</param>
    /// <param name="discount">γ, in [0, 1].</param>
    /// <param name="lambda">λ, in [0, 1]; 1 is the n-step target, 0 the one-step target.</param>
    /// <param name="steps">n, length of the rollout, at least 1.</param>
    /// <param name="logPrior">ln π̄, <c>[S, A]</c>; the counting measure when omitted.</param>
    /// <returns>The moments of the target of ŷ^V.</returns>
    /// <exception cref="ArgumentException">A table does not fit the model, is no distribution, or the policy takes a masked action.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static TargetMoments Lambda(
        FiniteMdp mdp, double[,] policy, double[] values, double temperature, double discount, double lambda, int steps, double[,]? logPrior = null)
    {
        ArgumentNullException.ThrowIfNull(mdp);
        Tables.CheckPolicy(policy, mdp, nameof(policy));
        Tables.CheckStates(values, mdp, nameof(values));
        Require.NonNegative(temperature);
        Require.Within(0, 1, discount);
        Require.Within(0, 1, lambda);
        Require.Positive(steps);
        var divergence = SoftTables.FiniteDivergence(policy, temperature, logPrior);
        var first = values;
        var second = Tables.Fill(values.Length, s => values[s] * values[s]);
        for (var n = 1; ; n++)
        {
            var moments = Backup(mdp, divergence, Mixed(values, first, second, lambda, n == 1), temperature, discount);
            if (n == steps)
            {
                return moments;
            }

            first = Average(policy, (s, a) => moments.Means[s, a]);
            second = Average(policy, (s, a) => moments.Variances[s, a] + (moments.Means[s, a] * moments.Means[s, a]));
        }
    }

    /// <summary>Raw first and second moments of (1 − λ) V + λ ŷ; of V itself at the end of the rollout.</summary>
    private static (double[] First, double[] Second) Mixed(double[] values, double[] first, double[] second, double lambda, bool last)
    {
        var share = last ? 1 : lambda;
        var mean = Tables.Fill(values.Length, s => ((1 - share) * values[s]) + (share * first[s]));
        var square = Tables.Fill(values.Length, s =>
        {
            var fixedPart = (1 - share) * values[s];
            return (fixedPart * fixedPart) + (2 * fixedPart * share * first[s]) + (share * share * second[s]);
        });
        return (mean, square);
    }

    private static TargetMoments Backup(
        FiniteMdp mdp, double[] divergence, (double[] First, double[] Second) next, double temperature, double discount)
    {
        var means = new double[mdp.StateCount, mdp.ActionCount];
        var variances = new double[mdp.StateCount, mdp.ActionCount];
        for (var s = 0; s < mdp.StateCount; s++)
        {
            for (var a = 0; a < mdp.ActionCount; a++)
            {
                var (mean, square) = (0.0, 0.0);
                foreach (var outcome in mdp.Outcomes(s, a))
                {
                    var now = outcome.Reward - (temperature * divergence[s]);
                    var future = outcome.Terminated ? 0 : discount * next.First[outcome.NextState];
                    var futureSquare = outcome.Terminated ? 0 : discount * discount * next.Second[outcome.NextState];
                    mean += outcome.Probability * (now + future);
                    square += outcome.Probability * ((now * now) + (2 * now * future) + futureSquare);
                }

                means[s, a] = mean;
                variances[s, a] = Math.Max(square - (mean * mean), 0);
            }
        }

        return new TargetMoments(means, variances);
    }

    private static double[] Average(double[,] policy, Func<int, int, double> value) =>
        Tables.Fill(policy.GetLength(0), s =>
        {
            var sum = 0.0;
            for (var a = 0; a < policy.GetLength(1); a++)
            {
                sum += policy[s, a] > 0 ? policy[s, a] * value(s, a) : 0;
            }

            return sum;
        });
}
