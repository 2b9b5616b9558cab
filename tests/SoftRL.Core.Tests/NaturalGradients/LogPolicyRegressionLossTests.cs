using SoftRL.Testing;
using static SoftRL.Core.Tests.Doubles;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

public sealed class LogPolicyRegressionLossTests
{
    [Fact]
    public void IsTheWorkedExample()
    {
        using var scope = NewDisposeScope();

        // −1 + 2 − 0.5·4 = −1 and −1 + 1 − 0.5·(−2) = 1: ½·(1 + 1)/2
        Number(LogPolicyRegressionLoss.Mean(Vector(-1, -1), Vector(-2, -1), Vector(4, -2), 0.5)).Should().Be(0.5);
    }

    [Fact]
    public void IsZeroExactlyWhereEachLogProbabilityMovedByItsAdvantage() => BatchLaws.Hold(2, columns =>
    {
        using var scope = NewDisposeScope();
        var moved = columns[0].Zip(columns[1], (old, advantage) => old + (0.25 * advantage)).ToArray();
        return Number(LogPolicyRegressionLoss.Mean(Vector(moved), Vector(columns[0]), Vector(columns[1]), 0.25)) == 0;
    });

    [Fact]
    public void AgreesWithAScalarLoop()
    {
        var random = new Random(68);
        for (var trial = 0; trial < 1000; trial++)
        {
            using var scope = NewDisposeScope();
            var count = random.Next(1, 9);
            double[] l = Draw(random, count, 3), o = Draw(random, count, 3), a = Draw(random, count, 3);
            var stepSize = random.NextDouble() + 0.01;
            var expected = l.Select((x, i) => 0.5 * Math.Pow(x - o[i] - (stepSize * a[i]), 2)).Average();
            ShouldBeClose([Number(LogPolicyRegressionLoss.Mean(Vector(l), Vector(o), Vector(a), stepSize))], [expected]);
        }
    }

    [Fact]
    public void HasTheGradientOfItsCentralDifferencesAndHoldsTheTargetConstant()
    {
        double[] at = [-1, -2], old = [-0.5, -1], advantages = [3, -4];
        Tensor Loss(Tensor x) => LogPolicyRegressionLoss.Mean(x, Vector(old), Vector(advantages), 0.1);
        ShouldBeClose(Gradient(Loss, at), [(-0.5 - 0.3) / 2, (-1 + 0.4) / 2]);
        ShouldBeClose(Gradient(Loss, at), Differences(Loss, at), 1e-8);
        ShouldBeClose(
            Gradient(x => LogPolicyRegressionLoss.Mean(x, x + Vector(0.5, 1), x * Vector(-3, 2), 0.1), at), [(-0.5 - 0.3) / 2, (-1 + 0.4) / 2]);
    }

    /// <summary>At π_old one Gauss–Newton step of the regression is the natural gradient step.</summary>
    [Fact]
    public void HasTheNaturalGradientAsItsGaussNewtonStep()
    {
        using var scope = NewDisposeScope();
        var logits = Vector(0.3, -0.2, 0.1).requires_grad_();
        var taken = logits.log_softmax(0).index_select(0, tensor(new long[] { 0, 1, 1, 2 }));
        var (advantages, scores) = (Vector(1, -2, 0.5, 3), ScoreMatrix.Of(taken, [logits]));
        LogPolicyRegressionLoss.Mean(taken, taken, advantages, 0.2).backward();

        var step = NaturalGradient.Step(scores, advantages, 0.2);
        ShouldBeClose(Read(FisherInformation.VectorProduct(scores, step) * -1), Read(logits.grad!), 1e-10);
    }

    [Fact]
    public void RefusesWhatDoesNotFit()
    {
        ShouldRefuse<ArgumentException>("takenLogProbabilities", () => LogPolicyRegressionLoss.Mean(zeros(0), zeros(0), zeros(0), 1));
        ShouldRefuse<ArgumentException>("oldTakenLogProbabilities", () => LogPolicyRegressionLoss.Mean(zeros(2), zeros(1), zeros(2), 1));
        ShouldRefuse<ArgumentException>("advantages", () => LogPolicyRegressionLoss.Mean(zeros(2), zeros(2), Vector(1, 2), 1));
        ShouldRefuse<ArgumentOutOfRangeException>("stepSize", () => LogPolicyRegressionLoss.Mean(zeros(2), zeros(2), zeros(2), 0));
    }

    [Fact]
    public void LeaksNothing() => TensorLeak.AssertNone(() =>
    {
        using var x = Vector(1, 2);
        LogPolicyRegressionLoss.Mean(x, x, x, 0.1).Dispose();
    });
}
