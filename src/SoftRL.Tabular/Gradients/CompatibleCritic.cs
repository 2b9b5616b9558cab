namespace SoftRL.Tabular;

/// <summary>A critic that is linear in the scores of the policy, fitted exactly: Q^ω(s, a) = ψ(s, a) · ω.</summary>
/// <param name="Parameters">ω, length P.</param>
/// <param name="Values">Q^ω of each row of the scores, length N, reward units.</param>
/// <remarks>docs/math/tabular.md, TB-12. DSPG (11) to (13).</remarks>
public sealed record CompatibleCritic(double[] Parameters, double[] Values)
{
    /// <summary>The compatible critic closest to Q under the policy: argmin_ω E[(ψ · ω − Q)²]. DSPG (11), (12).</summary>
    /// <param name="scores">ψ = ∇ln π, one row per state and action, <c>[N, P]</c>; finite.</param>
    /// <param name="weights">Probability of each row under the policy, length N; not negative.</param>
    /// <param name="actionValues">Q_π of each row, length N, reward units; finite.</param>
    /// <returns>The critic. Its error is orthogonal to the scores, so put in the place of Q_π it leaves the policy gradient
    /// exact, however badly it fits.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative or not finite.</exception>
    public static CompatibleCritic Fit(double[,] scores, double[] weights, double[] actionValues)
    {
        var parameters = NaturalGradients.LeastSquares(scores, weights, actionValues);
        return new CompatibleCritic(parameters, Tables.Fill(actionValues.Length, i =>
        {
            var sum = 0.0;
            for (var p = 0; p < parameters.Length; p++)
            {
                sum += scores[i, p] * parameters[p];
            }

            return sum;
        }));
    }
}
