using SoftRL.Core;
using static TorchSharp.torch;

namespace SoftRL.Tabular;

/// <content>Path consistency, SAC and DSPG.</content>
public static partial class ExpectedLosses
{
    /// <summary>Soft actor-critic's actor: Σ w(s) Σ_a π(a|s) (τ ln(π/π̄) − Q(s, a)), Q constant. KLRL (11).</summary>
    /// <param name="logPolicy">ln π, float64 <c>[S, A]</c>, nats; −∞ where masked. Borrowed.</param>
    /// <param name="q">Q, <c>[S, A]</c>, reward units.</param>
    /// <param name="stateWeights">w, length S; not negative.</param>
    /// <param name="temperature">τ, reward units per nat; finite, at least 0.</param>
    /// <param name="logPrior">ln π̄, <c>[S, A]</c>; the counting measure when omitted.</param>
    /// <returns>The loss, a scalar, reward units; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor or table has the wrong shape or dtype.</exception>
    /// <exception cref="ArgumentOutOfRangeException">τ is negative or not finite.</exception>
    public static Tensor SacActor(Tensor logPolicy, double[,] q, double[] stateWeights, double temperature, double[,]? logPrior = null)
    {
        Check(logPolicy, q);
        Require.NonNegative(temperature);
        FisherMatrices.CheckWeights(stateWeights, q.GetLength(0), nameof(stateWeights));
        using var scope = NewDisposeScope();
        var gain = (logPolicy.exp() * tensor(q)).masked_fill(logPolicy.isneginf(), 0).sum(-1);
        return tensor(stateWeights).dot((temperature * Divergence(logPolicy, logPrior)) - gain).MoveToOuterDisposeScope();
    }

    /// <summary>Deep soft policy gradient's actor: −Σ w(s) E_{a~π}[(Q − τ ln(π/π̄) − τ) ln π(a|s)], actions and bracket constant.
    /// DSPG (17) with a temperature; the expectation of the M-sample loss for every M.</summary>
    /// <param name="logPolicy">ln π, float64 <c>[S, A]</c>, nats; −∞ where masked. Borrowed.</param>
    /// <param name="q">Q, <c>[S, A]</c>, reward units.</param>
    /// <param name="stateWeights">w, length S; not negative.</param>
    /// <param name="temperature">τ, reward units per nat; finite, at least 0.</param>
    /// <param name="logPrior">ln π̄, <c>[S, A]</c>; the counting measure when omitted.</param>
    /// <returns>The loss, a scalar; its value means nothing, its gradient is exact. Owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor or table has the wrong shape or dtype.</exception>
    /// <exception cref="ArgumentOutOfRangeException">τ is negative or not finite.</exception>
    public static Tensor DspgActor(Tensor logPolicy, double[,] q, double[] stateWeights, double temperature, double[,]? logPrior = null)
    {
        Check(logPolicy, q);
        Require.NonNegative(temperature);
        var policy = TableTensors.ToTable(logPolicy);
        var advantages = Tables.Fill(q.GetLength(0), q.GetLength(1), (s, a) =>
            policy[s, a] == double.NegativeInfinity ? 0 : q[s, a] - (temperature * (policy[s, a] - (logPrior?[s, a] ?? 0))) - temperature);
        var weights = PairWeights.Of(Tables.Fill(q.GetLength(0), q.GetLength(1), (s, a) => Math.Exp(policy[s, a])), stateWeights);
        return PolicyGradient(logPolicy, weights, advantages, 0);
    }

    /// <summary>Path consistency: Σ_s w(s) E[½ C²], C = Σ_{d&lt;n} γᵈ (r − τ ln(π/π̄)(a|s))_{t+d} + γⁿ V(s_{t+n}) − V(s_t),
    /// differentiable in policy and values alike. PG-SQL (90).</summary>
    /// <param name="model">The model's tensors. Borrowed.</param>
    /// <param name="values">V, float64 <c>[S]</c>, reward units. Borrowed.</param>
    /// <param name="logRatio">ln(π/π̄), float64 <c>[S, A]</c>, nats. Borrowed.</param>
    /// <param name="behaviour">The policy that acts, <c>[S, A]</c>, a constant: any.</param>
    /// <param name="stateWeights">w of the first state, length S; not negative.</param>
    /// <param name="temperature">τ, reward units per nat; finite, at least 0.</param>
    /// <param name="discount">γ, in [0, 1].</param>
    /// <param name="steps">n, at least 1.</param>
    /// <returns>The loss, a scalar, squared reward units; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor or table has the wrong shape or dtype.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Tensor PathConsistency(
        MdpTensors model, Tensor values, Tensor logRatio, double[,] behaviour, double[] stateWeights, double temperature, double discount, int steps)
    {
        ArgumentNullException.ThrowIfNull(model);
        Require.Like(values, model.InitialDistribution);
        Check(logRatio, behaviour);
        Require.Positive(steps);
        Require.NonNegative(temperature);
        Require.Within(0, 1, discount);
        Tables.CheckPolicy(behaviour, model.Mdp, nameof(behaviour));
        FisherMatrices.CheckWeights(stateWeights, model.Mdp.StateCount, nameof(stateWeights));
        using var scope = NewDisposeScope();
        var acting = tensor(behaviour);
        var costs = (temperature * logRatio.masked_fill(acting.eq(0), 0)).reshape(-1);
        var (first, second) = (values, values.square());
        for (var n = 0; n < steps; n++)
        {
            (first, second) = PathBackup(model, costs, acting, first, second, discount);
        }

        var squares = second - (2 * values * first) + values.square();
        return (0.5 * tensor(stateWeights).dot(squares)).MoveToOuterDisposeScope();
    }

    /// <summary>E and E of the square of r − cost + γ X(s'), given those of X.</summary>
    private static (Tensor First, Tensor Second) PathBackup(
        MdpTensors model, Tensor costs, Tensor acting, Tensor first, Tensor second, double discount)
    {
        var future = discount * model.Transitions.mv(first);
        var mean = model.Rewards - costs + future;
        var square = model.SquaredRewards - (2 * costs * model.Rewards) + costs.square()
            + (2 * discount * model.RewardFlows.mv(first)) - (2 * costs * future)
            + (discount * discount * model.Transitions.mv(second));
        return ((acting * mean.reshape(acting.shape)).sum(-1), (acting * square.reshape(acting.shape)).sum(-1));
    }
}
