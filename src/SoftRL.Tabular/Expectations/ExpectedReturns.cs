using SoftRL.Core;
using static TorchSharp.torch;

namespace SoftRL.Tabular;

/// <summary>The exact KL-regularised return of a policy as a differentiable scalar: autograd then gives the exact policy
/// gradient of any parameterisation.</summary>
/// <remarks>docs/math/tabular.md, TB-15. PG-SQL (24), (51).</remarks>
public static class ExpectedReturns
{
    /// <summary>E[Σ_{t&lt;T} γᵗ (r_t − τ KL_t)] by T matrix products.</summary>
    /// <param name="model">The model's tensors. Borrowed.</param>
    /// <param name="logPolicy">ln π, float64 <c>[S, A]</c>, nats; −∞ where masked. Borrowed.</param>
    /// <param name="temperature">τ, reward units per nat; finite, at least 0.</param>
    /// <param name="horizon">T, at least 1.</param>
    /// <param name="discount">γ, in [0, 1]. Default 1.</param>
    /// <param name="logPrior">ln π̄, float64 <c>[A]</c> or <c>[S, A]</c>; the counting measure when omitted. Borrowed.</param>
    /// <returns>The return, a scalar, reward units, differentiable in the policy everywhere it enters; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong shape or dtype.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Tensor FiniteHorizon(
        MdpTensors model, Tensor logPolicy, double temperature, int horizon, double discount = 1, Tensor? logPrior = null)
    {
        Check(model, logPolicy, temperature, discount);
        Require.Positive(horizon);
        using var scope = NewDisposeScope();
        var values = zeros_like(model.InitialDistribution);
        for (var t = 0; t < horizon; t++)
        {
            var q = model.ActionValues(values, discount);
            values = SoftValues.PolicyValue(q, logPolicy, temperature, logPrior);
        }

        return values.dot(model.InitialDistribution).MoveToOuterDisposeScope();
    }

    /// <summary>E[Σ γᵗ (r_t − τ KL_t)] over whole episodes, by a linear solve.</summary>
    /// <param name="model">The model's tensors. Borrowed.</param>
    /// <param name="logPolicy">ln π, float64 <c>[S, A]</c>, nats; −∞ where masked. Borrowed.</param>
    /// <param name="temperature">τ, reward units per nat; finite, at least 0.</param>
    /// <param name="discount">γ, in [0, 1]; at 1 every episode must end.</param>
    /// <param name="logPrior">ln π̄, float64 <c>[A]</c> or <c>[S, A]</c>; the counting measure when omitted. Borrowed.</param>
    /// <returns>The return, a scalar, reward units, differentiable in the policy everywhere it enters; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong shape or dtype.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Tensor Discounted(MdpTensors model, Tensor logPolicy, double temperature, double discount, Tensor? logPrior = null)
    {
        Check(model, logPolicy, temperature, discount);
        using var scope = NewDisposeScope();
        var (states, actions) = (model.Mdp.StateCount, model.Mdp.ActionCount);
        var rewards = SoftValues.PolicyValue(model.Rewards.reshape(states, actions), logPolicy, temperature, logPrior);
        var moves = (logPolicy.exp().unsqueeze(2) * model.Transitions.reshape(states, actions, states)).sum(1);
        var system = eye(states, dtype: ScalarType.Float64) - (discount * moves);
        return linalg.solve(system, rewards).dot(model.InitialDistribution).MoveToOuterDisposeScope();
    }

    private static void Check(MdpTensors model, Tensor logPolicy, double temperature, double discount)
    {
        ArgumentNullException.ThrowIfNull(model);
        Require.FloatMatrix(logPolicy);
        Require.Shape(logPolicy, [model.Mdp.StateCount, model.Mdp.ActionCount]);
        Require.SameDtype(logPolicy, model.Rewards);
        Require.NonNegative(temperature);
        Require.Within(0, 1, discount);
    }
}
