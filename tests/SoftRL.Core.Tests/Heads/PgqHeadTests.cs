using SoftRL.Testing;
using static SoftRL.Core.Tests.Doubles;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

public sealed class PgqHeadTests
{
    [Fact]
    public void IsTheWorkedExample()
    {
        using var scope = NewDisposeScope();
        ShouldBeClose(Read(PgqHead.TakenQ(Vector(2), Vector(-1.5), Vector(0.5), 0.1)), [2 - 0.2]);

        // π = (¼, ¾), no reference: S = −¼·ln ¼ − ¾·ln ¾, Q = 1 + ½·(ln π + S).
        var entropy = -(0.25 * Math.Log(0.25)) - (0.75 * Math.Log(0.75));
        ShouldBeClose(
            Read(PgqHead.Q(Vector(1), Shaped([Math.Log(0.25), Math.Log(0.75)], 1, 2), 0.5)),
            [1 + (0.5 * (Math.Log(0.25) + entropy)), 1 + (0.5 * (Math.Log(0.75) + entropy))]);
    }

    [Theory]
    [InlineData("counting")]
    [InlineData("uniform")]
    [InlineData("skewed")]
    [InlineData("masked")]
    public void HasAnAdvantageOfZeroMeanUnderItsPolicy(string prior) => BatchLaws.Hold(4, columns =>
    {
        using var scope = NewDisposeScope();
        var logPrior = Priors.Of(prior, 3);
        var logPolicy = BoltzmannPolicies.LogPolicy(stack(columns.Skip(1).Select(column => Vector(column)), 1), 1, logPrior);
        var q = PgqHead.Q(Vector(columns[0]), logPolicy, 0.3, logPrior);
        return Close(Read(SoftValues.PolicyValue(q, logPolicy, 0)), columns[0]);
    });

    /// <summary>The equation as printed, V + τ(log π + τS), has that property at τ = 1 only.</summary>
    [Fact]
    public void AsPrintedWouldHaveAMeanThatIsNotZero()
    {
        using var scope = NewDisposeScope();
        var logPolicy = Shaped([Math.Log(0.25), Math.Log(0.75)], 1, 2);
        var entropy = Divergences.Entropy(logPolicy).unsqueeze(1);
        double PrintedMean(double temperature) =>
            Number(SoftValues.PolicyValue(temperature * (logPolicy + (temperature * entropy)), logPolicy, 0));
        PrintedMean(1).Should().BeApproximately(0, 1e-15);
        PrintedMean(0.1).Should().BeLessThan(-0.04);
    }

    [Fact]
    public void DiffersFromTheDuelingHeadByTheDivergence()
    {
        using var scope = NewDisposeScope();
        var random = new Random(5);
        var (values, logPrior) = (Vector(Draw(random, 4)), Priors.Of("skewed", 3));
        var logPolicy = Shaped(DrawLogPolicy(random, 4, 3), 4, 3);
        var gap = DuelingHead.Q(values, logPolicy, 0.3, logPrior) - PgqHead.Q(values, logPolicy, 0.3, logPrior);
        var kl = Divergences.KullbackLeibler(logPolicy, logPrior).unsqueeze(1).expand(4, 3);
        ShouldBeClose(Read(gap), Read(0.3 * kl));
    }

    [Fact]
    public void AgreesWithAScalarLoop()
    {
        var random = new Random(87);
        for (var trial = 0; trial < 1000; trial++)
        {
            using var scope = NewDisposeScope();
            int batch = random.Next(1, 6), actions = random.Next(1, 5);
            double[] v = Draw(random, batch, 3), p = DrawLogPolicy(random, batch, actions), r = DrawLogPolicy(random, batch, actions);
            var temperature = random.NextDouble() + 0.01;

            var kl = new double[batch];
            for (var i = 0; i < p.Length; i++)
            {
                kl[i / actions] += Math.Exp(p[i]) * (p[i] - r[i]);
            }

            var expected = p.Select((logProbability, i) => v[i / actions] + (temperature * (logProbability - r[i] - kl[i / actions]))).ToArray();
            ShouldBeClose(Read(PgqHead.Q(Vector(v), Shaped(p, batch, actions), temperature, Shaped(r, batch, actions))), expected);

            var taken = Enumerable.Range(0, batch).Select(row => (row * actions) + random.Next(actions)).ToArray();
            ShouldBeClose(
                Read(PgqHead.TakenQ(Vector(v), Vector(taken.Select(i => p[i] - r[i]).ToArray()), Vector(kl), temperature)),
                taken.Select(i => expected[i]).ToArray());
        }
    }

    [Fact]
    public void HasTheGradientOfItsCentralDifferences()
    {
        var random = new Random(6);
        double[] at = Draw(random, 8), weights = Draw(random, 6);
        Tensor Function(Tensor x) =>
            (PgqHead.Q(x.narrow(0, 6, 2), x.narrow(0, 0, 6).reshape(2, 3).log_softmax(1), 0.3).square().reshape(-1) * Vector(weights)).sum();
        ShouldBeClose(Gradient(Function, at), Differences(Function, at), 1e-8);
        ShouldBeClose(Gradient(x => PgqHead.TakenQ(x, x * 2, x * 5, 0.1).sum(), [1, 2]), [1 - 0.3, 1 - 0.3]);
    }

    [Fact]
    public void MakesMaskedActionsMinusInfinityWithoutANaNAnywhere()
    {
        using var scope = NewDisposeScope();
        var logPrior = Priors.Of("masked", 3)!;
        var (values, logits) = (Vector(1).requires_grad_(), Shaped([0.1, 5, 0.3], 1, 3).requires_grad_());
        var q = PgqHead.Q(values, BoltzmannPolicies.LogPolicy(logits, 1, logPrior), 0.01, logPrior);
        Read(q.select(1, 1)).Should().Equal(double.NegativeInfinity);

        SoftValues.SoftValue(q, 0.01, logPrior).sum().backward();
        Read(logits.grad!).Should().OnlyContain(slope => double.IsFinite(slope));
        ShouldBeClose(Read(values.grad!), [1]);
    }

    [Fact]
    public void RefusesWhatDoesNotFit()
    {
        ShouldRefuse<ArgumentException>("values", () => PgqHead.TakenQ(zeros(2, 2), zeros(2), zeros(2), 1));
        ShouldRefuse<ArgumentException>("takenLogRatio", () => PgqHead.TakenQ(zeros(2), zeros(3), zeros(2), 1));
        ShouldRefuse<ArgumentException>("kl", () => PgqHead.TakenQ(zeros(2), zeros(2), Vector(1, 2), 1));
        ShouldRefuse<ArgumentOutOfRangeException>("temperature", () => PgqHead.TakenQ(zeros(2), zeros(2), zeros(2), -1));
        ShouldRefuse<ArgumentException>("logPolicy", () => PgqHead.Q(zeros(2), zeros(2), 1));
        ShouldRefuse<ArgumentException>("values", () => PgqHead.Q(zeros(1), zeros(2, 3), 1));
        ShouldRefuse<ArgumentException>("logPrior", () => PgqHead.Q(zeros(2), zeros(2, 3), 1, Vector(0, 0, 0)));
        ShouldRefuse<ArgumentOutOfRangeException>("temperature", () => PgqHead.Q(zeros(2), zeros(2, 3), double.PositiveInfinity));
    }

    [Fact]
    public void LeaksNothing() => TensorLeak.AssertNone(() =>
    {
        using var values = Vector(1, 2);
        using var logPolicy = zeros(2, 3, ScalarType.Float64);
        PgqHead.TakenQ(values, values, values, 0.1).Dispose();
        PgqHead.Q(values, logPolicy, 0.1).Dispose();
    });
}
