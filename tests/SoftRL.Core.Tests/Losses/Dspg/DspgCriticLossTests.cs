using SoftRL.Testing;
using static SoftRL.Core.Tests.Doubles;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

public sealed class DspgCriticLossTests
{
    /// <summary>One transition, M = 2: y = 1 + 0.5·mean(4 + 1, 2 − 1) = 2.5, loss ½·(2 − 2.5)².</summary>
    [Fact]
    public void IsTheWorkedExample()
    {
        using var scope = NewDisposeScope();
        var next = SoftBellmanTargets.SampledValue(Shaped([4, 2], 2, 1), Shaped([-1, 1], 2, 1), 1);
        var targets = SoftBellmanTargets.OneStep(Vector(1), next, Vector(0), 0.5);
        Number(DspgCriticLoss.Mean(Vector(2), targets)).Should().BeApproximately(0.125, 1e-15);
    }

    [Fact]
    public void IsHalfTheMeanSquaredError() => BatchLaws.Hold(2, columns =>
    {
        using var scope = NewDisposeScope();
        var expected = columns[0].Zip(columns[1], (q, y) => 0.5 * (q - y) * (q - y)).Average();
        return Close([Number(DspgCriticLoss.Mean(Vector(columns[0]), Vector(columns[1])))], [expected]);
    });

    [Fact]
    public void AgreesWithAScalarLoop()
    {
        var random = new Random(16);
        for (var trial = 0; trial < 1000; trial++)
        {
            using var scope = NewDisposeScope();
            var count = random.Next(1, 9);
            double[] q = Draw(random, count, 3), y = Draw(random, count, 3);
            ShouldBeClose(
                [Number(DspgCriticLoss.Mean(Vector(q), Vector(y)))], [q.Zip(y, (value, target) => 0.5 * Math.Pow(value - target, 2)).Average()]);
        }
    }

    [Fact]
    public void HasTheErrorAsItsGradientAndHoldsTheTargetConstant()
    {
        ShouldBeClose(Gradient(x => DspgCriticLoss.Mean(x, x + Vector(1, -3)), [1, 2]), [-0.5, 1.5]);
        ShouldBeClose(
            Gradient(x => DspgCriticLoss.Mean(x, Vector(2, -1)), [1, 2]), Differences(x => DspgCriticLoss.Mean(x, Vector(2, -1)), [1, 2]), 1e-8);
    }

    [Fact]
    public void RefusesWhatDoesNotFit()
    {
        ShouldRefuse<ArgumentException>("takenQ", () => DspgCriticLoss.Mean(zeros(2, 2), zeros(2, 2)));
        ShouldRefuse<ArgumentException>("targets", () => DspgCriticLoss.Mean(zeros(2), zeros(3)));
    }

    [Fact]
    public void LeaksNothing() => TensorLeak.AssertNone(() =>
    {
        using var x = Vector(1, 2);
        DspgCriticLoss.Mean(x, x).Dispose();
    });
}
