using System.Globalization;
using SoftRL.Core;

namespace SoftRL.Tabular;

/// <summary>Soft value iteration: the Boltzmann backup, repeated to its fixed point.</summary>
/// <remarks>docs/math/tabular.md, TB-7. PG-SQL (39). At τ = 0 it is value iteration.</remarks>
public static class SoftValueIteration
{
    /// <summary>The optimal Q, V and policy of the KL-regularised return.</summary>
    /// <param name="mdp">The model.</param>
    /// <param name="temperature">τ, reward units per nat; finite, at least 0.</param>
    /// <param name="discount">γ, in [0, 1].</param>
    /// <param name="logPrior">ln π̄, <c>[S, A]</c>; the counting measure (entropy convention) when omitted.</param>
    /// <param name="tolerance">Largest allowed error of Q, reward units, positive. At γ = 1 no such bound exists and it limits
    /// the last change instead. Default 1e-10.</param>
    /// <param name="maxIterations">Backups to make at most, at least 1. Default 1,000,000.</param>
    /// <returns>The solution.</returns>
    /// <exception cref="ArgumentException">A table does not fit the model.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <exception cref="InvalidOperationException">The tolerance was not reached.</exception>
    public static SoftSolution Solve(
        FiniteMdp mdp, double temperature, double discount, double[,]? logPrior = null, double tolerance = 1e-10, int maxIterations = 1_000_000)
    {
        ArgumentNullException.ThrowIfNull(mdp);
        Require.Positive(tolerance);
        Require.Positive(maxIterations);
        Require.Within(0, 1, discount);
        var q = new double[mdp.StateCount, mdp.ActionCount];
        var change = double.PositiveInfinity;
        for (var i = 1; i <= maxIterations; i++)
        {
            var next = SoftBackups.Boltzmann(mdp, q, temperature, discount, logPrior);
            change = Tables.Distance(q, next);
            q = next;
            if (change * (discount < 1 ? discount / (1 - discount) : 1) <= tolerance)
            {
                return new SoftSolution(
                    SoftTables.Values(q, temperature, logPrior), q, SoftTables.Boltzmann(q, temperature, logPrior), i, change);
            }
        }

        throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Soft value iteration still changes by {change:G3} after {maxIterations} backups; the tolerance is {tolerance:G3}."));
    }
}
