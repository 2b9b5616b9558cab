using SoftRL.Training;

namespace SoftRL.Cli.Tests;

public sealed class ProgressTextTests
{
    private static readonly RunProgress s_progress = new(120_000, 500_000, 40_000, 77, 12.3456, new UpdateReport(0.03421, 0.5, 0.9123, 0.1, 0.2, 7e-4));

    [Fact]
    public void ALineHasAllFigures()
        => ProgressText.Line(s_progress).Should().Be("120,000/500,000 steps  40,000/s  return 12.35  entropy 0.9123  loss 0.03421  0:10 left");

    [Theory]
    [InlineData(200, "120,000  40,000/s  return 12.35  entropy 0.9123  loss 0.03421  0:10 left")]
    [InlineData(60, "120,000  40,000/s  return 12.35  entropy 0.9123  0:10 left")]
    [InlineData(45, "120,000  40,000/s  return 12.35  0:10 left")]
    [InlineData(5, "120,000  return 12.35")]
    public void ANarrowTerminalKeepsWhatMattersMost(int room, string expected) => ProgressText.Line(s_progress, room).Should().Be(expected);

    [Fact]
    public void WhatIsNotKnownYetIsADash()
        => ProgressText.Line(new RunProgress(16, 100, 0, 0, double.NaN, null)).Should().Be("16/100 steps  0/s  return –  entropy –  loss –  – left");

    [Fact]
    public void AnEvaluationSaysItsSpread()
        => ProgressText.Line(50_000, new EvaluationResult(20, 9.5, 2.25, 5, 14, 9.5, 1)).Should().Be("evaluation at 50,000: 9.5 ± 2.25 over 20 episodes");
}
