using SoftRL.Testing;
using static SoftRL.Core.Tests.Doubles;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

public sealed class DuelingHeadTests
{
    [Fact]
    public void IsValuePlusTemperatureTimesLogRatioInTheWorkedExample()
    {
        using var scope = NewDisposeScope();
        ShouldBeClose(Read(DuelingHead.TakenQ(Vector(2, -1), Vector(0.4, -3), 0.5)), [2.2, -2.5]);

        // π = (¼, ¾), π̄ = (½, ½): Q = 1 + ½·(ln ½, ln 3/2).
        var logPolicy = Shaped([Math.Log(0.25), Math.Log(0.75)], 1, 2);
        var logPrior = Vector(Math.Log(0.5), Math.Log(0.5));
        ShouldBeClose(
            Read(DuelingHead.Q(Vector(1), logPolicy, 0.5, logPrior)), [1 + (0.5 * Math.Log(0.5)), 1 + (0.5 * Math.Log(1.5))]);
        ShouldBeClose(
            Read(DuelingHead.Q(Vector(1), logPolicy, 0.5)), [1 + (0.5 * Math.Log(0.25)), 1 + (0.5 * Math.Log(0.75))]);
    }

    [Theory]
    [InlineData("counting")]
    [InlineData("uniform")]
    [InlineData("skewed")]
    [InlineData("masked")]
    public void HasVAsItsSoftValueAndPiAsItsBoltzmannPolicy(string prior) => BatchLaws.Hold(4, columns =>
    {
        using var scope = NewDisposeScope();
        var (values, logits) = (Vector(columns[0]), stack(columns.Skip(1).Select(column => Vector(column)), 1));
        var logPrior = Priors.Of(prior, 3);
        var logPolicy = BoltzmannPolicies.LogPolicy(logits, 1, logPrior);
        var q = DuelingHead.Q(values, logPolicy, 0.3, logPrior, 0.5, 1 / 0.3);
        return Close(Read(SoftValues.SoftValue(q, 0.3, logPrior)), columns[0])
            && Close(Read(BoltzmannPolicies.LogPolicy(q, 0.3, logPrior)), Read(logPolicy), 1e-11);
    });

    [Fact]
    public void AgreesWithAScalarLoop()
    {
        var random = new Random(57);
        for (var trial = 0; trial < 1000; trial++)
        {
            using var scope = NewDisposeScope();
            int batch = random.Next(1, 6), actions = random.Next(1, 5);
            double[] v = Draw(random, batch, 3), p = DrawLogPolicy(random, batch, actions), r = DrawLogPolicy(random, batch, actions);
            var temperature = random.NextDouble() + 0.01;

            var expected = p.Select((logProbability, i) => v[i / actions] + (temperature * (logProbability - r[i]))).ToArray();
            var q = DuelingHead.Q(Vector(v), Shaped(p, batch, actions), temperature, Shaped(r, batch, actions), 0.5, 1 / temperature);
            ShouldBeClose(Read(q), expected);

            var taken = Enumerable.Range(0, batch).Select(row => (row * actions) + random.Next(actions)).ToArray();
            ShouldBeClose(
                Read(DuelingHead.TakenQ(Vector(v), Vector(taken.Select(i => p[i] - r[i]).ToArray()), temperature, 0.5, 1 / temperature)),
                taken.Select(i => expected[i]).ToArray());
        }
    }

    [Fact]
    public void HasTheSameBitsAtEveryScale()
    {
        var random = new Random(3);
        using var scope = NewDisposeScope();
        var (values, logRatio) = (Floats(Draw(random, 500, 10)), Floats(Draw(random, 500, 10)));
        var plain = Read(DuelingHead.TakenQ(values, logRatio, 0.01));
        foreach (var (valueScale, advantageScale) in new[] { (0.5, 100.0), (0, 0), (1, 3), (7, 1) })
        {
            Read(DuelingHead.TakenQ(values, logRatio, 0.01, valueScale, advantageScale)).Should().Equal(plain);
        }
    }

    [Fact]
    public void ScalesTheGradientOfEachStreamOnItsOwn()
    {
        double[] at = [2, -1], other = [0.4, -3];
        ShouldBeClose(Gradient(x => DuelingHead.TakenQ(x, Vector(other), 0.2, 0.5, 5).square().sum(), at), [0.5 * 2 * 2.08, 0.5 * 2 * -1.6]);
        ShouldBeClose(Gradient(x => DuelingHead.TakenQ(Vector(at), x, 0.2, 0.5, 5).square().sum(), other), [2 * 2.08, 2 * -1.6]);
        ShouldBeClose(Gradient(x => DuelingHead.TakenQ(x, x, 0.2, 0, 0).sum(), at), [0, 0]);
    }

    [Fact]
    public void UnscaledHasTheGradientOfItsCentralDifferences()
    {
        var random = new Random(4);
        double[] at = Draw(random, 8), weights = Draw(random, 6);
        Tensor Function(Tensor x, double valueScale, double advantageScale)
        {
            var logPolicy = x.narrow(0, 0, 6).reshape(2, 3).log_softmax(1);
            var q = DuelingHead.Q(x.narrow(0, 6, 2), logPolicy, 0.3, Priors.Of("skewed", 3), valueScale, advantageScale);
            return (q.square().reshape(-1) * Vector(weights)).sum();
        }

        var differences = Differences(x => Function(x, 1, 1), at);
        ShouldBeClose(Gradient(x => Function(x, 1, 1), at), differences, 1e-8);

        var scaled = differences.Select((slope, i) => slope * (i < 6 ? 5 : 0.5)).ToArray();
        ShouldBeClose(Gradient(x => Function(x, 0.5, 5), at), scaled, 1e-8);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(0.5, 100)]
    public void MakesMaskedActionsMinusInfinityWithoutANaNAnywhere(double valueScale, double advantageScale)
    {
        using var scope = NewDisposeScope();
        var logPrior = Priors.Of("masked", 3)!;
        var (values, logits) = (Vector(1, 2).requires_grad_(), Shaped([0.1, 5, 0.3, -1, 0, 1], 2, 3).requires_grad_());
        var logPolicy = BoltzmannPolicies.LogPolicy(logits, 1, logPrior);
        var q = DuelingHead.Q(values, logPolicy, 0.01, logPrior, valueScale, advantageScale);
        Read(q.select(1, 1)).Should().Equal(double.NegativeInfinity, double.NegativeInfinity);

        SoftValues.SoftValue(q, 0.01, logPrior).sum().backward();
        ShouldBeClose(Read(values.grad!), [valueScale, valueScale], 1e-10);
        Read(logits.grad!).Should().OnlyContain(slope => double.IsFinite(slope));
        Read(logits.grad!.select(1, 1)).Should().Equal(0, 0);
    }

    [Fact]
    public void RefusesWhatDoesNotFit()
    {
        ShouldRefuse<ArgumentException>("values", () => DuelingHead.TakenQ(zeros(2, 2), zeros(2, 2), 1));
        ShouldRefuse<ArgumentException>("takenLogRatio", () => DuelingHead.TakenQ(zeros(2), zeros(3), 1));
        ShouldRefuse<ArgumentException>("takenLogRatio", () => DuelingHead.TakenQ(zeros(2), Vector(1, 2), 1));
        ShouldRefuse<ArgumentOutOfRangeException>("temperature", () => DuelingHead.TakenQ(zeros(2), zeros(2), 0));
        ShouldRefuse<ArgumentOutOfRangeException>("valueScale", () => DuelingHead.TakenQ(zeros(2), zeros(2), 1, -1));
        ShouldRefuse<ArgumentOutOfRangeException>("advantageScale", () => DuelingHead.TakenQ(zeros(2), zeros(2), 1, 1, double.NaN));
        ShouldRefuse<ArgumentException>("logPolicy", () => DuelingHead.Q(zeros(2), zeros(2), 1));
        ShouldRefuse<ArgumentException>("values", () => DuelingHead.Q(zeros(3), zeros(2, 3), 1));
        ShouldRefuse<ArgumentException>("values", () => DuelingHead.Q(Vector(1, 2), zeros(2, 3), 1));
        ShouldRefuse<ArgumentException>("logPrior", () => DuelingHead.Q(zeros(2), zeros(2, 3), 1, zeros(2)));
        ShouldRefuse<ArgumentOutOfRangeException>("temperature", () => DuelingHead.Q(zeros(2), zeros(2, 3), double.NaN));
    }

    [Fact]
    public void LeaksNothing() => TensorLeak.AssertNone(() =>
    {
        using var values = Vector(1, 2);
        using var logPolicy = zeros(2, 3, ScalarType.Float64);
        using var logPrior = Vector(0, 0, 0);
        DuelingHead.TakenQ(values, values, 0.1).Dispose();
        DuelingHead.TakenQ(values, values, 0.1, 0.5, 10).Dispose();
        DuelingHead.Q(values, logPolicy, 0.1).Dispose();
        DuelingHead.Q(values, logPolicy, 0.1, logPrior, 0.5, 10).Dispose();
    });
}
