using SoftRL.Core;

namespace SoftRL.Tabular;

/// <summary>
/// Exact policy gradients of the KL-regularised return, with respect to the logits of π = softmax(logits). For any other
/// parameterisation multiply by the Jacobian of the logits.
/// </summary>
/// <remarks>docs/math/tabular.md, TB-10. PG-SQL (49) to (51). Masked actions have the gradient 0.</remarks>
public static class PolicyGradients
{
    /// <summary>∇ of E[Σ_{t&lt;T} (r_t − τ KL_t)], undiscounted: g₁ of PG-SQL (51).</summary>
    /// <param name="mdp">The model; episodes start from its initial distribution.</param>
    /// <param name="policy">π, <c>[S, A]</c>; rows sum to 1.</param>
    /// <param name="temperature">τ, reward units per nat; finite, at least 0.</param>
    /// <param name="horizon">T, number of steps, at least 1.</param>
    /// <param name="logPrior">ln π̄, <c>[S, A]</c>; the counting measure when omitted.</param>
    /// <returns>∂ return / ∂ logits, <c>[S, A]</c>.</returns>
    /// <exception cref="ArgumentException">A table does not fit the model, is no distribution, or the policy takes a masked action.</exception>
    /// <exception cref="ArgumentOutOfRangeException">τ or the horizon is out of its range.</exception>
    public static double[,] FiniteHorizonReturn(FiniteMdp mdp, double[,] policy, double temperature, int horizon, double[,]? logPrior = null)
    {
        var toGo = PolicyEvaluation.EvaluateSteps(mdp, policy, temperature, horizon, logPrior);
        var visits = Occupancy.AtEachStep(mdp, policy, horizon);
        var gradient = new double[mdp.StateCount, mdp.ActionCount];
        for (var t = 0; t < horizon; t++)
        {
            var weights = Tables.Fill(mdp.StateCount, s => visits[t, s]);
            Add(gradient, policy, toGo[horizon - 1 - t].ActionValues, weights, temperature, logPrior);
        }

        return gradient;
    }

    /// <summary>∇ of the discounted return E[Σ γᵗ (r_t − τ KL_t)].</summary>
    /// <param name="mdp">The model; episodes start from its initial distribution.</param>
    /// <param name="policy">π, <c>[S, A]</c>; rows sum to 1.</param>
    /// <param name="temperature">τ, reward units per nat; finite, at least 0.</param>
    /// <param name="discount">γ, in [0, 1]; at 1 the episode must be able to end from every state.</param>
    /// <param name="logPrior">ln π̄, <c>[S, A]</c>; the counting measure when omitted.</param>
    /// <returns>∂ return / ∂ logits, <c>[S, A]</c>.</returns>
    /// <exception cref="ArgumentException">A table does not fit the model, is no distribution, or the policy takes a masked action.</exception>
    /// <exception cref="ArgumentOutOfRangeException">τ or γ is out of its range.</exception>
    /// <exception cref="InvalidOperationException">γ = 1 and from some state the episode never ends.</exception>
    public static double[,] DiscountedReturn(FiniteMdp mdp, double[,] policy, double temperature, double discount, double[,]? logPrior = null) =>
        Weighted(mdp, policy, Occupancy.Discounted(mdp, policy, discount), temperature, discount, logPrior);

    /// <summary>The discounted policy gradient g_γ of PG-SQL (49), (50): advantages are discounted, states are not.
    /// Σ_t E[∇ln π (Q_π − V_π) − τ ∇KL(s_t)] over whole episodes.</summary>
    /// <param name="mdp">The model; episodes start from its initial distribution.</param>
    /// <param name="policy">π, <c>[S, A]</c>; rows sum to 1.</param>
    /// <param name="temperature">τ, reward units per nat; finite, at least 0.</param>
    /// <param name="discount">γ, in [0, 1]; whatever it is, the episode must be able to end from every state.</param>
    /// <param name="logPrior">ln π̄, <c>[S, A]</c>; the counting measure when omitted.</param>
    /// <returns>g_γ with respect to the logits, <c>[S, A]</c>; at γ = 1 the gradient of the undiscounted return.</returns>
    /// <exception cref="ArgumentException">A table does not fit the model, is no distribution, or the policy takes a masked action.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <exception cref="InvalidOperationException">From some state the episode never ends.</exception>
    public static double[,] DiscountedAdvantage(FiniteMdp mdp, double[,] policy, double temperature, double discount, double[,]? logPrior = null) =>
        Weighted(mdp, policy, Occupancy.Discounted(mdp, policy, discount: 1), temperature, discount, logPrior);

    /// <summary>Σ_s w(s) Σ_a [∇π(a|s) Q_π(s, a)] − τ w(s) ∇KL(s), for any weighting of the states.</summary>
    /// <param name="mdp">The model.</param>
    /// <param name="policy">π, <c>[S, A]</c>; rows sum to 1.</param>
    /// <param name="stateWeights">w, length S; finite.</param>
    /// <param name="temperature">τ, reward units per nat; finite, at least 0.</param>
    /// <param name="discount">γ, in [0, 1].</param>
    /// <param name="logPrior">ln π̄, <c>[S, A]</c>; the counting measure when omitted.</param>
    /// <returns>The gradient with respect to the logits, <c>[S, A]</c>.</returns>
    /// <exception cref="ArgumentException">A table does not fit the model, is no distribution, or the policy takes a masked action.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <exception cref="InvalidOperationException">γ = 1 and from some state the episode never ends.</exception>
    public static double[,] Weighted(
        FiniteMdp mdp, double[,] policy, double[] stateWeights, double temperature, double discount, double[,]? logPrior = null)
    {
        ArgumentNullException.ThrowIfNull(mdp);
        Tables.CheckStates(stateWeights, mdp, nameof(stateWeights));
        var values = PolicyEvaluation.Evaluate(mdp, policy, temperature, discount, logPrior);
        var gradient = new double[mdp.StateCount, mdp.ActionCount];
        Add(gradient, policy, values.ActionValues, stateWeights, temperature, logPrior);
        return gradient;
    }

    /// <summary>Adds w(s) π(b|s) (x(b) − E_π[x]), x = Q − τ ln(π / π̄): score-function term and KL gradient in one.</summary>
    private static void Add(double[,] gradient, double[,] policy, double[,] q, double[] weights, double temperature, double[,]? logPrior)
    {
        var actions = policy.GetLength(1);
        var scores = new double[actions];
        for (var s = 0; s < weights.Length; s++)
        {
            var mean = 0.0;
            for (var a = 0; a < actions; a++)
            {
                scores[a] = q[s, a] - (temperature * SoftTables.LogRatio(policy, logPrior, s, a));
                mean += policy[s, a] * scores[a];
            }

            for (var a = 0; a < actions; a++)
            {
                gradient[s, a] += weights[s] * policy[s, a] * (scores[a] - mean);
            }
        }
    }
}
