using SoftRL.Core;
using static TorchSharp.torch;

namespace SoftRL.Tabular;

/// <summary>
/// Exact expectations of the regression and policy losses of SoftRL.Core over all states, actions and n-step trajectories, as
/// differentiable scalars. The data distribution and the targets are constants, as in PG-SQL (58): only the tensor argument is
/// differentiated. Written from the definitions, not through the Core losses, so that each checks the other.
/// </summary>
/// <remarks>docs/math/tabular.md, TB-16. Everything float64 on the CPU. Pairs of weight 0 may hold −∞.</remarks>
public static partial class ExpectedLosses
{
    /// <summary>Soft Q-learning: Σ w(s, a) E[½ (Q(s, a) − ŷ^Q)²]. PG-SQL (44) to (47); SAC and DSPG critics with their targets.</summary>
    /// <param name="q">Q, float64 <c>[S, A]</c>, reward units. Borrowed.</param>
    /// <param name="pairWeights">w, <c>[S, A]</c>, for example <see cref="PairWeights.Of"/>.</param>
    /// <param name="targets">Moments of ŷ^Q, for example <see cref="ExpectedTargets.NStep"/> plus τ KL.</param>
    /// <returns>The loss, a scalar, squared reward units; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor or table has the wrong shape or dtype.</exception>
    public static Tensor SoftQ(Tensor q, double[,] pairWeights, TargetMoments targets)
    {
        Check(q, pairWeights);
        ArgumentNullException.ThrowIfNull(targets);
        using var scope = NewDisposeScope();
        return HalfSquare(q, pairWeights, targets).MoveToOuterDisposeScope();
    }

    /// <summary>Damped Q regression: Σ w E[½ (Q − (1 − ε) Q_old − ε ŷ^Q)²]. PG-SQL (74).</summary>
    /// <param name="q">Q, float64 <c>[S, A]</c>, reward units. Borrowed.</param>
    /// <param name="oldQ">Q before the step, <c>[S, A]</c>.</param>
    /// <param name="pairWeights">w, <c>[S, A]</c>.</param>
    /// <param name="targets">Moments of ŷ^Q.</param>
    /// <param name="damping">ε, in [0, 1].</param>
    /// <returns>The loss, a scalar, squared reward units; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor or table has the wrong shape or dtype.</exception>
    /// <exception cref="ArgumentOutOfRangeException">ε is out of [0, 1].</exception>
    public static Tensor DampedQ(Tensor q, double[,] oldQ, double[,] pairWeights, TargetMoments targets, double damping)
    {
        Check(q, pairWeights);
        Check(q, oldQ);
        ArgumentNullException.ThrowIfNull(targets);
        Require.Within(0, 1, damping);
        var moments = Map(targets, (s, a) => ((1 - damping) * oldQ[s, a]) + (damping * targets.Means[s, a]), damping * damping);
        using var scope = NewDisposeScope();
        return HalfSquare(q, pairWeights, moments).MoveToOuterDisposeScope();
    }

    /// <summary>State values: Σ w(s, a) E[½ (V(s) − ŷ^V)²]. PG-SQL (53).</summary>
    /// <param name="values">V, float64 <c>[S]</c>, reward units. Borrowed.</param>
    /// <param name="pairWeights">w, <c>[S, A]</c>.</param>
    /// <param name="targets">Moments of ŷ^V given state and action.</param>
    /// <returns>The loss, a scalar, squared reward units; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor or table has the wrong shape or dtype.</exception>
    public static Tensor Value(Tensor values, double[,] pairWeights, TargetMoments targets)
    {
        Require.FloatVector(values);
        ArgumentNullException.ThrowIfNull(pairWeights);
        ArgumentNullException.ThrowIfNull(targets);
        using var scope = NewDisposeScope();
        var spread = values.unsqueeze(1).expand(values.size(0), pairWeights.GetLength(1));
        Check(spread, pairWeights);
        return HalfSquare(spread, pairWeights, targets).MoveToOuterDisposeScope();
    }

    /// <summary>Policy gradient: Σ w(s, a) [−A(s, a) ln π(a|s) + τ KL(s)], A constant. PG-SQL (79), (80), (84): naive or proper
    /// according to A.</summary>
    /// <param name="logPolicy">ln π, float64 <c>[S, A]</c>, nats; −∞ where masked. Borrowed.</param>
    /// <param name="pairWeights">w, <c>[S, A]</c>; 0 where masked.</param>
    /// <param name="advantages">E[A | s, a], <c>[S, A]</c>, reward units.</param>
    /// <param name="temperature">τ, reward units per nat; finite, at least 0.</param>
    /// <param name="logPrior">ln π̄, <c>[S, A]</c>; the counting measure when omitted.</param>
    /// <returns>The loss, a scalar, reward units; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor or table has the wrong shape or dtype.</exception>
    /// <exception cref="ArgumentOutOfRangeException">τ is negative or not finite.</exception>
    public static Tensor PolicyGradient(
        Tensor logPolicy, double[,] pairWeights, double[,] advantages, double temperature, double[,]? logPrior = null)
    {
        Check(logPolicy, pairWeights);
        Check(logPolicy, advantages);
        Require.NonNegative(temperature);
        using var scope = NewDisposeScope();
        var stateWeights = tensor(pairWeights).sum(-1);
        var scores = (Supported(logPolicy, logPolicy, pairWeights) * (tensor(pairWeights) * tensor(advantages))).sum();
        return ((temperature * stateWeights.dot(Divergence(logPolicy, logPrior))) - scores).MoveToOuterDisposeScope();
    }

    /// <summary>Regression behind the natural gradient: Σ w E[½ (ln π − ln π_old − ε A)²]. PG-SQL (68), (71) as corrected.</summary>
    /// <param name="logPolicy">ln π, float64 <c>[S, A]</c>, nats; −∞ where masked. Borrowed.</param>
    /// <param name="oldLogPolicy">ln π_old, <c>[S, A]</c>; −∞ where masked.</param>
    /// <param name="pairWeights">w, <c>[S, A]</c>; 0 where masked.</param>
    /// <param name="advantages">Moments of the advantage, penalty included.</param>
    /// <param name="stepSize">ε, nats per reward unit; finite and positive.</param>
    /// <returns>The loss, a scalar, squared nats; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor or table has the wrong shape or dtype.</exception>
    /// <exception cref="ArgumentOutOfRangeException">ε is not finite and positive.</exception>
    public static Tensor LogPolicyRegression(
        Tensor logPolicy, double[,] oldLogPolicy, double[,] pairWeights, TargetMoments advantages, double stepSize)
    {
        Check(logPolicy, pairWeights);
        Check(logPolicy, oldLogPolicy);
        ArgumentNullException.ThrowIfNull(advantages);
        Require.Positive(stepSize);
        var moments = Map(advantages, (s, a) => oldLogPolicy[s, a] + (stepSize * advantages.Means[s, a]), stepSize * stepSize);
        using var scope = NewDisposeScope();
        return HalfSquare(logPolicy, pairWeights, moments).MoveToOuterDisposeScope();
    }

    private static TargetMoments Map(TargetMoments moments, Func<int, int, double> mean, double varianceScale) => new(
        Tables.Fill(moments.Means.GetLength(0), moments.Means.GetLength(1), mean),
        Tables.Fill(moments.Means.GetLength(0), moments.Means.GetLength(1), (s, a) => varianceScale * moments.Variances[s, a]));

    /// <summary>E[½ (x − y)²] = ½ (x − E y)² + ½ Var y, over the pairs that have weight.</summary>
    private static Tensor HalfSquare(Tensor prediction, double[,] pairWeights, TargetMoments targets)
    {
        Check(prediction, targets.Means);
        Check(prediction, targets.Variances);
        var means = tensor(Tables.Fill(pairWeights.GetLength(0), pairWeights.GetLength(1), (s, a) => pairWeights[s, a] == 0 ? 0 : targets.Means[s, a]));
        var errors = Supported(prediction, prediction, pairWeights) - means;
        return 0.5 * (tensor(pairWeights) * (errors.square() + tensor(targets.Variances))).sum();
    }

    /// <summary>x, with 0 in the place of the pairs that have no weight or no probability, so that no 0 · ∞ arises.</summary>
    private static Tensor Supported(Tensor x, Tensor maskedBy, double[,] pairWeights) =>
        x.masked_fill(tensor(pairWeights).eq(0).logical_or(maskedBy.isneginf()), 0);

    private static Tensor Divergence(Tensor logPolicy, double[,]? logPrior)
    {
        var absent = logPolicy.isneginf();
        var ratio = logPrior is null ? logPolicy : logPolicy - tensor(logPrior);
        return (logPolicy.exp() * ratio.masked_fill(absent, 0)).sum(-1);
    }

    private static void Check(Tensor matrix, double[,] table)
    {
        ArgumentNullException.ThrowIfNull(table);
        Require.FloatMatrix(matrix);
        if (matrix.dtype != ScalarType.Float64)
        {
            throw new ArgumentException($"The tensor must be float64; it is {matrix.dtype}.", nameof(matrix));
        }

        if (matrix.size(0) != table.GetLength(0) || matrix.size(1) != table.GetLength(1))
        {
            throw new ArgumentException($"The tensor must be [{table.GetLength(0)}, {table.GetLength(1)}] like its table; it is [{string.Join(", ", matrix.shape)}].", nameof(matrix));
        }
    }
}
