namespace SoftRL.Tabular;

/// <summary>Mean and variance of a regression target, given the state and the action taken there.</summary>
/// <param name="Means">E[ŷ | s, a], <c>[S, A]</c>, reward units.</param>
/// <param name="Variances">Var[ŷ | s, a], <c>[S, A]</c>, squared reward units; not negative.</param>
public sealed record TargetMoments(double[,] Means, double[,] Variances)
{
    /// <summary>The moments after adding a constant per state, such as τ KL(s): ŷ^Q = ŷ^V + τ KL. PG-SQL (46).</summary>
    /// <param name="offsets">What to add, length S, reward units.</param>
    /// <returns>New moments; the variances are shared.</returns>
    /// <exception cref="ArgumentException">The length is not the number of states.</exception>
    public TargetMoments Plus(double[] offsets)
    {
        FisherMatrices.CheckLength(offsets, Means.GetLength(0), nameof(offsets));
        return this with { Means = Tables.Fill(Means.GetLength(0), Means.GetLength(1), (s, a) => Means[s, a] + offsets[s]) };
    }
}
