using SoftRL.Testing;
using static SoftRL.Core.Tests.Doubles;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

public sealed class SoftQLossTests
{
    [Fact]
    public void IsHalfTheMeanSquaredErrorOfTheWorkedExample()
    {
        using var scope = NewDisposeScope();

        // ½·((1 − 0)² + (2 − 4)²) / 2 = ½·(1 + 4) / 2
        Number(SoftQLoss.Mean(Vector(1, 2), Vector(0, 4))).Should().Be(1.25);

        // ½·(0.2·1 + 0.8·4)
        Number(SoftQLoss.Expected(Vector(1, 2), Vector(0, 4), Vector(0.2, 0.8))).Should().BeApproximately(1.7, 1e-15);
    }

    [Fact]
    public void KeepsFloat32() => ScalarTypeOf(SoftQLoss.Mean(Floats(1, 2), Floats(0, 4))).Should().Be(ScalarType.Float32);

    [Fact]
    public void IsZeroExactlyWhereQMeetsItsTarget() => BatchLaws.Hold(2, columns =>
    {
        using var scope = NewDisposeScope();
        var atTarget = Number(SoftQLoss.Mean(Vector(columns[0]), Vector(columns[0])));
        var away = Number(SoftQLoss.Mean(Vector(columns[0]), Vector(columns[1])));
        return atTarget == 0 && (away > 0) == !columns[0].SequenceEqual(columns[1]);
    });

    [Fact]
    public void IgnoresTheOrderOfTheBatchAndACommonShift() => BatchLaws.Hold(2, columns =>
    {
        using var scope = NewDisposeScope();
        var loss = Number(SoftQLoss.Mean(Vector(columns[0]), Vector(columns[1])));
        var reversed = Number(SoftQLoss.Mean(Vector(columns[0].Reverse().ToArray()), Vector(columns[1].Reverse().ToArray())));
        var shifted = Number(SoftQLoss.Mean(Vector(columns[0]) + 3, Vector(columns[1]) + 3));
        return Close([reversed, shifted], [loss, loss]);
    });

    [Fact]
    public void IsTheExpectationWithUniformWeights() => BatchLaws.Hold(2, columns =>
    {
        using var scope = NewDisposeScope();
        var count = columns[0].Length;
        var uniform = Vector(Enumerable.Repeat(1.0 / count, count).ToArray());
        var mean = Number(SoftQLoss.Mean(Vector(columns[0]), Vector(columns[1])));
        return Close([Number(SoftQLoss.Expected(Vector(columns[0]), Vector(columns[1]), uniform))], [mean]);
    });

    [Fact]
    public void AgreesWithAScalarLoop()
    {
        var random = new Random(44);
        for (var trial = 0; trial < 1000; trial++)
        {
            using var scope = NewDisposeScope();
            var count = random.Next(1, 9);
            double[] q = Draw(random, count, 5), y = Draw(random, count, 5), w = Draw(random, count);

            double mean = 0, weighted = 0;
            for (var i = 0; i < count; i++)
            {
                mean += 0.5 * (q[i] - y[i]) * (q[i] - y[i]) / count;
                weighted += w[i] * 0.5 * (q[i] - y[i]) * (q[i] - y[i]);
            }

            ShouldBeClose([Number(SoftQLoss.Mean(Vector(q), Vector(y)))], [mean]);
            ShouldBeClose([Number(SoftQLoss.Expected(Vector(q), Vector(y), Vector(w)))], [weighted]);
        }
    }

    [Fact]
    public void HasTheErrorAsItsGradient()
    {
        double[] q = [1, -2, 0.5], y = [0.3, 1, 0.5], w = [0.2, 0.5, 0.3];
        ShouldBeClose(
            Gradient(x => SoftQLoss.Mean(x, Vector(y)), q), [0.7 / 3, -3.0 / 3, 0]);
        ShouldBeClose(
            Gradient(x => SoftQLoss.Expected(x, Vector(y), Vector(w)), q), [0.2 * 0.7, 0.5 * -3, 0]);
        ShouldBeClose(
            Gradient(x => SoftQLoss.Mean(x, Vector(y)), q), Differences(x => SoftQLoss.Mean(x, Vector(y)), q), 1e-8);
        ShouldBeClose(
            Gradient(x => SoftQLoss.Expected(x, Vector(y), Vector(w)), q),
            Differences(x => SoftQLoss.Expected(x, Vector(y), Vector(w)), q), 1e-8);
    }

    [Fact]
    public void GivesTargetsAndWeightsNoGradient() =>
        ShouldBeClose(
            Gradient(x => SoftQLoss.Mean(Vector(1, 2) * x.sum(), x) + SoftQLoss.Expected(Vector(1, 2) * x.sum(), x, x), [3, 4]),
            Gradient(
                x => SoftQLoss.Mean(Vector(1, 2) * x.sum(), Vector(3, 4)) + SoftQLoss.Expected(Vector(1, 2) * x.sum(), Vector(3, 4), Vector(3, 4)),
                [3, 4]));

    [Fact]
    public void RefusesWhatIsNoBatch()
    {
        ShouldRefuse<ArgumentException>("takenQ", () => SoftQLoss.Mean(zeros(2, 2), zeros(2, 2)));
        ShouldRefuse<ArgumentException>("takenQ", () => SoftQLoss.Mean(zeros(0), zeros(0)));
        ShouldRefuse<ArgumentException>("takenQ", () => SoftQLoss.Mean(zeros(2, ScalarType.Int64), zeros(2, ScalarType.Int64)));
        ShouldRefuse<ArgumentException>("targets", () => SoftQLoss.Mean(zeros(2), zeros(3)));
        ShouldRefuse<ArgumentException>("targets", () => SoftQLoss.Mean(zeros(2), Vector(1, 2)));
        ShouldRefuse<ArgumentException>("targets", () => SoftQLoss.Expected(zeros(2), zeros(2, 1), zeros(2)));
        ShouldRefuse<ArgumentException>("weights", () => SoftQLoss.Expected(zeros(2), zeros(2), zeros(3)));
        ShouldRefuse<ArgumentNullException>("takenQ", () => SoftQLoss.Mean(null!, zeros(3)));
    }

    [Fact]
    public void LeaksNothing() => TensorLeak.AssertNone(() =>
    {
        using var q = Vector(1, 2);
        using var y = Vector(0, 4);
        using var mean = SoftQLoss.Mean(q, y);
        using var expected = SoftQLoss.Expected(q, y, y);
    });

    private static ScalarType ScalarTypeOf(Tensor tensor)
    {
        using (tensor)
        {
            return tensor.dtype;
        }
    }
}
