using SoftRL.Testing;
using static SoftRL.Core.Tests.Doubles;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

public sealed class A2cLossTests
{
    [Fact]
    public void IsPolicyLossPlusWeightedValueLossInTheWorkedExample()
    {
        using var scope = NewDisposeScope();
        var terms = Terms([-1, -0.5], [2, -4], [0.4, 0.2], [0, 1], [3, 1]);

        // policy 0.15 (see PolicyGradientLossTests), value ½·9/2 = 2.25
        Number(A2cLoss.Mean(terms, 0.5, 0.5)).Should().BeApproximately(0.15 + (0.5 * 2.25), 1e-14);
        Number(A2cLoss.Expected(terms, Vector(0.75, 0.25), 0.5, 0.5))
            .Should().BeApproximately((0.75 * 2.2) - (0.25 * 1.9) + (0.5 * 0.75 * 4.5), 1e-14);
    }

    [Fact]
    public void IsTheSumOfItsTwoLosses() => BatchLaws.Hold(5, columns =>
    {
        using var scope = NewDisposeScope();
        var terms = Terms(columns[0], columns[1], columns[2], columns[3], columns[4]);
        var policy = Number(PolicyGradientLoss.Mean(terms.TakenLogProbabilities, terms.Advantages, terms.Kl, 0.3));
        var value = Number(ValueLoss.Mean(terms.Values, terms.ValueTargets));
        return Close([Number(A2cLoss.Mean(terms, 0.3, 0.7))], [policy + (0.7 * value)]);
    });

    [Fact]
    public void AgreesWithAScalarLoop()
    {
        var random = new Random(86);
        for (var trial = 0; trial < 1000; trial++)
        {
            using var scope = NewDisposeScope();
            var count = random.Next(1, 9);
            double[] l = Draw(random, count), a = Draw(random, count), k = Draw(random, count), v = Draw(random, count);
            double[] y = Draw(random, count), w = Draw(random, count);
            double temperature = random.NextDouble(), coefficient = 5 * random.NextDouble();

            double mean = 0, weighted = 0;
            for (var i = 0; i < count; i++)
            {
                var loss = (-l[i] * a[i]) + (temperature * k[i]) + (coefficient * 0.5 * (v[i] - y[i]) * (v[i] - y[i]));
                mean += loss / count;
                weighted += w[i] * loss;
            }

            ShouldBeClose([Number(A2cLoss.Mean(Terms(l, a, k, v, y), temperature, coefficient))], [mean]);
            ShouldBeClose([Number(A2cLoss.Expected(Terms(l, a, k, v, y), Vector(w), temperature, coefficient))], [weighted]);
        }
    }

    [Fact]
    public void HasTheGradientsOfItsTwoLossesAndNoneInAdvantagesAndTargets()
    {
        double[] at = [1, 2];
        Tensor Loss(Tensor x) => A2cLoss.Mean(
            new() { TakenLogProbabilities = x, Advantages = x * 3, Kl = x * 5, Values = x * 7, ValueTargets = x * 11 }, 0.1, 0.5);

        // (−3x + 0.1·5 + 0.5·7·(7x − 11x)) / 2
        ShouldBeClose(Gradient(Loss, at), [(-3 + 0.5 - 14) / 2.0, (-6 + 0.5 - 28) / 2.0]);

        Tensor Held(Tensor x) => A2cLoss.Mean(
            new() { TakenLogProbabilities = x, Advantages = Vector(3, 6), Kl = x.square(), Values = x.exp(), ValueTargets = Vector(1, -1) }, 0.1, 0.5);
        ShouldBeClose(Gradient(Held, at), Differences(Held, at), 1e-8);
    }

    [Fact]
    public void RefusesWhatDoesNotFit()
    {
        using var scope = NewDisposeScope();
        var terms = Terms([1, 2], [1, 2], [1, 2], [1, 2], [1, 2]);
        ShouldRefuse<ArgumentNullException>("terms", () => A2cLoss.Mean(null!, 1, 1));
        ShouldRefuse<ArgumentException>("TakenLogProbabilities", () => A2cLoss.Mean(terms with { TakenLogProbabilities = zeros(0) }, 1, 1));
        ShouldRefuse<ArgumentException>("Advantages", () => A2cLoss.Mean(terms with { Advantages = zeros(2) }, 1, 1));
        ShouldRefuse<ArgumentException>("Kl", () => A2cLoss.Mean(terms with { Kl = Vector(1) }, 1, 1));
        ShouldRefuse<ArgumentException>("Values", () => A2cLoss.Mean(terms with { Values = Vector(1) }, 1, 1));
        ShouldRefuse<ArgumentException>("ValueTargets", () => A2cLoss.Mean(terms with { ValueTargets = Shaped([1, 2], 2, 1) }, 1, 1));
        ShouldRefuse<ArgumentException>("weights", () => A2cLoss.Expected(terms, Vector(1), 1, 1));
        ShouldRefuse<ArgumentOutOfRangeException>("temperature", () => A2cLoss.Mean(terms, -1, 1));
        ShouldRefuse<ArgumentOutOfRangeException>("valueCoefficient", () => A2cLoss.Mean(terms, 1, double.NaN));
    }

    [Fact]
    public void LeaksNothing() => TensorLeak.AssertNone(() =>
    {
        using var scope = NewDisposeScope();
        var terms = Terms([1, 2], [1, 2], [1, 2], [1, 2], [1, 2]);
        TensorLeak.AssertNone(() => A2cLoss.Mean(terms, 1, 1).Dispose());
        TensorLeak.AssertNone(() => A2cLoss.Expected(terms, terms.Kl, 1, 1).Dispose());
    });

    private static A2cTerms Terms(double[] l, double[] a, double[] k, double[] v, double[] y) => new()
    {
        TakenLogProbabilities = Vector(l), Advantages = Vector(a), Kl = Vector(k), Values = Vector(v), ValueTargets = Vector(y),
    };
}
