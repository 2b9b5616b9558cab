using SoftRL.Core;
using SoftRL.Tabular;
using static TorchSharp.torch;

namespace SoftRL.Testing;

/// <summary>PG-SQL (71), (77) and (78), printed and corrected. Opens a scope.</summary>
internal sealed class NaturalGradientErrata : IDisposable
{
    private const double StepSize = 0.5;
    private const double Tau = NaturalGradientScene.Temperature;

    private readonly TorchSharp.DisposeScope scope = NewDisposeScope();
    private readonly NaturalGradientScene scene = new(4);

    /// <summary>How far the Gauss–Newton step of (71) is from ε times the natural gradient.</summary>
    internal double RegressionStep(bool constantTarget)
    {
        var taken = scene.PerPair(scene.LogPolicy(scene.Parameters));
        var (ratio, kl) = (scene.PerPair(scene.LogRatio(scene.Parameters)), scene.Kl(scene.Parameters));
        var advantages = tensor(TestNetwork.Normal(9, 71));
        var inTarget = constantTarget ? ratio.detach() : ratio;
        var residual = taken - taken.detach() - (StepSize * (advantages - (Tau * (inTarget - kl.detach()))));
        var loss = 0.5 * tensor(scene.Weights).dot(residual.square());
        var step = Newton(residual, loss);

        var gradient = FlatGradient.Of(PolicyGradientLoss.Expected(taken, advantages, kl, tensor(scene.Weights), Tau), [scene.Parameters]);
        var fisher = FisherMatrices.FromScores(TableTensors.ToTable(ScoreMatrix.Of(taken, [scene.Parameters])), scene.Weights);
        var natural = FlatGradient.Combine((-StepSize, NaturalGradients.Direction(fisher, gradient)));
        return FlatGradient.Difference(step, natural);
    }

    /// <summary>How far (78) is from Q_θ − Q̂^ε for a θ that has moved, V unchanged; the Core head and damped targets on the left.</summary>
    internal double DampedResidual(bool withFactor)
    {
        var moved = scene.Parameters + tensor(TestNetwork.Normal(4, 72, 0.3));
        var (values, advantages) = (tensor(TestNetwork.Normal(9, 73)), tensor(TestNetwork.Normal(9, 74)));
        var (old, kl) = (scene.PerPair(scene.LogRatio(scene.Parameters)), scene.Kl(scene.Parameters));
        var oldQ = DuelingHead.TakenQ(values, old, Tau);
        var damped = DampedQLoss.Targets(oldQ, values + (Tau * kl) + advantages, StepSize);
        var left = DuelingHead.TakenQ(values, scene.PerPair(scene.LogRatio(moved)), Tau) - damped;
        var change = scene.PerPair(scene.LogPolicy(moved) - scene.LogPolicy(scene.Parameters));
        var right = ((withFactor ? Tau : 1) * change) - (StepSize * (advantages - (Tau * (old - kl))));
        return FlatGradient.Difference(TableTensors.ToVector(right), TableTensors.ToVector(left));
    }

    public void Dispose()
    {
        scene.Dispose();
        scope.Dispose();
    }

    private double[] Newton(Tensor residual, Tensor loss)
    {
        var jacobian = TableTensors.ToTable(ScoreMatrix.Of(residual, [scene.Parameters]));
        var hessian = FisherMatrices.FromScores(jacobian, scene.Weights);
        return FlatGradient.Combine((-1, NaturalGradients.Direction(hessian, FlatGradient.Of(loss, [scene.Parameters]))));
    }
}
