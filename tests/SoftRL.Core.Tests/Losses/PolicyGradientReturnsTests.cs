using SoftRL.Testing;
using static SoftRL.Core.Tests.Doubles;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

public sealed class PolicyGradientReturnsTests
{
    [Fact]
    public void NaiveLeavesTheDivergenceOutOfTheWorkedExample()
    {
        using var scope = NewDisposeScope();
        var (rollout, values) = Example();

        // n = 2, γ = ½: 1 + ½·2 + ¼·8 = 4, 2 + ½·3 + ¼·12 = 6.5, and one step that is left: 3 + ½·12 = 9.
        var returns = PolicyGradientReturns.Naive(rollout, values, 0.5, 2);
        ShouldBeClose(Read(returns.ValueTargets), [4, 6.5, 9]);
        ShouldBeClose(Read(returns.Advantages), [4 - 2, 6.5 - 4, 9 - 8]);
    }

    [Fact]
    public void ProperKeepsItInTheWorkedExample()
    {
        using var scope = NewDisposeScope();
        var (rollout, values) = Example();

        // The same with r − 10·KL: (1 − 1) + ½·(2 − 2) + ¼·8 = 2, 0 + ½·(3 − 4) + ¼·12 = 2.5, −1 + ½·12 = 5.
        var returns = PolicyGradientReturns.Proper(rollout, values, 10, 0.5, 2);
        ShouldBeClose(Read(returns.ValueTargets), [2, 2.5, 5]);
        ShouldBeClose(Read(returns.Advantages), [2 - 2, 2.5 - 4, 5 - 8]);
    }

    [Fact]
    public void GeneralizedAddsTheDivergenceOfTheStateBackInTheWorkedExample()
    {
        using var scope = NewDisposeScope();
        var (rollout, values) = Example();

        // δ = (1 − 1) + ½·4 − 2 = 0, (2 − 2) + ½·8 − 4 = 0, (3 − 4) + ½·12 − 8 = −3; γλ = ¼.
        var returns = PolicyGradientReturns.Generalized(rollout, values, 10, 0.5, 0.5);
        ShouldBeClose(Read(returns.ValueTargets), [2 - (3.0 / 16), 4 - (3.0 / 4), 8 - 3]);
        ShouldBeClose(Read(returns.Advantages), [1 - (3.0 / 16), 2 - (3.0 / 4), 4 - 3]);
    }

    [Fact]
    public void NaiveAndProperAgreeExactlyWithoutTemperature() => ForRollouts((rollout, values, _, discount, steps) =>
    {
        var naive = PolicyGradientReturns.Naive(rollout, values, discount, steps);
        var proper = PolicyGradientReturns.Proper(rollout, values, 0, discount, steps);
        ShouldBeClose(Read(proper.Advantages), Read(naive.Advantages), 0);
        ShouldBeClose(Read(proper.ValueTargets), Read(naive.ValueTargets), 0);
    });

    [Fact]
    public void ProperIsNaiveOnRewardsLessTheDivergence() => ForRollouts((rollout, values, temperature, discount, steps) =>
    {
        var proper = PolicyGradientReturns.Proper(rollout, values, temperature, discount, steps);
        var shifted = rollout with { Rewards = rollout.Rewards - temperature * rollout.Kl! };
        ShouldBeClose(Read(proper.Advantages), Read(PolicyGradientReturns.Naive(shifted, values, discount, steps).Advantages));
    });

    /// <summary>With the last KL the only one that is not zero, a step before it tells the two apart: that is the delayed effect that
    /// the naive estimator misses.</summary>
    [Fact]
    public void OnlyProperHoldsAnActionToTheDivergenceThatFollowsIt()
    {
        using var scope = NewDisposeScope();
        var (example, values) = Example();
        var rollout = example with { Kl = Shaped([0, 0, 0.5], 3, 1) };
        var naive = Read(PolicyGradientReturns.Naive(rollout, values, 0.5, 3).Advantages);
        var proper = Read(PolicyGradientReturns.Proper(rollout, values, 10, 0.5, 3).Advantages);
        ShouldBeClose(proper.Zip(naive, (p, n) => p - n).ToArray(), [-10 * 0.5 / 4, -10 * 0.5 / 2, -10 * 0.5]);
    }

    [Fact]
    public void GeneralizedWithLambdaOneIsProperWithAllStepsPlusTheStatesOwnDivergence() =>
        ForRollouts((rollout, values, temperature, discount, _) =>
        {
            var generalized = PolicyGradientReturns.Generalized(rollout, values, temperature, discount, 1);
            var proper = PolicyGradientReturns.Proper(rollout, values, temperature, discount, int.MaxValue);
            ShouldBeClose(Read(generalized.ValueTargets), Read(proper.ValueTargets));
            ShouldBeClose(Read(generalized.Advantages), Read(proper.Advantages + temperature * rollout.Kl!));
        });

    [Fact]
    public void AgreeWithAScalarLoop() => ForRollouts((rollout, values, temperature, discount, steps) =>
    {
        ShouldBeClose(
            Read(PolicyGradientReturns.Proper(rollout, values, temperature, discount, steps).Advantages),
            ScalarRollout.NStepAdvantages(rollout, values, temperature, discount, steps));
        ShouldBeClose(
            Read(PolicyGradientReturns.Naive(rollout, values, discount, steps).Advantages),
            ScalarRollout.NStepAdvantages(rollout, values, 0, discount, steps));
        ShouldBeClose(
            Read(PolicyGradientReturns.Generalized(rollout, values, temperature, discount, 0.7).Advantages),
            ScalarRollout.GeneralizedAdvantages(rollout, values, temperature, discount, 0.7));
    });

    [Fact]
    public void AreDifferentiableInTheValues()
    {
        double[] at = [2, 4, 8];
        Tensor Sum(Tensor x, Func<RolloutTerms, Tensor, AdvantageTargets> returns) =>
            (returns(Example().Rollout, x.reshape(3, 1)).Advantages.square().sum());

        foreach (var returns in new Func<RolloutTerms, Tensor, AdvantageTargets>[]
        {
            (rollout, values) => PolicyGradientReturns.Naive(rollout, values, 0.5, 2),
            (rollout, values) => PolicyGradientReturns.Proper(rollout, values, 10, 0.5, 2),
            (rollout, values) => PolicyGradientReturns.Generalized(rollout, values, 10, 0.5, 0.5),
        })
        {
            ShouldBeClose(Gradient(x => Sum(x, returns), at), Differences(x => Sum(x, returns), at), 1e-8);
        }
    }

    [Fact]
    public void WorkWithoutAnyDivergence()
    {
        using var scope = NewDisposeScope();
        var (example, values) = Example();
        var rollout = example with { Kl = null };
        ShouldBeClose(Read(PolicyGradientReturns.Proper(rollout, values, 10, 0.5, 2).ValueTargets), [4, 6.5, 9]);
        ShouldBeClose(Read(PolicyGradientReturns.Generalized(rollout, values, 10, 0.5, 0).ValueTargets), [1 + 2, 2 + 4, 3 + 6]);
    }

    [Fact]
    public void RefuseWhatDoesNotFit()
    {
        using var scope = NewDisposeScope();
        var (rollout, values) = Example();
        ShouldRefuse<ArgumentNullException>("rollout", () => PolicyGradientReturns.Naive(null!, values, 1, 1));
        ShouldRefuse<ArgumentException>("values", () => PolicyGradientReturns.Naive(rollout, zeros(3, 1), 1, 1));
        ShouldRefuse<ArgumentException>("values", () => PolicyGradientReturns.Proper(rollout, Vector(1, 2, 3), 1, 1, 1));
        ShouldRefuse<ArgumentException>("Kl", () => PolicyGradientReturns.Proper(rollout with { Kl = zeros(1) }, values, 1, 1, 1));
        ShouldRefuse<ArgumentOutOfRangeException>("discount", () => PolicyGradientReturns.Naive(rollout, values, 1.1, 1));
        ShouldRefuse<ArgumentOutOfRangeException>("steps", () => PolicyGradientReturns.Proper(rollout, values, 1, 1, 0));
        ShouldRefuse<ArgumentOutOfRangeException>("temperature", () => PolicyGradientReturns.Proper(rollout, values, -1, 1, 1));
        ShouldRefuse<ArgumentOutOfRangeException>("lambda", () => PolicyGradientReturns.Generalized(rollout, values, 1, 1, double.NaN));
    }

    [Fact]
    public void LeakNothing() => TensorLeak.AssertNone(() =>
    {
        using var scope = NewDisposeScope();
        var (rollout, values) = Example();
        TensorLeak.AssertNone(() => Drop(PolicyGradientReturns.Naive(rollout, values, 0.5, 2)));
        TensorLeak.AssertNone(() => Drop(PolicyGradientReturns.Proper(rollout, values, 1, 0.5, 2)));
        TensorLeak.AssertNone(() => Drop(PolicyGradientReturns.Generalized(rollout, values, 1, 0.5, 0.5)));
        TensorLeak.AssertNone(() => Drop(PolicyGradientReturns.Generalized(rollout with { Kl = null }, values, 1, 0.5, 0.5)));
    });

    private static void Drop(AdvantageTargets returns)
    {
        returns.Advantages.Dispose();
        returns.ValueTargets.Dispose();
    }

    private static (RolloutTerms Rollout, Tensor Values) Example()
    {
        var rollout = new RolloutTerms
        {
            Rewards = Shaped([1, 2, 3], 3, 1),
            NextValues = Shaped([4, 8, 12], 3, 1),
            Terminated = Shaped([0, 0, 0], 3, 1),
            Truncated = Shaped([0, 0, 0], 3, 1),
            Kl = Shaped([0.1, 0.2, 0.4], 3, 1),
        };
        return (rollout, Shaped([2, 4, 8], 3, 1));
    }

    /// <summary>1000 random rollouts with ends in them.</summary>
    private static void ForRollouts(Action<RolloutTerms, Tensor, double, double, int> check)
    {
        var random = new Random(79);
        for (var trial = 0; trial < 1000; trial++)
        {
            using var scope = NewDisposeScope();
            var (rollout, values) = ScalarRollout.Draw(random, random.Next(1, 7), random.Next(1, 4));
            check(rollout, values, random.NextDouble(), random.NextDouble(), random.Next(1, 9));
        }
    }
}
