using SoftRL.Environments;
using SoftRL.Testing;
using TorchSharp;

namespace SoftRL.Training.Tests;

public sealed class TrainingRunTests : IDisposable
{
    private readonly RunFixture _runs = new();

    [Theory]
    [InlineData("a2c")]
    [InlineData("softq")]
    public void TheSameSeedGivesTheSameBitsWhateverTheEnvironmentThreads(string agent)
    {
        float[] Train(string name, int threads, ulong seed)
        {
            using var run = _runs.Start(name, RunFixture.Spec(agent, 2_000) with { EnvironmentThreads = threads, Seed = seed });
            run.Train(new SilentObserver(), CancellationToken.None);
            return RunFixture.Parameters(run);
        }

        var expected = Train("one", 1, 3);
        Train("again", 1, 3).Should().Equal(expected);
        Train("two", 2, 3).Should().Equal(expected);
        Train("other", 1, 4).Should().NotEqual(expected);
    }

    [Fact]
    public void ARunDirectoryTellsWhatWasRunAndHowItEnded()
    {
        using var run = _runs.Start("run", RunFixture.Spec(steps: 1_000));
        var summary = run.Train(new SilentObserver(), CancellationToken.None);
        var file = RunFile.Read(_runs.Directory_("run"));
        file.Status.Should().Be(RunStatus.Completed);
        file.StepsDone.Should().Be(summary.Steps);
        file.FinalEvaluation.Should().Be(summary.Evaluation);
        file.ToSpec(RunFixture.Agents).Should().Be(RunFixture.Spec(steps: 1_000));
        summary.Evaluation!.Episodes.Should().Be(4);
        summary.StepsPerSecond.Should().BePositive();
        File.Exists(summary.CurvePath).Should().BeTrue();
        _runs.Lines("run", "metrics.jsonl").Should().NotBeEmpty();
    }

    [Fact]
    public void ARunIsNeverOverwritten()
    {
        using (_runs.Start("run", RunFixture.Spec(steps: 1_000)))
        {
        }

        var act = () => _runs.Start("run", RunFixture.Spec(steps: 1_000));
        act.Should().Throw<RunException>().WithMessage("*already holds a run*--resume*");
    }

    [Fact]
    public void ResumingWithOtherOptionsSaysWhichDiffer()
    {
        using (_runs.Start("run", RunFixture.Spec(steps: 1_000)))
        {
        }

        var act = () => _runs.Resume("run", new RunOverrides { Agent = "a2c", Seed = 8, AgentOptions = ["temperature=0.5"] });
        act.Should().Throw<RunException>().Which.Message.Should().ContainAll("agent", "seed: 7, not 8", "temperature", "0.5");
    }

    [Fact]
    public void ResumingWhatIsNoRunNamesTheDirectory()
    {
        var act = () => _runs.Resume("nothing");
        act.Should().Throw<RunException>().WithMessage("*nothing*run.json*");
        Directory.CreateDirectory(_runs.Directory_("broken"));
        File.WriteAllText(Path.Combine(_runs.Directory_("broken"), "run.json"), "{");
        var broken = () => _runs.Resume("broken");
        broken.Should().Throw<RunException>().WithMessage("*run.json*cannot be read*");
    }

    [Fact]
    public void AnUnwritableDirectoryIsRefusedAtTheStart()
    {
        var file = Path.Combine(_runs.Root, "file");
        File.WriteAllText(file, "not a directory");
        var act = () => _runs.Start("file/run", RunFixture.Spec(steps: 1_000));
        act.Should().Throw<RunException>().WithMessage("*cannot be written*");
    }

    [Fact]
    public void AMissingCudaDeviceIsSaidBeforeAnythingIsWritten()
    {
        if (torch.cuda.is_available())
        {
            return;
        }

        var act = () => _runs.Start("run", RunFixture.Spec(steps: 1_000) with { Device = "cuda" });
        act.Should().Throw<DeviceUnavailableException>().WithMessage("*--device cpu*");
        Directory.Exists(_runs.Directory_("run")).Should().BeFalse();
        var typo = () => _runs.Start("run", RunFixture.Spec(steps: 1_000) with { Device = "gpu" });
        typo.Should().Throw<ArgumentException>().WithMessage("*gpu*cpu, cuda*");
    }

    [Fact]
    public void APolicyThatDivergesStopsTheRunAndKeepsTheLastGoodCheckpoint()
    {
        using var run = _runs.Start("run", RunFixture.Spec("a2c", 4_000));
        var act = () => run.Train(new Poison(run, 1_600), CancellationToken.None);
        act.Should().Throw<DivergedException>().Which.Message.Should().ContainAll("step", "checkpoint", "step-000000001");
        RunFile.Read(_runs.Directory_("run")).Status.Should().Be(RunStatus.Diverged);
        using var resumed = _runs.Resume("run");
        resumed.Step.Should().BeInRange(1_000, 1_600);
        resumed.Agent.Parameters[0].AreFinite().Should().BeTrue();
    }

    [Fact]
    public void AnEnvironmentThatAnswersNotANumberIsNamed()
    {
        EnvironmentSpec Find(string id) => EnvironmentSpec.Of(id, "Breaks its contract.", () => new Broken());
        using var run = TrainingRun.Start(RunFixture.Spec("a2c", 1_000, "Broken-v0"), _runs.Directory_("run"), RunFixture.Agents, Find);
        var act = () => run.Train(new SilentObserver(), CancellationToken.None);
        act.Should().Throw<EnvironmentException>().WithMessage("*NaN*");
    }

    [Fact]
    public void AFrozenRunServesAsReferencePolicy()
    {
        using (var prior = _runs.Start("prior", RunFixture.Spec("a2c", 1_000)))
        {
            prior.Train(new SilentObserver(), CancellationToken.None);
        }

        foreach (var (agent, option) in new[] { ("a2c", "temperature=0.1"), ("softq", "head=dueling"), ("softq", "head=plain") })
        {
            var spec = RunFixture.Spec(agent, 1_000, options: [$"reference={_runs.Directory_("prior")}", option]);
            using var run = _runs.Start($"{agent}-{option}", spec);
            run.Train(new SilentObserver(), CancellationToken.None).Status.Should().Be(RunStatus.Completed);
        }

        var act = () => _runs.Start("wrong", RunFixture.Spec("a2c", 1_000, options: ["reference=unifrom"]));
        act.Should().Throw<OptionsException>().WithMessage("*unifrom*uniform, entropy*");
        var unfitting = () => _runs.Start("unfitting", RunFixture.Spec("a2c", 1_000, "MinAtar/Breakout-v1", $"reference={_runs.Directory_("prior")}"));
        unfitting.Should().Throw<OptionsException>().WithMessage("*does not fit*");
    }

    [Theory]
    [InlineData("a2c")]
    [InlineData("softq")]
    [InlineData("softq", "head=plain", "temperature=0.1")]
    public void NoTensorIsLeftBehind(string agent, params string[] options)
        => TensorLeak.AssertNone(() =>
        {
            using var run = _runs.Start($"leak {agent} {options.Length}", RunFixture.Spec(agent, 2_000, options: options));
            run.Train(new SilentObserver(), CancellationToken.None);
        });

    [Fact]
    public void EvaluationIsRepeatableAndReadsTheNewestCheckpoint()
    {
        using (var run = _runs.Start("run", RunFixture.Spec(steps: 1_000)))
        {
            run.Train(new SilentObserver(), CancellationToken.None);
        }

        EvaluationResult Evaluate(ulong seed, ActionChoice choice) => RunEvaluation.Evaluate(
            _runs.Directory_("run"), 5, seed, choice, RunFixture.Agents, EnvironmentCatalog.Find, _ => { });
        Evaluate(1, ActionChoice.Sampled).Should().Be(Evaluate(1, ActionChoice.Sampled));
        Evaluate(1, ActionChoice.Sampled).Should().NotBe(Evaluate(2, ActionChoice.Sampled));
        Evaluate(1, ActionChoice.Greedy).Episodes.Should().Be(5);
    }

    public void Dispose() => _runs.Dispose();

    private sealed class Poison(TrainingRun run, long step) : IRunObserver
    {
        public void OnProgress(in RunProgress progress)
        {
            if (progress.Step >= step)
            {
                using var frozen = torch.no_grad();
                run.Agent.Parameters[0].Values.fill_(float.NaN);
            }
        }

        public void OnEvaluation(long step, EvaluationResult result)
        {
        }

        public void OnCheckpoint(string path)
        {
        }

        public void OnWarning(string message)
        {
        }
    }

    private sealed class Broken : IEnvironment<int>
    {
        private int _steps;

        public ObservationSpace ObservationSpace { get; } = ObservationSpace.Uniform([2], -1, 1);

        public ActionSpace ActionSpace { get; } = new DiscreteActions(2);

        public void Reset(ulong seed, Span<float> observation) => observation.Clear();

        public StepResult Step(int action, Span<float> observation)
        {
            observation.Clear();
            observation[1] = ++_steps > 20 ? float.NaN : 0;
            return new StepResult(0, StepEnd.None);
        }

        public void Save(BinaryWriter writer) => writer.Write(_steps);

        public void Load(BinaryReader reader) => _steps = reader.ReadInt32();
    }
}
