using SoftRL.Core;

namespace SoftRL.Tabular;

/// <summary>Fisher information of a policy, exactly.</summary>
/// <remarks>docs/math/tabular.md, TB-11. PG-SQL section 5.</remarks>
public static class FisherMatrices
{
    /// <summary>F = Σ_s w(s) (diag π(·|s) − π(·|s) π(·|s)ᵀ), with respect to the logits.</summary>
    /// <param name="policy">π, <c>[S, A]</c>; rows sum to 1.</param>
    /// <param name="stateWeights">w, length S; not negative.</param>
    /// <returns>F, <c>[S·A, S·A]</c>, block diagonal; parameter s·A + a is the logit of action a in state s.</returns>
    /// <exception cref="ArgumentException">The policy is no distribution or the lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative or not finite.</exception>
    public static double[,] OfLogits(double[,] policy, double[] stateWeights)
    {
        Tables.CheckPolicy(policy, nameof(policy));
        CheckWeights(stateWeights, policy.GetLength(0), nameof(stateWeights));
        var (states, actions) = (policy.GetLength(0), policy.GetLength(1));
        var fisher = new double[states * actions, states * actions];
        for (var s = 0; s < states; s++)
        {
            for (var a = 0; a < actions; a++)
            {
                for (var b = 0; b < actions; b++)
                {
                    var covariance = (a == b ? policy[s, a] : 0) - (policy[s, a] * policy[s, b]);
                    fisher[(s * actions) + a, (s * actions) + b] = stateWeights[s] * covariance;
                }
            }
        }

        return fisher;
    }

    /// <summary>F = Σ_i w_i ψ_i ψ_iᵀ, ψ_i = ∇ln π(a_i | s_i) for any parameterisation.</summary>
    /// <param name="scores">Ψ, one row per state and action or per sample, <c>[N, P]</c>; finite.</param>
    /// <param name="weights">w, length N: probability of each row; not negative.</param>
    /// <returns>F, <c>[P, P]</c>.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative or not finite.</exception>
    public static double[,] FromScores(double[,] scores, double[] weights)
    {
        ArgumentNullException.ThrowIfNull(scores);
        CheckWeights(weights, scores.GetLength(0), nameof(weights));
        var size = scores.GetLength(1);
        var fisher = new double[size, size];
        for (var i = 0; i < weights.Length; i++)
        {
            for (var row = 0; row < size; row++)
            {
                var scaled = weights[i] * scores[i, row];
                for (var column = 0; column < size && scaled != 0; column++)
                {
                    fisher[row, column] += scaled * scores[i, column];
                }
            }
        }

        return fisher;
    }

    internal static void CheckWeights(double[] weights, int count, string name)
    {
        CheckLength(weights, count, name);
        foreach (var weight in weights)
        {
            Require.NonNegative(weight, name);
        }
    }

    internal static void CheckLength(double[] vector, int count, string name)
    {
        ArgumentNullException.ThrowIfNull(vector, name);
        if (vector.Length != count)
        {
            throw new ArgumentException($"{name} must have {count} entries; it has {vector.Length}.", name);
        }
    }
}
