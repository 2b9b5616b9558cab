using SoftRL.Core;

namespace SoftRL.Tabular;

/// <summary>Reference policies π̄ as tables of log-probabilities, <c>[S, A]</c>, in nats; −∞ masks an action.</summary>
/// <remarks>
/// Everywhere in this package a missing table means the counting measure: KL is then −entropy (the entropy convention).
/// docs/notation.md; docs/math/tabular.md, TB-4.
/// </remarks>
public static class ReferenceTables
{
    /// <summary>The uniform policy: ln(1/A) everywhere.</summary>
    /// <param name="states">Number of states, at least 1.</param>
    /// <param name="actions">Number of actions, at least 1.</param>
    /// <returns>ln π̄, <c>[S, A]</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count is below 1.</exception>
    public static double[,] Uniform(int states, int actions)
    {
        Require.Positive(states);
        Require.Positive(actions);
        return Tables.Fill(states, actions, (_, _) => -Math.Log(actions));
    }

    /// <summary>The uniform policy over the allowed actions of each state.</summary>
    /// <param name="allowed">Whether an action is legal, <c>[S, A]</c>; at least one per state.</param>
    /// <returns>ln π̄, −∞ where not allowed.</returns>
    /// <exception cref="ArgumentException">A state allows no action.</exception>
    public static double[,] FromMask(bool[,] allowed)
    {
        ArgumentNullException.ThrowIfNull(allowed);
        var (states, actions) = (allowed.GetLength(0), allowed.GetLength(1));
        return FromProbabilities(Tables.Fill(states, actions, (s, a) =>
        {
            var count = Enumerable.Range(0, actions).Count(b => allowed[s, b]);
            return count == 0
                ? throw new ArgumentException($"allowed must permit an action in every state; state {s} permits none.", nameof(allowed))
                : allowed[s, a] ? 1.0 / count : 0;
        }));
    }

    /// <summary>A policy given by its probabilities; 0 masks.</summary>
    /// <param name="probabilities">π̄, <c>[S, A]</c>; rows sum to 1.</param>
    /// <returns>ln π̄, −∞ where π̄ = 0.</returns>
    /// <exception cref="ArgumentException">A row is no distribution.</exception>
    public static double[,] FromProbabilities(double[,] probabilities)
    {
        Tables.CheckPolicy(probabilities);
        return Tables.Fill(probabilities.GetLength(0), probabilities.GetLength(1), (s, a) => Math.Log(probabilities[s, a]));
    }
}
