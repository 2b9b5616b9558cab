using SoftRL.Testing;
using static SoftRL.Core.Tests.Doubles;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

public sealed class ValueLossTests
{
    [Fact]
    public void IsHalfTheMeanSquaredErrorOfTheWorkedExample()
    {
        using var scope = NewDisposeScope();

        // ½·((0 − 3)² + (1 − 1)²) / 2
        Number(ValueLoss.Mean(Vector(0, 1), Vector(3, 1))).Should().Be(2.25);

        // ½·(0.1·9 + 0.9·0)
        Number(ValueLoss.Expected(Vector(0, 1), Vector(3, 1), Vector(0.1, 0.9))).Should().BeApproximately(0.45, 1e-15);
    }

    [Fact]
    public void GrowsWithTheSquareOfTheError() => BatchLaws.Hold(2, columns =>
    {
        using var scope = NewDisposeScope();
        var loss = Number(ValueLoss.Mean(Vector(columns[0]), Vector(columns[1])));
        var doubled = Number(ValueLoss.Mean(Vector(columns[0]) * 2, Vector(columns[1]) * 2));
        return loss >= 0 && Close([doubled], [4 * loss]);
    });

    [Fact]
    public void AgreesWithAScalarLoop()
    {
        var random = new Random(53);
        for (var trial = 0; trial < 1000; trial++)
        {
            using var scope = NewDisposeScope();
            var count = random.Next(1, 9);
            double[] v = Draw(random, count, 5), y = Draw(random, count, 5), w = Draw(random, count);

            double mean = 0, weighted = 0;
            for (var i = 0; i < count; i++)
            {
                mean += 0.5 * Math.Pow(v[i] - y[i], 2) / count;
                weighted += w[i] * 0.5 * Math.Pow(v[i] - y[i], 2);
            }

            ShouldBeClose([Number(ValueLoss.Mean(Vector(v), Vector(y)))], [mean]);
            ShouldBeClose([Number(ValueLoss.Expected(Vector(v), Vector(y), Vector(w)))], [weighted]);
        }
    }

    [Fact]
    public void HasTheErrorAsItsGradientAndHoldsTheTargetConstant()
    {
        double[] v = [1, -2], y = [0.5, 1];
        ShouldBeClose(Gradient(x => ValueLoss.Mean(x, Vector(y)), v), [0.25, -1.5]);
        ShouldBeClose(Gradient(x => ValueLoss.Mean(x, x + Vector(-0.5, 3)), v), [0.25, -1.5]);
        ShouldBeClose(Gradient(x => ValueLoss.Expected(x, Vector(y), Vector(0.4, 0.6)), v), [0.4 * 0.5, 0.6 * -3]);
        ShouldBeClose(
            Gradient(x => ValueLoss.Mean(x, Vector(y)), v), Differences(x => ValueLoss.Mean(x, Vector(y)), v), 1e-8);
    }

    [Fact]
    public void RefusesWhatIsNoBatch()
    {
        ShouldRefuse<ArgumentException>("values", () => ValueLoss.Mean(zeros(2, 2), zeros(2, 2)));
        ShouldRefuse<ArgumentException>("values", () => ValueLoss.Mean(zeros(0), zeros(0)));
        ShouldRefuse<ArgumentException>("targets", () => ValueLoss.Mean(zeros(2), Vector(1, 2)));
        ShouldRefuse<ArgumentException>("weights", () => ValueLoss.Expected(zeros(2), zeros(2), zeros(1)));
        ShouldRefuse<ArgumentNullException>("targets", () => ValueLoss.Mean(zeros(2), null!));
    }

    [Fact]
    public void LeaksNothing() => TensorLeak.AssertNone(() =>
    {
        using var v = Vector(1, 2);
        using var mean = ValueLoss.Mean(v, v);
        using var expected = ValueLoss.Expected(v, v, v);
    });
}
