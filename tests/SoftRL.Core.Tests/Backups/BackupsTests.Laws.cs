using FsCheck;
using FsCheck.Fluent;
using SoftRL.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

public sealed partial class BackupsTests
{
    private sealed record Draw(int Seed, double Temperature, double Discount, double Lambda)
    {
        public Rollout Rollout => Rollout.Draw(new Random(Seed), 1 + (Seed % 7), 1 + (Seed % 3));
    }

    private static Gen<Draw> Draws { get; } =
        from seed in Gen.Choose(0, 1_000_000)
        from temperature in Gen.Choose(0, 300)
        from discount in Gen.Choose(0, 100)
        from lambda in Gen.Choose(0, 100)
        select new Draw(seed, temperature / 100.0, discount / 100.0, lambda / 100.0);

    [Fact]
    public void LambdaZeroIsOneStepAndLambdaOneIsAllThatRemains() => Laws.Hold(Draws, draw =>
    {
        using var scope = NewDisposeScope();
        var (terms, values) = (draw.Rollout.Terms(), draw.Rollout.ValueTensor());
        return Close(Backups.LambdaStateTargets(terms, values, draw.Temperature, draw.Discount, 0), Backups.StateTargets(terms, draw.Temperature, draw.Discount, 1))
            && Close(Backups.LambdaStateTargets(terms, values, draw.Temperature, draw.Discount, 1), Backups.StateTargets(terms, draw.Temperature, draw.Discount, 99))
            && Close(Backups.LambdaActionTargets(terms, values, draw.Temperature, draw.Discount, 0), Backups.ActionTargets(terms, draw.Temperature, draw.Discount, 1));
    });

    [Fact]
    public void AnNStepBackupContractsByDiscountToTheN() => Laws.Hold(
        from draw in Draws
        from steps in Gen.Choose(1, 8)
        select (draw, steps),
        x =>
        {
            using var scope = NewDisposeScope();
            var rollout = x.draw.Rollout with { Ends = Endless(x.draw.Rollout) };
            var terms = rollout.Terms();
            var shifted = terms with { NextValues = terms.NextValues + x.draw.Rollout.ValueTensor() };
            var moved = (Backups.StateTargets(shifted, x.draw.Temperature, x.draw.Discount, x.steps)
                - Backups.StateTargets(terms, x.draw.Temperature, x.draw.Discount, x.steps)).abs().Numbers();
            var distance = x.draw.Rollout.ValueTensor().abs().max().Numbers()[0];
            return rollout.Everywhere((t, n) => moved[(t * rollout.Count) + n] - (Math.Pow(x.draw.Discount, Math.Min(x.steps, rollout.Remaining(t, n))) * distance))
                .All(excess => excess <= 1e-12);
        });

    [Fact]
    public void NothingFlowsAcrossTheEndOfAnEpisode() => Laws.Hold(Draws, draw =>
    {
        using var scope = NewDisposeScope();
        var rollout = draw.Rollout;
        var terms = rollout.Terms();
        var later = terms with { Rewards = terms.Rewards.clone() };
        later.Rewards[rollout.Length - 1] = later.Rewards[rollout.Length - 1] + 100;
        var moved = (Backups.StateTargets(later, draw.Temperature, 1, 99) - Backups.StateTargets(terms, draw.Temperature, 1, 99)).Numbers();

        // Only steps of the episode that the last step belongs to see its reward.
        return rollout.Everywhere((t, n) => Math.Abs(moved[(t * rollout.Count) + n] - (t + rollout.Remaining(t, n) == rollout.Length ? 100 : 0)))
            .All(excess => excess <= 1e-10);
    });

    [Fact]
    public void WithTheSamePolicyVTraceIsTdLambda() => Laws.Hold(Draws, draw =>
    {
        using var scope = NewDisposeScope();
        var (terms, values) = (draw.Rollout.Terms(), draw.Rollout.ValueTensor());
        var trace = Backups.VTrace(terms, values, zeros_like(values), draw.Temperature, draw.Discount, draw.Lambda);
        return Close(trace.StateTargets, Backups.LambdaStateTargets(terms, values, draw.Temperature, draw.Discount, draw.Lambda));
    });

    [Fact]
    public void WithLambdaZeroRetraceIsTheOneStepBackupWhateverTheBehaviour() => Laws.Hold(Draws, draw =>
    {
        using var scope = NewDisposeScope();
        var (terms, values) = (draw.Rollout.Terms(), draw.Rollout.ValueTensor());
        return Close(Backups.Retrace(terms, values, values, draw.Discount, 0), Backups.ActionTargets(terms with { Kl = null }, 0, draw.Discount, 1));
    });

    [Fact]
    public void ABoltzmannBackupIsAContraction() => Laws.Hold(
        from state in Laws.States
        from change in Laws.Rewards.ArrayOf(state.Q.Length)
        from discount in Gen.Choose(0, 100)
        select (state, change, discount: discount / 100.0),
        x =>
        {
            using var scope = NewDisposeScope();
            double Target(IEnumerable<double> q, double temperature) => Backups.Boltzmann(
                One([.. q], x.state.Prior), temperature, x.discount).Numbers()[0];
            var distance = x.change.Max(Math.Abs);
            return new[] { 0, x.state.Temperature, double.PositiveInfinity }.All(temperature =>
                Math.Abs(Target(x.state.Q, temperature) - Target(x.state.Q.Zip(x.change, (q, d) => q + d), temperature)) <= (x.discount * distance) + 1e-9);
        });

    [Fact]
    public void TheFixedPolicyBackupOfTheBoltzmannPolicyIsTheBoltzmannBackup() => Laws.Hold(Laws.States, state =>
    {
        using var scope = NewDisposeScope();
        var terms = One(state.Q, state.Prior);
        var policy = BoltzmannPolicies.LogPolicy(terms.NextQ, state.Temperature, terms.NextLogPrior);
        return Math.Abs(Backups.FixedPolicyAction(terms, policy, state.Temperature, 0.9).Numbers()[0] - Backups.Boltzmann(terms, state.Temperature, 0.9).Numbers()[0])
            <= 1e-8 * (1 + state.Temperature);
    });

    /// <remarks>For a policy π, values V of any kind and actions drawn from π, the bootstrap Q(s_n, a_n) − τ·KL_n of (35) has the
    /// mean E_π[Q] − τ·KL_n = V(s_n) of (34): both forms of the n-step backup agree in expectation over a_n.</remarks>
    [Fact]
    public void TheSampledBootstrapHasTheMeanOfTheExpectedOne() => Laws.Hold(Laws.States, state =>
    {
        using var scope = NewDisposeScope();
        var (q, prior) = (new[] { state.Q }.ToTensor(), state.Prior.Logs().ToTensor());
        var policy = BoltzmannPolicies.LogPolicy(q, state.Temperature, prior);
        var probabilities = policy.exp().Numbers();
        var divergence = Divergences.KullbackLeibler(policy, prior).Numbers()[0];
        var sampled = state.Q.Zip(probabilities, (value, p) => p * Target(value - (state.Temperature * divergence))).Sum();
        return Math.Abs(sampled - Target(SoftValues.PolicyValue(q, policy, state.Temperature, prior).Numbers()[0])) <= 1e-8 * (1 + state.Temperature);

        double Target(double bootstrap) => Backups.ActionTargets(Worked().Terms() with
        {
            NextValues = new double[][] { [10], [20], [bootstrap] }.ToTensor(),
        }, 2, 0.5, 3).Numbers()[0];
    });

    private static SuccessorTerms One(double[] q, double[] prior) => new()
    {
        Rewards = new[] { 0.5 }.ToTensor(),
        Terminated = new[] { 0.0 }.ToTensor(),
        NextQ = new[] { q }.ToTensor(),
        NextLogPrior = prior.Logs().ToTensor(),
    };

    private static StepKind[][] Endless(Rollout rollout) =>
        [.. rollout.Ends.Select(row => row.Select(_ => StepKind.GoesOn).ToArray())];

    private static bool Close(Tensor found, Tensor expected)
    {
        TensorAssert.AllClose(found, expected, 1e-12, 1e-11);
        return true;
    }
}
