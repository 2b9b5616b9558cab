using SoftRL.Testing;
using static SoftRL.Core.Tests.Doubles;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

public sealed class PolicyGradientLossTests
{
    [Fact]
    public void IsTheWorkedExample()
    {
        using var scope = NewDisposeScope();

        // mean of −(−1)·2 + 0.5·0.4 = 2.2 and −(−0.5)·(−4) + 0.5·0.2 = −1.9
        Number(PolicyGradientLoss.Mean(Vector(-1, -0.5), Vector(2, -4), Vector(0.4, 0.2), 0.5)).Should().BeApproximately(0.15, 1e-15);
        Number(PolicyGradientLoss.Expected(Vector(-1, -0.5), Vector(2, -4), Vector(0.4, 0.2), Vector(0.75, 0.25), 0.5))
            .Should().BeApproximately((0.75 * 2.2) - (0.25 * 1.9), 1e-15);
    }

    [Fact]
    public void WithoutTemperatureIsThePlainPolicyGradientLoss() => BatchLaws.Hold(3, columns =>
    {
        using var scope = NewDisposeScope();
        var loss = Number(PolicyGradientLoss.Mean(Vector(columns[0]), Vector(columns[1]), Vector(columns[2]), 0));
        return Close([loss], [-columns[0].Zip(columns[1], (logProbability, advantage) => logProbability * advantage).Average()]);
    });

    [Fact]
    public void IsLinearInAdvantagesAndTemperature() => BatchLaws.Hold(3, columns =>
    {
        using var scope = NewDisposeScope();
        double Loss(double scale, double temperature) =>
            Number(PolicyGradientLoss.Mean(Vector(columns[0]), Vector(columns[1]) * scale, Vector(columns[2]), temperature));
        return Close([Loss(3, 0.7)], [(3 * Loss(1, 0)) + (0.7 * columns[2].Average())]);
    });

    [Fact]
    public void AgreesWithAScalarLoop()
    {
        var random = new Random(84);
        for (var trial = 0; trial < 1000; trial++)
        {
            using var scope = NewDisposeScope();
            var count = random.Next(1, 9);
            double[] l = Draw(random, count, 5), a = Draw(random, count, 5), k = Draw(random, count), w = Draw(random, count);
            var temperature = random.NextDouble();

            double mean = 0, weighted = 0;
            for (var i = 0; i < count; i++)
            {
                mean += ((-l[i] * a[i]) + (temperature * k[i])) / count;
                weighted += w[i] * ((-l[i] * a[i]) + (temperature * k[i]));
            }

            ShouldBeClose([Number(PolicyGradientLoss.Mean(Vector(l), Vector(a), Vector(k), temperature))], [mean]);
            ShouldBeClose([Number(PolicyGradientLoss.Expected(Vector(l), Vector(a), Vector(k), Vector(w), temperature))], [weighted]);
        }
    }

    [Fact]
    public void PushesLogProbabilitiesByTheAdvantageAndKlByTheTemperature()
    {
        double[] a = [2, -4, 1];
        ShouldBeClose(
            Gradient(x => PolicyGradientLoss.Mean(x, Vector(a), zeros_like(x), 0.3), [-1, -2, -3]), [-2.0 / 3, 4.0 / 3, -1.0 / 3]);
        ShouldBeClose(
            Gradient(x => PolicyGradientLoss.Mean(zeros_like(x), Vector(a), x, 0.3), [1, 2, 3]), [0.1, 0.1, 0.1]);
        ShouldBeClose(
            Gradient(x => PolicyGradientLoss.Mean(x, x, x, 0.3), [1, 2, 3]), [(-1 + 0.3) / 3, (-2 + 0.3) / 3, (-3 + 0.3) / 3]);
    }

    /// <summary>Bandit, exactly in expectation: the descent direction is ∇(E_π[r] − τ·KL).</summary>
    [Theory]
    [InlineData("counting")]
    [InlineData("uniform")]
    [InlineData("skewed")]
    [InlineData("masked")]
    public void IsTheGradientOfTheRegularisedRewardOfABandit(string reference)
    {
        double[] rewards = [1, -2, 0.5], logits = [0.3, -0.4, 0.2];
        const double temperature = 0.7;
        using var scope = NewDisposeScope();
        var logPrior = Priors.Of(reference, 3);

        Tensor Objective(Tensor x) =>
            SoftValues.PolicyValue(Vector(rewards).unsqueeze(0), LogPolicy(x), temperature, logPrior).sum();
        Tensor LogPolicy(Tensor x) => BoltzmannPolicies.LogPolicy(x.unsqueeze(0), 1, logPrior);
        Tensor Loss(Tensor x)
        {
            var logPolicy = LogPolicy(x);
            var allowed = Enumerable.Range(0, 3).Where(action => reference != "masked" || action != 1).Select(action => (long)action).ToArray();
            var rows = logPolicy.expand(allowed.Length, 3);
            var taken = Policies.LogProbability(rows, tensor(allowed));
            var kl = Divergences.KullbackLeibler(rows, logPrior);
            return PolicyGradientLoss.Expected(taken, Vector(allowed.Select(action => rewards[action] - 0.2).ToArray()), kl, taken.exp(), temperature);
        }

        var ascent = Gradient(x => Loss(x) * -1, logits);
        ShouldBeClose(ascent, Gradient(Objective, logits));
        ShouldBeClose(ascent, Differences(Objective, logits), 1e-8);
    }

    [Fact]
    public void RefusesWhatDoesNotFit()
    {
        ShouldRefuse<ArgumentException>("takenLogProbabilities", () => PolicyGradientLoss.Mean(zeros(0), zeros(0), zeros(0), 1));
        ShouldRefuse<ArgumentException>("advantages", () => PolicyGradientLoss.Mean(zeros(2), zeros(3), zeros(2), 1));
        ShouldRefuse<ArgumentException>("kl", () => PolicyGradientLoss.Mean(zeros(2), zeros(2), Vector(1, 2), 1));
        ShouldRefuse<ArgumentException>("weights", () => PolicyGradientLoss.Expected(zeros(2), zeros(2), zeros(2), zeros(1), 1));
        ShouldRefuse<ArgumentOutOfRangeException>("temperature", () => PolicyGradientLoss.Mean(zeros(2), zeros(2), zeros(2), -0.1));
        ShouldRefuse<ArgumentOutOfRangeException>("temperature", () => PolicyGradientLoss.Mean(zeros(2), zeros(2), zeros(2), double.NaN));
    }

    [Fact]
    public void LeaksNothing() => TensorLeak.AssertNone(() =>
    {
        using var x = Vector(1, 2);
        using var mean = PolicyGradientLoss.Mean(x, x, x, 0.1);
        using var expected = PolicyGradientLoss.Expected(x, x, x, x, 0.1);
    });
}
