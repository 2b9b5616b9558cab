namespace SoftRL.Tabular;

/// <summary>How much each state and action counts in an expectation.</summary>
public static class PairWeights
{
    /// <summary>w(s) π(a|s): states weighted, actions drawn from a policy.</summary>
    /// <param name="policy">π, <c>[S, A]</c>; rows sum to 1.</param>
    /// <param name="stateWeights">w, length S; not negative.</param>
    /// <returns>The weights, <c>[S, A]</c>.</returns>
    /// <exception cref="ArgumentException">The policy is no distribution or the lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative or not finite.</exception>
    public static double[,] Of(double[,] policy, double[] stateWeights)
    {
        Tables.CheckPolicy(policy, nameof(policy));
        FisherMatrices.CheckWeights(stateWeights, policy.GetLength(0), nameof(stateWeights));
        return Tables.Fill(policy.GetLength(0), policy.GetLength(1), (s, a) => stateWeights[s] * policy[s, a]);
    }
}
