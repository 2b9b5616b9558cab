using System.Text.Json.Nodes;
using SoftRL.Agents.ActorCritic;
using SoftRL.Environments;

namespace SoftRL.Training.Tests;

/// <summary>Learners that share the environments: the same K, the same bits; another K, the same up to rounding; exact resume.</summary>
public sealed class ShardedRunTests : IDisposable
{
    private readonly RunFixture _runs = new();

    [Theory]
    [InlineData("a2c", "CartPole-v1", 2)]
    [InlineData("a2c", "MinAtar/Breakout-v1", 4)]
    [InlineData("softq", "CartPole-v1", 3)]
    [InlineData("spg", "CartPole-v1", 2)]
    [InlineData("spg", "Pendulum-v1", 2)]
    public void AnotherNumberOfShardsGivesTheSameUpToRounding(string agent, string environment, int shards)
    {
        // Four rollouts: later a difference in the last bit of a probability may choose another action.
        var probe = RunFixture.Spec(agent, 1, environment);
        var steps = 4 * Length(probe) * probe.EnvironmentCount;
        var spec = probe with { Steps = steps, LogEvery = 1 };
        using var one = Train("one", spec);
        using var several = Train("several", spec with { Shards = shards });
        one.Step.Should().Be(several.Step);
        var start = Start(spec);
        var moved = RunFixture.Parameters(one).Zip(start, (left, right) => Math.Abs(left - right)).Max();
        var apart = RunFixture.Parameters(one).Zip(RunFixture.Parameters(several), (left, right) => Math.Abs(left - right)).Max();
        moved.Should().BePositive();
        apart.Should().BeLessThan(moved / 100);
        var rows = _runs.Lines("one", "metrics.jsonl").Zip(_runs.Lines("several", "metrics.jsonl"), (left, right) => (Row(left), Row(right))).ToArray();
        rows.Should().HaveCount(4);
        rows.Should().AllSatisfy(pair =>
        {
            pair.Item2.Keys.Should().Equal(pair.Item1.Keys);
            foreach (var (key, value) in pair.Item1)
            {
                (Math.Abs(pair.Item2[key] - value) <= 1e-3 * Math.Abs(value) + 1e-5).Should().BeTrue($"{key} is {value} with one shard and {pair.Item2[key]} with {shards}");
            }
        });
    }

    [Theory]
    [InlineData("softq", "CartPole-v1")]
    [InlineData("spg", "Pendulum-v1")]
    public void TheSameNumberOfShardsGivesTheSameBits(string agent, string environment)
    {
        var spec = RunFixture.Spec(agent, 4_000, environment) with { Shards = 3 };
        using var first = Train("first", spec);
        using var second = Train("second", spec);
        RunFixture.Parameters(second).Should().Equal(RunFixture.Parameters(first));
        _runs.Lines("second", "metrics.jsonl").Should().Equal(_runs.Lines("first", "metrics.jsonl"));
        _runs.Lines("second", "evaluations.jsonl").Should().Equal(_runs.Lines("first", "evaluations.jsonl"));
    }

    [Fact]
    public void StoppingAndResumingChangesNothing()
    {
        var spec = RunFixture.Spec() with { Shards = 2 };
        using var whole = Train("whole", spec);
        using (var half = _runs.Start("parts", spec with { Steps = 2_000 }))
        {
            half.Train(new SilentObserver(), CancellationToken.None);
        }

        using var resumed = _runs.Resume("parts", new RunOverrides { Steps = 4_000 });
        resumed.Train(new SilentObserver(), CancellationToken.None);
        RunFixture.Parameters(resumed).Should().Equal(RunFixture.Parameters(whole));
        _runs.Lines("parts", "metrics.jsonl").Should().Equal(_runs.Lines("whole", "metrics.jsonl"));
        var other = () => _runs.Resume("parts", new RunOverrides { Shards = 4 });
        other.Should().Throw<RunException>().WithMessage("*shards: 2, not 4*");
    }

    [Fact]
    public void AloneAnAgentTakesEveryPassAndReportsTheLastStep()
    {
        var spec = EnvironmentCatalog.Find("CartPole-v1");
        var options = new SpgOptions { RolloutLength = 4, Epochs = 3, Hidden = "8" };
        using var agent = new SpgAgent(options, new AgentContext(spec.ObservationSpace, spec.ActionSpace, 2, TorchSharp.torch.CPU, 1, 100, _ => FixedReference.CountingMeasure()));
        IGradientAgent learner = agent;
        learner.Passes.Should().Be(3);
        learner.DrawsPerAction.Should().Be(1);
        using var environment = spec.CreateVector(2, 1);
        environment.Reset();
        using var rollout = new RolloutBuffer(4, 2, spec.ObservationSpace, TorchSharp.torch.CPU);
        var random = new Xoshiro256(1);
        new RolloutCollector(environment, rollout, new EpisodeStatistics()).Collect(agent, ref random);
        GradientUpdate.Take(learner, rollout, 8, report: false).Should().BeNull();
        new RolloutCollector(environment, rollout, new EpisodeStatistics()).Collect(agent, ref random);
        var figures = GradientUpdate.Take(learner, rollout, 16, report: true);
        figures!.GradientNorm.Should().Be(learner.LastGradientNorm).And.BePositive();
        figures.LearningRate.Should().BePositive();
        double.IsFinite(figures.Loss).Should().BeTrue();
    }

    [Theory]
    [InlineData("a2c", 9, Normalization.None, "*shards is 9*1 to 8*")]
    [InlineData("a2c", 2, Normalization.Both, "*shards is 2*normalize is Both*")]
    [InlineData("softq", 2, Normalization.None, "*shards is 2*'softq'*in one piece*", "head=plain", "temperature=0.1")]
    public void WhatCannotBeSharedIsRefused(string agent, int shards, Normalization normalization, string message, params string[] options)
    {
        var start = () => _runs.Start("refused", RunFixture.Spec(agent, 4_000, "CartPole-v1", options) with { Shards = shards, Normalize = normalization });
        start.Should().Throw<OptionsException>().WithMessage(message);
    }

    [Fact]
    public void EnvironmentsMadeManyAtATimeAreRefused()
    {
        var cartPole = EnvironmentCatalog.Find("CartPole-v1");
        var many = EnvironmentSpec.OfVector("Many-v0", "CartPole in one piece.", cartPole.ObservationSpace, cartPole.ActionSpace, (count, seed, threads) => cartPole.CreateVector(count, seed, threads));
        var start = () => TrainingRun.Start(RunFixture.Spec() with { Shards = 2, Environment = "Many-v0" }, _runs.Directory_("refused"), RunFixture.Agents, _ => many);
        start.Should().Throw<OptionsException>().WithMessage("*shards is 2*Many-v0*env-threads*");
    }

    [Fact]
    public void WhatAnEnvironmentOfAnotherShardThrowsIsThrown()
    {
        var broken = EnvironmentSpec.Of("Broken-v0", "Ends with an error.", () => new Failing());
        using var run = TrainingRun.Start(RunFixture.Spec() with { Shards = 2, Environment = "Broken-v0" }, _runs.Directory_("broken"), RunFixture.Agents, _ => broken);
        var train = () => run.Train(new SilentObserver(), CancellationToken.None);
        train.Should().Throw<EnvironmentException>().WithInnerException<NotSupportedException>().WithMessage("the thirtieth step");
    }

    public void Dispose() => _runs.Dispose();

    private static Dictionary<string, double> Row(string line)
        => JsonNode.Parse(line)!.AsObject().Where(field => field.Value is not null).ToDictionary(field => field.Key, field => field.Value!.GetValue<double>());

    private static int Length(RunSpec spec)
    {
        var environment = EnvironmentCatalog.Find(spec.Environment);
        using var agent = RunFixture.Agents.Find(spec.Agent).Create(
            spec.AgentOptions, new AgentContext(environment.ObservationSpace, environment.ActionSpace, 1, TorchSharp.torch.CPU, 1, 1, _ => FixedReference.CountingMeasure()));
        return agent.RolloutLength;
    }

    private TrainingRun Train(string name, RunSpec spec)
    {
        var run = _runs.Start(name, spec);
        run.Train(new SilentObserver(), CancellationToken.None).Status.Should().Be(RunStatus.Completed);
        return run;
    }

    private float[] Start(RunSpec spec)
    {
        using var untrained = _runs.Start("untrained", spec);
        return RunFixture.Parameters(untrained);
    }

    private sealed class Failing : IEnvironment<int>
    {
        private int _steps;

        public ObservationSpace ObservationSpace { get; } = ObservationSpace.Uniform([1]);

        public ActionSpace ActionSpace { get; } = new DiscreteActions(2);

        public void Reset(ulong seed, Span<float> observation) => observation.Clear();

        public StepResult Step(int action, Span<float> observation)
            => ++_steps == 30 ? throw new NotSupportedException("the thirtieth step") : new StepResult(0, StepEnd.None);

        public void Save(BinaryWriter writer)
        {
        }

        public void Load(BinaryReader reader)
        {
        }
    }
}
