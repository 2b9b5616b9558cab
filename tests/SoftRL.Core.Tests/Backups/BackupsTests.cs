using SoftRL.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

public sealed partial class BackupsTests
{
    /// <summary>Three steps of one environment, γ = ½, τ = 2: rewards 1, 2, 4; KL ½, 1, 0; successors worth 10, 20, 40.</summary>
    private static Rollout Worked(StepKind second = StepKind.GoesOn) => new(
        [[1], [2], [4]], [[6], [10], [20]], [[10], [20], [40]], [[0.5], [1], [0]], [[StepKind.GoesOn], [second], [StepKind.GoesOn]]);

    [Fact]
    public void AgreeWithThreeStepsWorkedByHand()
    {
        using var scope = NewDisposeScope();
        var terms = Worked().Terms();

        // Rewards less 2·KL: 0, 0, 4. One step: 0 + 5, 0 + 10, 4 + 20.
        Backups.StateTargets(terms, 2, 0.5, 1).Numbers().Should().Equal(5, 10, 24);
        Backups.FixedPolicyState(terms, 2, 0.5).Numbers().Should().Equal(5, 10, 24);

        // Two steps: 0 + 0 + ¼·20; 0 + ½·4 + ¼·40; the last window is cut to one. Three: 0 + 0 + ¼·4 + ⅛·40.
        Backups.StateTargets(terms, 2, 0.5, 2).Numbers().Should().Equal(5, 12, 24);
        Backups.StateTargets(terms, 2, 0.5, 3).Numbers().Should().Equal(6, 12, 24);
        Backups.StateTargets(terms, 2, 0.5, int.MaxValue).Numbers().Should().Equal(6, 12, 24);

        // Q gets back the KL of its own step: 2·(½, 1, 0).
        Backups.ActionTargets(terms, 2, 0.5, 3).Numbers().Should().Equal(7, 14, 24);

        // δ = 5 − 6, 10 − 10, 24 − 20; the sums with factors ½ and ¼.
        var values = Worked().ValueTensor();
        Backups.TemporalDifferenceErrors(terms, values, 2, 0.5).Numbers().Should().Equal(-1, 0, 4);
        Backups.StateTargetsFromErrors(terms, values, 2, 0.5, 3).Numbers().Should().Equal(6, 12, 24);
        Backups.ActionTargetsFromErrors(terms, values, 2, 0.5, 3).Numbers().Should().Equal(7, 14, 24);
        Backups.GeneralizedAdvantages(terms, values, 2, 0.5, 0.5).Numbers().Should().Equal(-1 + 0 + (4 / 16.0), 1, 4);
        Backups.GeneralizedActionAdvantages(terms, values, 2, 0.5, 0.5).Numbers().Should().Equal(0.25, 3, 4);
        Backups.LambdaStateTargets(terms, values, 2, 0.5, 0.5).Numbers().Should().Equal(5.25, 11, 24);
        Backups.LambdaActionTargets(terms, values, 2, 0.5, 0.5).Numbers().Should().Equal(6.25, 13, 24);
    }

    [Fact]
    public void ATerminatedStepBootstrapsFromNothingAndATruncatedOneFromItsFinalObservation()
    {
        using var scope = NewDisposeScope();

        // The second step ends: 0 or 0 + ½·20; the first follows it with factor ½; the third belongs to the next episode.
        Backups.StateTargets(Worked(StepKind.Terminated).Terms(), 2, 0.5, 3).Numbers().Should().Equal(0, 0, 24);
        Backups.StateTargets(Worked(StepKind.Truncated).Terms(), 2, 0.5, 3).Numbers().Should().Equal(5, 10, 24);
    }

    [Fact]
    public void WithoutKlOrWithoutTemperatureTheRewardsAreUsedAsTheyAre()
    {
        using var scope = NewDisposeScope();
        var plain = Backups.StateTargets(Worked().Terms(withKl: false), 2, 0.5, 3).Numbers();
        plain.Should().Equal(1 + 1 + 1 + 5, 2 + 2 + 10, 24);
        Backups.StateTargets(Worked().Terms(), 0, 0.5, 3).Numbers().Should().Equal(plain);
        Backups.ActionTargets(Worked().Terms(), 0, 0.5, 3).Numbers().Should().Equal(plain);
    }

    [Theory]
    [MemberData(nameof(Kinds.All), MemberType = typeof(Kinds))]
    public void AgreeWithTheDefinitionsFollowedStepByStep(ScalarType dtype, string device)
    {
        var random = new Random(19);
        for (var group = 0; group < 60; group++)
        {
            using var scope = NewDisposeScope();
            var rollout = Rollout.Draw(random, random.Next(1, 9), random.Next(1, 12), endings: (group % 3) * 0.3);
            var (temperature, discount, lambda) = (random.NextDouble() * 2, group % 4 == 0 ? 1 : random.NextDouble(), group % 5 == 0 ? 1 : random.NextDouble());
            var (terms, values) = (rollout.Terms(dtype, device), rollout.ValueTensor(dtype, device));
            var steps = random.Next(1, rollout.Length + 3);

            Check(Backups.FixedPolicyState(terms, temperature, discount), (t, n) => rollout.StateTarget(t, n, temperature, discount, 1));
            Check(Backups.StateTargets(terms, temperature, discount, steps), (t, n) => rollout.StateTarget(t, n, temperature, discount, steps));
            Check(Backups.ActionTargets(terms, temperature, discount, steps), (t, n) => rollout.StateTarget(t, n, temperature, discount, steps) + Kl(t, n));
            Check(Backups.TemporalDifferenceErrors(terms, values, temperature, discount), (t, n) => rollout.Error(t, n, temperature, discount));
            Check(Backups.StateTargetsFromErrors(terms, values, temperature, discount, steps), (t, n) => rollout.StateTarget(t, n, temperature, discount, steps));
            Check(Backups.ActionTargetsFromErrors(terms, values, temperature, discount, steps), (t, n) => rollout.StateTarget(t, n, temperature, discount, steps) + Kl(t, n));
            Check(Backups.LambdaStateTargets(terms, values, temperature, discount, lambda), Mixture);
            Check(Backups.LambdaActionTargets(terms, values, temperature, discount, lambda), (t, n) => Mixture(t, n) + Kl(t, n));
            Check(Backups.GeneralizedAdvantages(terms, values, temperature, discount, lambda), (t, n) => Mixture(t, n) - rollout.Values[t][n]);
            Check(Backups.GeneralizedActionAdvantages(terms, values, temperature, discount, lambda), (t, n) => Mixture(t, n) + Kl(t, n) - rollout.Values[t][n]);

            double Kl(int t, int n) => temperature * rollout.Kl[t][n];

            double Mixture(int t, int n) => rollout.LambdaTarget(t, n, temperature, discount, lambda);

            void Check(Tensor found, Func<int, int, double> definition)
            {
                found.dtype.Should().Be(dtype);
                var expected = rollout.Everywhere(definition).ToTensor().reshape(rollout.Length, rollout.Count);
                TensorAssert.AllClose(found, expected, Kinds.Tolerance(dtype), 10 * Kinds.Tolerance(dtype), $"group {group}");
            }
        }
    }
}
