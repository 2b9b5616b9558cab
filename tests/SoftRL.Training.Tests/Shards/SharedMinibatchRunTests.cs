using System.Text.Json;
using System.Text.Json.Nodes;
using SoftRL.Environments;

namespace SoftRL.Training.Tests;

/// <summary>Threads that share every minibatch: the same K, the same bits; another K, the same up to rounding; exact resume.</summary>
public sealed class SharedMinibatchRunTests : IDisposable
{
    private static readonly string[] s_small = ["learning-starts=64", "batch-size=32", "replay-capacity=2000"];
    private readonly RunFixture _runs = new();

    [Theory]
    [InlineData("dqn", "CartPole-v1", 2, "hidden=32")]
    [InlineData("dqn", "CartPole-v1", 3, "hidden=32", "priority-exponent=0.6", "steps=3", "double=true", "dueling=true", "backup=soft-kl", "minibatches=2")]
    [InlineData("dqn", "MinAtar/Breakout-v1", 2, "target-update-steps=80")]
    [InlineData("sac", "Pendulum-v1", 2, "hidden=32,32")]
    [InlineData("sac", "Pendulum-v1", 4, "hidden=32", "batch-size=50", "reference=gaussian:0.5", "target-divergence=0.5", "minibatches=2")]
    [InlineData("sac", "CartPole-v1", 3, "hidden=32,32")]
    [InlineData("sac", "CartPole-v1", 2, "hidden=32", "reference=uniform", "tune-temperature=false", "temperature=0.1")]
    [InlineData("ddpg", "Pendulum-v1", 3, "hidden=32,32")]
    public void AnotherNumberOfShardsGivesTheSameUpToRounding(string agent, string environment, int shards, params string[] options)
    {
        // Twenty updates: later a difference in the last bit of a value may choose another action.
        var spec = RunFixture.Spec(agent, 64 + (8 * 20), environment, [.. s_small, .. options]) with { LogEvery = 1, EvaluateEvery = 0, FinalEpisodes = 1 };
        using var one = Train("one", spec);
        using var several = Train("several", spec with { Shards = shards });
        ((IMinibatchAgent)several.Agent).Shards.Should().Be(shards);
        one.Step.Should().Be(several.Step);
        using var untrained = _runs.Start("untrained", spec);
        var (start, end, other) = (Parameters(untrained), Parameters(one), Parameters(several));
        var moved = end.Zip(start, (left, right) => Math.Abs(left - right)).Max();
        var apart = end.Zip(other, (left, right) => Math.Abs(left - right)).Max();
        moved.Should().BePositive();
        apart.Should().BeLessThan(moved / 100);
        var rows = _runs.Lines("one", "metrics.jsonl").Zip(_runs.Lines("several", "metrics.jsonl"), (left, right) => (Row(left), Row(right))).ToArray();
        rows.Should().HaveCount(28);
        rows[^1].Item1.Should().ContainKey("optimizer/gradient_norm");
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
    [InlineData("dqn", "CartPole-v1", "hidden=32", "priority-exponent=0.6", "priority-correction=0.5", "steps=3")]
    [InlineData("sac", "Pendulum-v1", "hidden=32")]
    [InlineData("sac", "CartPole-v1", "hidden=32")]
    [InlineData("ddpg", "Pendulum-v1", "hidden=32")]
    public void TheSameNumberOfShardsGivesTheSameBitsThroughAResume(string agent, string environment, params string[] options)
    {
        var spec = RunFixture.Spec(agent, 2_000, environment, [.. s_small, .. options]) with { Shards = 3 };
        using var whole = Train("whole", spec);
        using (var half = _runs.Start("parts", spec with { Steps = 1_000 }))
        {
            half.Train(new SilentObserver(), CancellationToken.None);
        }

        using var resumed = _runs.Resume("parts", new RunOverrides { Steps = 2_000, Shards = 3 });
        resumed.Train(new SilentObserver(), CancellationToken.None);
        Parameters(resumed).Should().Equal(Parameters(whole));
        _runs.Lines("parts", "metrics.jsonl").Should().Equal(_runs.Lines("whole", "metrics.jsonl"));
        var other = () => _runs.Resume("parts", new RunOverrides { Shards = 2 });
        other.Should().Throw<RunException>().WithMessage("*shards: 3, not 2*");
    }

    [Fact]
    public void RunningStatisticsOfTheEnvironmentsAreAllowed()
    {
        using var run = Train("run", RunFixture.Spec("sac", 400, "Pendulum-v1", [.. s_small, "hidden=16"]) with { Shards = 2, Normalize = Normalization.Both });
        run.Agent.Parameters.Should().AllSatisfy(parameters => parameters.AreFinite().Should().BeTrue());
    }

    [Fact]
    public void ARunWithShardsIsEvaluatedWithoutThem()
    {
        Train("run", RunFixture.Spec("dqn", 400, "CartPole-v1", [.. s_small, "hidden=16"]) with { Shards = 2 }).Dispose();
        var (agent, file, _) = RunComposition.LoadAgent(_runs.Directory_("run"), RunFixture.Agents, EnvironmentCatalog.Find, TorchSharp.torch.CPU, _ => { });
        using (agent)
        {
            file.Shards.Should().Be(2);
            ((IMinibatchAgent)agent).Shards.Should().Be(1);
        }
    }

    [Theory]
    [InlineData("dqn", "CartPole-v1")]
    [InlineData("sac", "Pendulum-v1")]
    [InlineData("sac", "CartPole-v1")]
    [InlineData("ddpg", "Pendulum-v1")]
    public void MoreShardsThanTransitionsAreRefused(string agent, string environment)
    {
        var start = () => _runs.Start("refused", RunFixture.Spec(agent, 400, environment, [.. s_small, "batch-size=4"]) with { Shards = 5 });
        start.Should().Throw<OptionsException>().WithMessage("*shards is 5*1 to 4*");
    }

    public void Dispose() => _runs.Dispose();

    private static Dictionary<string, double> Row(string line)
        => JsonNode.Parse(line)!.AsObject().Where(field => field.Value?.GetValueKind() == JsonValueKind.Number).ToDictionary(field => field.Key, field => field.Value!.GetValue<double>());

    private static float[] Parameters(TrainingRun run) => [.. run.Agent.Parameters.SelectMany(parameters => parameters.Values.data<float>().ToArray())];

    private TrainingRun Train(string name, RunSpec spec)
    {
        var run = _runs.Start(name, spec);
        run.Train(new SilentObserver(), CancellationToken.None).Status.Should().Be(RunStatus.Completed);
        return run;
    }
}
