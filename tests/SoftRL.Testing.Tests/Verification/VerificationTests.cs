using TorchSharp;

namespace SoftRL.Testing.Tests;

public sealed class VerificationTests : IClassFixture<VerificationTests.FirstRun>
{
    private readonly VerificationReport report;

    public VerificationTests(FirstRun run) => report = run.Report;

    [Fact]
    public void EveryLineHolds()
    {
        report.Rows.Where(row => !row.Passed).Should().BeEmpty();
        report.Passed.Should().BeTrue();
    }

    [Fact]
    public void NamesAreDifferentAndEveryLineSaysWhereItIsClaimed()
    {
        report.Rows.Select(row => row.Section + row.Name).Should().OnlyHaveUniqueItems();
        report.Rows.Should().OnlyContain(row => row.Equation.Length > 0 && row.Section.Length > 0);
    }

    [Fact]
    public void TheMainIdentityIsCheckedForEveryPriorAndNetworkWithinRounding()
    {
        var main = report.Rows.Where(row => row.Equation == "PG-SQL (58)-(65)").ToArray();
        main.Should().HaveCount(15).And.OnlyContain(row => row.Limit <= 1e-10 && row.Detail.StartsWith("12 cases", StringComparison.Ordinal));
        foreach (var prior in new[] { "uniform", "non-uniform", "masked" })
        {
            foreach (var network in new[] { "tabular", "linear", "MLP", "convolutional", "dueling head" })
            {
                main.Should().ContainSingle(row => row.Name.Contains($", {prior} π̄, {network} Q", StringComparison.Ordinal));
            }
        }
    }

    [Theory]
    [InlineData("Bandit", 3)]
    [InlineData("MDP", 16)]
    [InlineData("Stream scales", 2)]
    [InlineData("Sampled", 3)]
    [InlineData("Natural gradient", 10)]
    [InlineData("Return gradient", 5)]
    [InlineData("Negative controls", 7)]
    [InlineData("Errata PG-SQL", 36)]
    [InlineData("Errata KLRL", 24)]
    [InlineData("Errata DSPG", 3)]
    public void EverySectionIsComplete(string section, int lines) =>
        report.Rows.Count(row => row.Section == section).Should().Be(lines);

    [Fact]
    public void TheSampledEstimatorsShowTheirVariances() =>
        report.Rows.Where(row => row.Section == "Sampled").Should().OnlyContain(row => row.Detail.Contains("variance", StringComparison.Ordinal))
            .And.Contain(row => row.Detail.StartsWith("100000 steps", StringComparison.Ordinal));

    [Fact]
    public void ASecondRunGivesTheSameBitsAndLeavesNothingBehind()
    {
        VerificationReport? again = null;
        TensorLeak.AssertNone(() => again = SoftRL.Testing.Verification.Run());
        again!.Rows.Should().Equal(report.Rows);
    }

    [Fact]
    public void StopsWhenCancelledAndReportsLinesAsTheyFinish()
    {
        using var source = new CancellationTokenSource();
        var seen = new List<VerificationRow>();
        var progress = new Immediate(row =>
        {
            seen.Add(row);
            source.Cancel();
        });
        ((Action)(() => SoftRL.Testing.Verification.Run(progress, source.Token))).Should().Throw<OperationCanceledException>();
        seen.Should().Equal(report.Rows[0]);
    }

    [Fact]
    public void AResidualThatIsNotANumberFailsAndSoDoesAnEmptyReport()
    {
        new VerificationRow("s", "n", "e", double.NaN, 1).Passed.Should().BeFalse();
        new VerificationRow("s", "n", "e", 1, 1).Passed.Should().BeTrue();
        new VerificationReport([]).Passed.Should().BeFalse();
        new VerificationReport([new VerificationRow("s", "n", "e", 2, 1)]).Passed.Should().BeFalse();
    }

    /// <summary>One run for all tests.</summary>
    public sealed class FirstRun
    {
        /// <summary>Inside no_grad, which the proof must not mind.</summary>
        public FirstRun()
        {
            using var frozen = torch.no_grad();
            Report = SoftRL.Testing.Verification.Run();
        }

        public VerificationReport Report { get; }
    }

    private sealed class Immediate(Action<VerificationRow> action) : IProgress<VerificationRow>
    {
        public void Report(VerificationRow value) => action(value);
    }
}
