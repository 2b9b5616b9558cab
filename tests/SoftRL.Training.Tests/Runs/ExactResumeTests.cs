namespace SoftRL.Training.Tests;

public sealed class ExactResumeTests : IDisposable
{
    private readonly RunFixture _runs = new();

    [Theory]
    [InlineData("softq", "CartPole-v1")]
    [InlineData("a2c", "CartPole-v1")]
    [InlineData("softq", "MinAtar/Breakout-v1")]
    [InlineData("softq", "CartPole-v1", "head=plain", "temperature=0.1", "target-update-steps=500")]
    [InlineData("a2c", "CartPole-v1", "optimizer=adam", "lambda=0.9", "learning-rate=linear:1e-3:0")]
    public void TrainingTwiceAsLongEqualsTrainingBeingStoppedAndResuming(string agent, string environment, params string[] options)
    {
        var spec = RunFixture.Spec(agent, 4_000, environment, options);
        using var whole = _runs.Start("whole", spec);
        var expected = whole.Train(new SilentObserver(), CancellationToken.None);

        using (var first = _runs.Start("parts", spec))
        using (var stop = new CancellationTokenSource())
        {
            var summary = first.Train(new StopAt(2_000, stop), stop.Token);
            summary.Status.Should().Be(RunStatus.Interrupted);
            summary.Steps.Should().BeLessThan(4_000);
            summary.Evaluation.Should().BeNull();
        }

        using var second = _runs.Resume("parts");
        var actual = second.Train(new SilentObserver(), CancellationToken.None);
        RunFixture.Parameters(second).Should().Equal(RunFixture.Parameters(whole));
        actual.Evaluation.Should().Be(expected.Evaluation);
        actual.TrainingReturn.Should().Be(expected.TrainingReturn);
        _runs.Lines("parts", "metrics.jsonl").Should().Equal(_runs.Lines("whole", "metrics.jsonl"));
        _runs.Lines("parts", "evaluations.jsonl").Should().Equal(_runs.Lines("whole", "evaluations.jsonl"));
    }

    [Fact]
    public void ALongerRunContinuesAFinishedOneAsIfItHadBeenLongFromTheStart()
    {
        using var whole = _runs.Start("whole", RunFixture.Spec(steps: 4_000));
        var expected = whole.Train(new SilentObserver(), CancellationToken.None);
        using (var first = _runs.Start("parts", RunFixture.Spec(steps: 2_000)))
        {
            first.Train(new SilentObserver(), CancellationToken.None).Status.Should().Be(RunStatus.Completed);
        }

        using var second = _runs.Resume("parts", new RunOverrides { Steps = 4_000 });
        var actual = second.Train(new SilentObserver(), CancellationToken.None);
        RunFixture.Parameters(second).Should().Equal(RunFixture.Parameters(whole));
        actual.Evaluation.Should().Be(expected.Evaluation);
        _runs.Lines("parts", "metrics.jsonl").Should().Equal(_runs.Lines("whole", "metrics.jsonl"));
        _runs.Lines("parts", "evaluations.jsonl").Should().Equal(_runs.Lines("whole", "evaluations.jsonl"));
    }

    [Fact]
    public void WhatWasLoggedAfterTheLastCheckpointIsWrittenAgainAndNotTwice()
    {
        var spec = RunFixture.Spec(steps: 3_000);
        using var whole = _runs.Start("whole", spec);
        whole.Train(new SilentObserver(), CancellationToken.None);

        // A kill leaves the directory as it is at that moment: copy it while the run goes on.
        using (var run = _runs.Start("running", spec))
        {
            run.Train(new CopyAt(1_600, _runs.Directory_("running"), _runs.Directory_("killed")), CancellationToken.None);
        }

        using var resumed = _runs.Resume("killed");
        resumed.Step.Should().BeInRange(1_000, 1_600);
        resumed.Train(new SilentObserver(), CancellationToken.None);
        RunFixture.Parameters(resumed).Should().Equal(RunFixture.Parameters(whole));
        _runs.Lines("killed", "metrics.jsonl").Should().Equal(_runs.Lines("whole", "metrics.jsonl"));
        _runs.Lines("killed", "evaluations.jsonl").Should().Equal(_runs.Lines("whole", "evaluations.jsonl"));
    }

    [Fact]
    public void ARunKilledBeforeItsFirstCheckpointStartsOver()
    {
        var spec = RunFixture.Spec(steps: 2_000);
        using var whole = _runs.Start("whole", spec);
        whole.Train(new SilentObserver(), CancellationToken.None);
        using (var run = _runs.Start("running", spec))
        {
            run.Train(new CopyAt(800, _runs.Directory_("running"), _runs.Directory_("killed")), CancellationToken.None);
        }

        using var resumed = _runs.Resume("killed");
        resumed.Step.Should().Be(0);
        resumed.Train(new SilentObserver(), CancellationToken.None);
        RunFixture.Parameters(resumed).Should().Equal(RunFixture.Parameters(whole));
        _runs.Lines("killed", "metrics.jsonl").Should().Equal(_runs.Lines("whole", "metrics.jsonl"));
    }

    [Theory]
    [InlineData("model.safetensors", false)]
    [InlineData("state.bin", true)]
    [InlineData("environments.bin", false)]
    public void ADamagedCheckpointIsRefusedByNameAndThePreviousOneIsUsed(string part, bool truncate)
    {
        using (var run = _runs.Start("run", RunFixture.Spec(steps: 3_000)))
        {
            run.Train(new SilentObserver(), CancellationToken.None);
        }

        var newest = Directory.GetDirectories(Path.Combine(_runs.Directory_("run"), "checkpoints")).Order(StringComparer.Ordinal).Last();
        var path = Path.Combine(newest, part);
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 0x10;
        File.WriteAllBytes(path, truncate ? bytes[..^5] : bytes);

        var warnings = new List<string>();
        using var resumed = _runs.Resume("run", warnings: warnings);
        resumed.Step.Should().BeLessThan(3_000).And.BePositive();
        warnings.Should().ContainSingle().Which.Should().Contain(Path.GetFileName(newest));
        using var whole = _runs.Start("whole", RunFixture.Spec(steps: 3_000));
        whole.Train(new SilentObserver(), CancellationToken.None);
        resumed.Train(new SilentObserver(), CancellationToken.None);
        RunFixture.Parameters(resumed).Should().Equal(RunFixture.Parameters(whole));
    }

    [Fact]
    public void WhenEveryCheckpointIsDamagedTheRunIsRefused()
    {
        using (var run = _runs.Start("run", RunFixture.Spec(steps: 1_000)))
        {
            run.Train(new SilentObserver(), CancellationToken.None);
        }

        foreach (var checkpoint in Directory.GetDirectories(Path.Combine(_runs.Directory_("run"), "checkpoints")))
        {
            File.WriteAllText(Path.Combine(checkpoint, "state.bin"), "no state");
        }

        var act = () => _runs.Resume("run");
        act.Should().Throw<CheckpointException>().WithMessage("*state.bin*");
    }

    public void Dispose() => _runs.Dispose();

    private sealed class StopAt(long step, CancellationTokenSource source) : IRunObserver
    {
        public void OnProgress(in RunProgress progress)
        {
            if (progress.Step >= step)
            {
                source.Cancel();
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

    private sealed class CopyAt(long step, string from, string to) : IRunObserver
    {
        private bool _done;

        public void OnProgress(in RunProgress progress)
        {
            if (progress.Step < step || _done)
            {
                return;
            }

            _done = true;
            foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
            {
                var copy = Path.Combine(to, Path.GetRelativePath(from, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
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
}
