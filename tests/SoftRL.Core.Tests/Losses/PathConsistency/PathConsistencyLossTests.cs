using SoftRL.Testing;
using static SoftRL.Core.Tests.Doubles;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

public sealed class PathConsistencyLossTests
{
    [Fact]
    public void IsTheWorkedExample()
    {
        using var scope = NewDisposeScope();
        var (rollout, values, logRatio) = Example();

        // τ = 10, γ = ½, n = 2; r − τ·log-ratio = (0, 0, −1).
        // 0 + ½·0 + ¼·8 − 2 = 0, 0 + ½·(−1) + ¼·12 − 4 = −1.5, −1 + ½·12 − 8 = −3.
        ShouldBeClose(Read(PathConsistencyLoss.Residuals(rollout, values, logRatio, 10, 0.5, 2)), [0, -1.5, -3]);
        Number(PathConsistencyLoss.Mean(rollout, values, logRatio, 10, 0.5, 2)).Should().BeApproximately(0.5 * (2.25 + 9) / 3, 1e-14);
    }

    /// <summary>Three states on a line, two actions each, deterministic: solved by value iteration, then walked at random.</summary>
    [Theory]
    [InlineData("counting")]
    [InlineData("uniform")]
    [InlineData("skewed")]
    public void VanishesAtTheOptimumAlongAnyPathOfADeterministicMdp(string prior)
    {
        var chain = new Chain(prior, temperature: 0.4, discount: 0.9);
        var random = new Random(90);
        foreach (var steps in new[] { 1, 2, 5, 100 })
        {
            using var scope = NewDisposeScope();
            var path = chain.Walk(random, length: 40);
            var residuals = PathConsistencyLoss.Residuals(path.Rollout, path.Values, path.LogRatio, 0.4, 0.9, steps);
            ShouldBeClose(Read(residuals), new double[40], 1e-12);
            path.Rollout.Terminated.sum().item<double>().Should().BeGreaterThan(0);

            // Negative controls: other values, another temperature, no policy.
            Number(PathConsistencyLoss.Mean(path.Rollout, path.Values * 1.1, path.LogRatio, 0.4, 0.9, steps)).Should().BeGreaterThan(1e-5);
            Number(PathConsistencyLoss.Mean(path.Rollout, path.Values, path.LogRatio, 0.5, 0.9, steps)).Should().BeGreaterThan(1e-5);
            Number(PathConsistencyLoss.Mean(path.Rollout, path.Values, path.LogRatio * 0, 0.4, 0.9, steps)).Should().BeGreaterThan(1e-3);
        }
    }

    [Fact]
    public void DoesNotReadTheDivergenceOfTheRolloutAndTakesLogRatiosOfEitherSign()
    {
        using var scope = NewDisposeScope();
        var (rollout, values, logRatio) = Example();
        ShouldBeClose(
            Read(PathConsistencyLoss.Residuals(rollout with { Kl = values }, values, logRatio * -1, 10, 0.5, 1)),
            Read(rollout.Rewards + 10 * logRatio + 0.5 * rollout.NextValues - values));
    }

    [Fact]
    public void ShiftingAllValuesOfAnEndlessPathCostsWhatTheDiscountLeaves() => BatchLaws.Hold(2, columns =>
    {
        using var scope = NewDisposeScope();
        var length = columns[0].Length;
        var (rewards, values) = (Vector(columns[0]).unsqueeze(1), Vector(columns[1]).unsqueeze(1));
        var rollout = new RolloutTerms { Rewards = rewards, NextValues = values * 2, Terminated = values * 0, Truncated = values * 0 + 1 };
        var before = PathConsistencyLoss.Residuals(rollout, values, values * 0, 0.4, 0.9, 3);
        var after = PathConsistencyLoss.Residuals(rollout with { NextValues = values * 2 + 5 }, values + 5, values * 0, 0.4, 0.9, 3);
        return Close(Read(after - before), Enumerable.Repeat(-0.5, length).ToArray(), 1e-11);
    });

    [Fact]
    public void AgreesWithAScalarLoop()
    {
        var random = new Random(91);
        for (var trial = 0; trial < 1000; trial++)
        {
            using var scope = NewDisposeScope();
            var (rollout, values) = ScalarRollout.Draw(random, random.Next(1, 7), random.Next(1, 4));
            var logRatio = Vector(Draw(random, (int)values.numel(), 2)).reshape(values.shape);
            double temperature = random.NextDouble(), discount = random.NextDouble();
            var steps = random.Next(1, 9);

            var expected = ScalarRollout.NStepAdvantages(rollout with { Kl = logRatio }, values, temperature, discount, steps);
            ShouldBeClose(Read(PathConsistencyLoss.Residuals(rollout, values, logRatio, temperature, discount, steps)), expected);
            ShouldBeClose(
                [Number(PathConsistencyLoss.Mean(rollout, values, logRatio, temperature, discount, steps))], [expected.Average(c => 0.5 * c * c)]);
        }
    }

    [Fact]
    public void DifferentiatesValuesBootstrapsAndPolicyAlike()
    {
        // x = V(s_0 … s_3) followed by three log-ratios; a terminal step in the middle.
        double[] at = [0.5, -1, 2, 0.7, 0.1, -0.2, 0.3];
        Tensor Loss(Tensor x, int steps)
        {
            var rollout = new RolloutTerms
            {
                Rewards = Shaped([1, 2, 3], 3, 1),
                NextValues = x.narrow(0, 1, 3).reshape(3, 1),
                Terminated = Shaped([0, 1, 0], 3, 1),
                Truncated = Shaped([0, 0, 0], 3, 1),
            };
            return PathConsistencyLoss.Mean(rollout, x.narrow(0, 0, 3).reshape(3, 1), x.narrow(0, 4, 3).reshape(3, 1), 0.4, 0.9, steps);
        }

        foreach (var steps in new[] { 1, 2, 10 })
        {
            ShouldBeClose(Gradient(x => Loss(x, steps), at), Differences(x => Loss(x, steps), at), 1e-8);
        }

        // n = 1 by hand: C·∂C/3 with C = r − τ·l + γV' − V.
        double first = 1 - 0.04 - 0.9 - 0.5, second = 2 + 0.08 + 1, third = 3 - 0.12 + 0.63 - 2;
        ShouldBeClose(
            Gradient(x => Loss(x, 1), at),
            [-first / 3, ((0.9 * first) - second) / 3, -third / 3, 0.9 * third / 3, -0.4 * first / 3, -0.4 * second / 3, -0.4 * third / 3]);
    }

    [Fact]
    public void RefusesWhatDoesNotFit()
    {
        using var scope = NewDisposeScope();
        var (rollout, values, logRatio) = Example();
        ShouldRefuse<ArgumentNullException>("rollout", () => PathConsistencyLoss.Mean(null!, values, logRatio, 1, 1, 1));
        ShouldRefuse<ArgumentException>("Terminated", () => PathConsistencyLoss.Mean(rollout with { Terminated = zeros(3) }, values, logRatio, 1, 1, 1));
        ShouldRefuse<ArgumentException>("values", () => PathConsistencyLoss.Residuals(rollout, zeros(3, 1), logRatio, 1, 1, 1));
        ShouldRefuse<ArgumentException>("takenLogRatio", () => PathConsistencyLoss.Residuals(rollout, values, Vector(1, 2, 3), 1, 1, 1));
        ShouldRefuse<ArgumentOutOfRangeException>("temperature", () => PathConsistencyLoss.Mean(rollout, values, logRatio, -1, 1, 1));
        ShouldRefuse<ArgumentOutOfRangeException>("discount", () => PathConsistencyLoss.Mean(rollout, values, logRatio, 1, 2, 1));
        ShouldRefuse<ArgumentOutOfRangeException>("steps", () => PathConsistencyLoss.Mean(rollout, values, logRatio, 1, 1, 0));
    }

    [Fact]
    public void LeaksNothing() => TensorLeak.AssertNone(() =>
    {
        using var scope = NewDisposeScope();
        var (rollout, values, logRatio) = Example();
        TensorLeak.AssertNone(() => PathConsistencyLoss.Residuals(rollout, values, logRatio, 1, 0.9, 2).Dispose());
        TensorLeak.AssertNone(() => PathConsistencyLoss.Mean(rollout, values, logRatio, 1, 0.9, 2).Dispose());
    });

    private static (RolloutTerms Rollout, Tensor Values, Tensor LogRatio) Example()
    {
        var rollout = new RolloutTerms
        {
            Rewards = Shaped([1, 2, 3], 3, 1),
            NextValues = Shaped([4, 8, 12], 3, 1),
            Terminated = Shaped([0, 0, 0], 3, 1),
            Truncated = Shaped([0, 0, 0], 3, 1),
        };
        return (rollout, Shaped([2, 4, 8], 3, 1), Shaped([0.1, 0.2, 0.4], 3, 1));
    }

    /// <summary>States 0, 1, 2; action 0 steps left (or stays at 0), action 1 right; leaving state 2 to the right ends the episode.</summary>
    private sealed class Chain
    {
        private static readonly double[,] Rewards = { { 0.1, -0.2 }, { 0.3, 0.5 }, { -0.4, 2 } };
        private readonly double[] logPrior, values = new double[4];
        private readonly double temperature, discount;

        public Chain(string prior, double temperature, double discount)
        {
            (this.temperature, this.discount) = (temperature, discount);
            using var scope = NewDisposeScope();
            logPrior = Priors.Of(prior, 2) is { } tensor ? Read(tensor) : [0, 0];
            for (var sweep = 0; sweep < 1000; sweep++)
            {
                for (var state = 0; state < 3; state++)
                {
                    values[state] = temperature * Math.Log(
                        Enumerable.Range(0, 2).Sum(action => Math.Exp(logPrior[action] + (Q(state, action) / temperature))));
                }
            }
        }

        /// <summary>A walk of uniformly random actions (not those of the optimal policy), restarted where it ends.</summary>
        public (RolloutTerms Rollout, Tensor Values, Tensor LogRatio) Walk(Random random, int length)
        {
            double[] rewards = new double[length], value = new double[length], next = new double[length];
            double[] terminated = new double[length], truncated = new double[length], logRatio = new double[length];
            var state = 0;
            for (var t = 0; t < length; t++)
            {
                var action = random.Next(2);
                var successor = Successor(state, action);
                (rewards[t], value[t]) = (Rewards[state, action], values[state]);
                (next[t], terminated[t]) = (successor == 3 ? 1e3 : values[successor], successor == 3 ? 1 : 0);
                truncated[t] = successor != 3 && random.Next(8) == 0 ? 1 : 0;
                logRatio[t] = (Q(state, action) - values[state]) / temperature;
                state = successor == 3 || truncated[t] == 1 ? random.Next(3) : successor;
            }

            var rollout = new RolloutTerms
            {
                Rewards = Shaped(rewards, length, 1),
                NextValues = Shaped(next, length, 1),
                Terminated = Shaped(terminated, length, 1),
                Truncated = Shaped(truncated, length, 1),
            };
            return (rollout, Shaped(value, length, 1), Shaped(logRatio, length, 1));
        }

        private static int Successor(int state, int action) => action == 0 ? Math.Max(state - 1, 0) : state + 1;

        private double Q(int state, int action) => Rewards[state, action] + (discount * values[Successor(state, action)]);
    }
}
