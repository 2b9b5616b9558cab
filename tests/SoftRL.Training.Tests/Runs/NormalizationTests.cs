using SoftRL.Environments;

namespace SoftRL.Training.Tests;

public sealed class NormalizationTests : IDisposable
{
    private readonly RunFixture _runs = new();

    [Theory]
    [InlineData(Normalization.Observations)]
    [InlineData(Normalization.Both)]
    public void StoppingAndResumingChangesNothingWithStatisticsOnTheWay(Normalization kind)
    {
        var spec = RunFixture.Spec() with { Normalize = kind };
        using var whole = _runs.Start("whole", spec);
        whole.Train(new SilentObserver(), CancellationToken.None);
        using (var half = _runs.Start("parts", spec with { Steps = 2_000 }))
        {
            half.Train(new SilentObserver(), CancellationToken.None);
        }

        using var resumed = _runs.Resume("parts", new RunOverrides { Steps = 4_000 });
        resumed.Train(new SilentObserver(), CancellationToken.None);
        RunFixture.Parameters(resumed).Should().Equal(RunFixture.Parameters(whole));
        _runs.Lines("parts", "metrics.jsonl").Should().Equal(_runs.Lines("whole", "metrics.jsonl"));
        RunFile.Read(_runs.Directory_("whole")).Normalize.Should().Be(kind);
    }

    [Theory]
    [InlineData(Normalization.None)]
    [InlineData(Normalization.Observations)]
    [InlineData(Normalization.Rewards)]
    [InlineData(Normalization.Both)]
    public void EvaluationSeesWhatTheAgentWasTrainedOnAndCountsTheRewardsThatWereGiven(Normalization kind)
    {
        using (var run = _runs.Start("run", RunFixture.Spec(steps: 2_000) with { Normalize = kind }))
        {
            run.Train(new SilentObserver(), CancellationToken.None);
        }

        var result = RunEvaluation.Evaluate(_runs.Directory_("run"), 4, 3, ActionChoice.Sampled, RunFixture.Agents, EnvironmentCatalog.Find, _ => { });
        result.MeanReturn.Should().Be(result.MeanLength, "CartPole gives one per step");
        var statistics = Directory.GetFiles(_runs.Directory_("run"), "normalization.bin", SearchOption.AllDirectories);
        (statistics.Length > 0).Should().Be(kind != Normalization.None);
    }

    [Fact]
    public void ResumingWithAnotherNormalisationSaysSo()
    {
        using (var run = _runs.Start("run", RunFixture.Spec(steps: 400)))
        {
            run.Train(new SilentObserver(), CancellationToken.None);
        }

        var act = () => _runs.Resume("run", new RunOverrides { Normalize = Normalization.Both });
        act.Should().Throw<RunException>().WithMessage("*normalize: None, not Both*");
    }

    public void Dispose() => _runs.Dispose();
}
