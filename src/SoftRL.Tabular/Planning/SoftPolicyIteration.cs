using System.Globalization;
using SoftRL.Core;

namespace SoftRL.Tabular;

/// <summary>Soft policy iteration: exact evaluation, then the Boltzmann policy of the result, to the fixed point.</summary>
/// <remarks>docs/math/tabular.md, TB-7. Each improvement is a Newton step on the soft Bellman equation. At τ = 0 it is policy
/// iteration.</remarks>
public static class SoftPolicyIteration
{
    /// <summary>The optimal Q, V and policy of the KL-regularised return.</summary>
    /// <param name="mdp">The model.</param>
    /// <param name="temperature">τ, reward units per nat; finite, at least 0.</param>
    /// <param name="discount">γ, in [0, 1]; at 1 the episode must be able to end from every state under every policy met.</param>
    /// <param name="logPrior">ln π̄, <c>[S, A]</c>; the counting measure (entropy convention) when omitted.</param>
    /// <param name="tolerance">Largest allowed change of Q in the last improvement, reward units, positive. Default 1e-10.</param>
    /// <param name="maxIterations">Improvements to make at most, at least 1. Default 1,000.</param>
    /// <returns>The solution. It started from the reference policy.</returns>
    /// <exception cref="ArgumentException">A table does not fit the model.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <exception cref="InvalidOperationException">The tolerance was not reached, or γ = 1 and an episode never ends.</exception>
    public static SoftSolution Solve(
        FiniteMdp mdp, double temperature, double discount, double[,]? logPrior = null, double tolerance = 1e-10, int maxIterations = 1_000)
    {
        ArgumentNullException.ThrowIfNull(mdp);
        Require.Positive(tolerance);
        Require.Positive(maxIterations);
        var q = new double[mdp.StateCount, mdp.ActionCount];
        var change = double.PositiveInfinity;
        for (var i = 1; i <= maxIterations; i++)
        {
            var policy = SoftTables.Boltzmann(q, temperature, logPrior);
            var next = PolicyEvaluation.Evaluate(mdp, policy, temperature, discount, logPrior).ActionValues;
            change = Tables.Distance(q, next);
            q = next;
            if (change <= tolerance)
            {
                return new SoftSolution(
                    SoftTables.Values(q, temperature, logPrior), q, SoftTables.Boltzmann(q, temperature, logPrior), i, change);
            }
        }

        throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Soft policy iteration still changes by {change:G3} after {maxIterations} improvements; the tolerance is {tolerance:G3}."));
    }
}
