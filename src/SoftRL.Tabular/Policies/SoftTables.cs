using System.Globalization;
using SoftRL.Core;

namespace SoftRL.Tabular;

/// <summary>
/// Soft values, Boltzmann policies and divergences of <c>[S, A]</c> tables, in plain double precision: a second opinion on
/// the tensor functions of SoftRL.Core, with which they share no code.
/// </summary>
/// <remarks>docs/math/tabular.md, TB-4. PG-SQL (28) to (31).</remarks>
public static class SoftTables
{
    /// <summary>V(s) = τ ln Σₐ π̄(a|s) exp(Q(s,a) / τ); at τ = 0 the maximum over the support of π̄.</summary>
    /// <param name="q">Q, <c>[S, A]</c>, reward units; entries of masked actions are ignored.</param>
    /// <param name="temperature">τ, reward units per nat; finite, at least 0.</param>
    /// <param name="logPrior">ln π̄, <c>[S, A]</c>; the counting measure when omitted.</param>
    /// <returns>V, length S, reward units.</returns>
    /// <exception cref="ArgumentException">A table has the wrong size, or the prior is no distribution.</exception>
    /// <exception cref="ArgumentOutOfRangeException">τ is negative or not finite.</exception>
    public static double[] Values(double[,] q, double temperature, double[,]? logPrior = null)
    {
        Check(q, temperature, logPrior);
        return Tables.Fill(q.GetLength(0), s => Value(q, s, temperature, logPrior));
    }

    /// <summary>The Boltzmann policy π(a|s) ∝ π̄(a|s) exp(Q(s,a) / τ); at τ = 0 π̄ restricted to the maximisers.</summary>
    /// <param name="q">Q, <c>[S, A]</c>, reward units; entries of masked actions are ignored.</param>
    /// <param name="temperature">τ, reward units per nat; finite, at least 0.</param>
    /// <param name="logPrior">ln π̄, <c>[S, A]</c>; the counting measure when omitted.</param>
    /// <returns>π, <c>[S, A]</c>; 0 for masked actions.</returns>
    /// <exception cref="ArgumentException">A table has the wrong size, or the prior is no distribution.</exception>
    /// <exception cref="ArgumentOutOfRangeException">τ is negative or not finite.</exception>
    public static double[,] Boltzmann(double[,] q, double temperature, double[,]? logPrior = null)
    {
        Check(q, temperature, logPrior);
        var policy = new double[q.GetLength(0), q.GetLength(1)];
        for (var s = 0; s < policy.GetLength(0); s++)
        {
            var best = Best(q, s, logPrior);
            var sum = 0.0;
            for (var a = 0; a < policy.GetLength(1); a++)
            {
                policy[s, a] = Weight(q[s, a] - best, temperature, logPrior, s, a);
                sum += policy[s, a];
            }

            for (var a = 0; a < policy.GetLength(1); a++)
            {
                policy[s, a] /= sum;
            }
        }

        return policy;
    }

    /// <summary>KL(s) = Σₐ π(a|s) ln(π(a|s) / π̄(a|s)) in nats; −entropy for the counting measure.</summary>
    /// <param name="policy">π, <c>[S, A]</c>; rows sum to 1.</param>
    /// <param name="logPrior">ln π̄, <c>[S, A]</c>; the counting measure when omitted.</param>
    /// <returns>KL, length S; +∞ where the policy takes a masked action.</returns>
    /// <exception cref="ArgumentException">The policy or the prior is no distribution, or the sizes differ.</exception>
    public static double[] Divergence(double[,] policy, double[,]? logPrior = null)
    {
        Tables.CheckPolicy(policy, nameof(policy));
        Tables.CheckLogPrior(logPrior, policy.GetLength(0), policy.GetLength(1));
        return Tables.Fill(policy.GetLength(0), s =>
        {
            var sum = 0.0;
            for (var a = 0; a < policy.GetLength(1); a++)
            {
                sum += policy[s, a] > 0 ? policy[s, a] * LogRatio(policy, logPrior, s, a) : 0;
            }

            return sum;
        });
    }

    /// <summary>Refuses a policy that takes a masked action, whose return would be −∞.</summary>
    internal static double[] FiniteDivergence(double[,] policy, double temperature, double[,]? logPrior)
    {
        var divergence = Divergence(policy, logPrior);
        var state = Array.FindIndex(divergence, value => !double.IsFinite(value));
        if (state >= 0 && temperature > 0)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"policy takes an action that logPrior masks in state {state}; its divergence is infinite."), nameof(policy));
        }

        return temperature > 0 ? divergence : [.. divergence.Select(value => double.IsFinite(value) ? value : 0)];
    }

    /// <summary>ln(π / π̄) of one action; 0 where π = 0.</summary>
    internal static double LogRatio(double[,] policy, double[,]? logPrior, int s, int a) =>
        policy[s, a] > 0 ? Math.Log(policy[s, a]) - (logPrior?[s, a] ?? 0) : 0;

    internal static void Check(double[,] q, double temperature, double[,]? logPrior)
    {
        ArgumentNullException.ThrowIfNull(q);
        Require.NonNegative(temperature);
        Tables.CheckLogPrior(logPrior, q.GetLength(0), q.GetLength(1));
    }

    private static double Value(double[,] q, int s, double temperature, double[,]? logPrior)
    {
        var best = Best(q, s, logPrior);
        if (temperature == 0)
        {
            return best;
        }

        var sum = 0.0;
        for (var a = 0; a < q.GetLength(1); a++)
        {
            sum += Weight(q[s, a] - best, temperature, logPrior, s, a);
        }

        return best + (temperature * Math.Log(sum));
    }

    private static double Best(double[,] q, int s, double[,]? logPrior)
    {
        var best = double.NegativeInfinity;
        for (var a = 0; a < q.GetLength(1); a++)
        {
            if (Allowed(logPrior, s, a))
            {
                best = Math.Max(best, Require.Finite(q[s, a], nameof(q)));
            }
        }

        return best;
    }

    private static double Weight(double gap, double temperature, double[,]? logPrior, int s, int a) =>
        !Allowed(logPrior, s, a) ? 0
        : temperature > 0 ? Math.Exp((gap / temperature) + (logPrior?[s, a] ?? 0))
        : gap == 0 ? Math.Exp(logPrior?[s, a] ?? 0) : 0;

    private static bool Allowed(double[,]? logPrior, int s, int a) =>
        logPrior is null || logPrior[s, a] > double.NegativeInfinity;
}
