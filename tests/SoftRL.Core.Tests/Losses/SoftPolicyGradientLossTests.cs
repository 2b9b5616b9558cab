using SoftRL.Testing;
using static SoftRL.Core.Tests.Doubles;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

public sealed class SoftPolicyGradientLossTests
{
    [Fact]
    public void IsTheWorkedExample()
    {
        using var scope = NewDisposeScope();
        var terms = new SoftPolicyGradientTerms
        {
            Rollout = Rollout([1, 3], [4, 12]),
            Values = Shaped([2, 8], 2, 1),
            TakenLogProbabilities = Shaped([-1, -2], 2, 1),
            Kl = Shaped([0.1, 0.4], 2, 1),
        };

        // τ = 10, γ = ½, λ = ½. δ = (1 − 1 + 2 − 2, 3 − 4 + 6 − 8) = (0, −3), sums (−¾, −3), A = τKL + sums = (0.25, 1).
        var losses = SoftPolicyGradientLoss.Mean(terms, 10, 0.5, 0.5);
        Number(losses.Policy).Should().BeApproximately(((0.25 + 1) + (2 + 4)) / 2, 1e-14);
        Number(losses.Value).Should().BeApproximately(0.5 * ((0.75 * 0.75) + 9) / 2, 1e-14);
    }

    [Fact]
    public void DoesNotReadTheDivergenceOfTheRollout() => ForRollouts((terms, temperature, discount, lambda) =>
    {
        var losses = SoftPolicyGradientLoss.Mean(terms, temperature, discount, lambda);
        var other = SoftPolicyGradientLoss.Mean(terms with { Rollout = terms.Rollout with { Kl = null } }, temperature, discount, lambda);
        Number(other.Policy).Should().Be(Number(losses.Policy));
        Number(other.Value).Should().Be(Number(losses.Value));
    });

    [Fact]
    public void AgreesWithAScalarLoop() => ForRollouts((terms, temperature, discount, lambda) =>
    {
        var advantages = ScalarRollout.GeneralizedAdvantages(terms.Rollout with { Kl = terms.Kl }, terms.Values, temperature, discount, lambda);
        double[] l = Read(terms.TakenLogProbabilities), k = Read(terms.Kl);
        double policy = 0, value = 0;
        for (var i = 0; i < l.Length; i++)
        {
            policy += ((-l[i] * advantages[i]) + (temperature * k[i])) / l.Length;
            value += 0.5 * Math.Pow(advantages[i] - (temperature * k[i]), 2) / l.Length;
        }

        var losses = SoftPolicyGradientLoss.Mean(terms, temperature, discount, lambda);
        ShouldBeClose([Number(losses.Policy), Number(losses.Value)], [policy, value]);
    });

    [Fact]
    public void HoldsAdvantagesAndTargetsConstant()
    {
        // Everything depends on x; the gradients are those with advantages and targets frozen at x = at.
        double[] at = [0.5, -1, 2];
        SoftPolicyGradientTerms Terms(Tensor x) => new()
        {
            Rollout = Rollout([1, 2, 3], [4, 8, 12]) with { NextValues = x.reshape(3, 1) * 4 },
            Values = x.reshape(3, 1), TakenLogProbabilities = x.reshape(3, 1) * 2, Kl = x.reshape(3, 1) * 3,
        };
        using var scope = NewDisposeScope();
        var frozen = Terms(Vector(at));
        var returns = PolicyGradientReturns.Generalized(frozen.Rollout with { Kl = frozen.Kl }, frozen.Values, 0.5, 0.9, 0.8);
        Tensor Frozen(Tensor x) => ((Terms(x).Kl * 0.5) - (Terms(x).TakenLogProbabilities * returns.Advantages)).mean();
        Tensor FrozenValue(Tensor x) => (Terms(x).Values - returns.ValueTargets).square().mean() * 0.5;

        ShouldBeClose(Gradient(x => SoftPolicyGradientLoss.Mean(Terms(x), 0.5, 0.9, 0.8).Policy, at), Differences(Frozen, at), 1e-8);
        ShouldBeClose(Gradient(x => SoftPolicyGradientLoss.Mean(Terms(x), 0.5, 0.9, 0.8).Value, at), Differences(FrozenValue, at), 1e-8);
    }

    [Fact]
    public void RefusesWhatDoesNotFit()
    {
        using var scope = NewDisposeScope();
        var terms = new SoftPolicyGradientTerms
        {
            Rollout = Rollout([1, 3], [4, 12]), Values = Shaped([2, 8], 2, 1), TakenLogProbabilities = Shaped([-1, -2], 2, 1), Kl = Shaped([0, 0], 2, 1),
        };
        ShouldRefuse<ArgumentNullException>("terms", () => SoftPolicyGradientLoss.Mean(null!, 1, 1, 1));
        ShouldRefuse<ArgumentNullException>("Rollout", () => SoftPolicyGradientLoss.Mean(terms with { Rollout = null! }, 1, 1, 1));
        ShouldRefuse<ArgumentException>("Values", () => SoftPolicyGradientLoss.Mean(terms with { Values = Vector(1, 2) }, 1, 1, 1));
        ShouldRefuse<ArgumentException>("Kl", () => SoftPolicyGradientLoss.Mean(terms with { Kl = zeros(2, 1) }, 1, 1, 1));
        ShouldRefuse<ArgumentException>(
            "TakenLogProbabilities", () => SoftPolicyGradientLoss.Mean(terms with { TakenLogProbabilities = Vector(1) }, 1, 1, 1));
        ShouldRefuse<ArgumentOutOfRangeException>("temperature", () => SoftPolicyGradientLoss.Mean(terms, double.PositiveInfinity, 1, 1));
        ShouldRefuse<ArgumentOutOfRangeException>("discount", () => SoftPolicyGradientLoss.Mean(terms, 1, -0.1, 1));
        ShouldRefuse<ArgumentOutOfRangeException>("lambda", () => SoftPolicyGradientLoss.Mean(terms, 1, 1, 1.1));
    }

    [Fact]
    public void LeaksNothing() => ForRollouts((terms, _, _, _) => TensorLeak.AssertNone(() =>
    {
        var losses = SoftPolicyGradientLoss.Mean(terms, 1, 0.9, 0.9);
        losses.Policy.Dispose();
        losses.Value.Dispose();
    }), trials: 3);

    private static void ForRollouts(Action<SoftPolicyGradientTerms, double, double, double> check, int trials = 1000)
    {
        var random = new Random(13);
        for (var trial = 0; trial < trials; trial++)
        {
            using var scope = NewDisposeScope();
            int length = random.Next(1, 7), environments = random.Next(1, 4);
            var (rollout, values) = ScalarRollout.Draw(random, length, environments);
            var terms = new SoftPolicyGradientTerms
            {
                Rollout = rollout,
                Values = values,
                TakenLogProbabilities = Shaped(Draw(random, length * environments), length, environments),
                Kl = Shaped(Draw(random, length * environments), length, environments),
            };
            check(terms, random.NextDouble(), random.NextDouble(), random.NextDouble());
        }
    }

    private static RolloutTerms Rollout(double[] rewards, double[] nextValues) => new()
    {
        Rewards = Shaped(rewards, rewards.Length, 1),
        NextValues = Shaped(nextValues, rewards.Length, 1),
        Terminated = Shaped(new double[rewards.Length], rewards.Length, 1),
        Truncated = Shaped(new double[rewards.Length], rewards.Length, 1),
    };
}
