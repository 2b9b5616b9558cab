using SoftRL.Testing;

namespace SoftRL.Cli.Tests;

public sealed class VerifyTests
{
    [Fact]
    public void TheProofHolds()
    {
        var run = CliRun.Of("verify", "--json");
        run.ExitCode.Should().Be(0, run.Error);
        run.Json["passed"]!.GetValue<bool>().Should().BeTrue();
        run.Json["rows"]!.AsArray().Should().NotBeEmpty().And.OnlyContain(row => row!["passed"]!.GetValue<bool>());
        run.Json["rows"]![0]!.AsObject().Select(pair => pair.Key).Should().Equal("name", "equation", "residual", "limit", "passed");
        run.Error.Should().Contain("residual").And.NotContain("FAIL");
    }

    [Fact]
    public void ALineThatFailsIsShownAndFailsTheReport()
    {
        var report = new VerificationReport([new("MDP", "holds", "(1)", 1e-14, 1e-10), new("MDP", "fails [here]", "(2)", double.NaN, 1e-10, "why")]);
        var json = VerifyCommand.Json(report);
        json["passed"]!.GetValue<bool>().Should().BeFalse();
        json["rows"]![1]!["residual"].Should().BeNull("NaN is not JSON");
        using var output = new StringWriter();
        VerifyCommand.Print(report, new Terminal(output, TextWriter.Null, live: false));
        output.ToString().Should().Contain("FAIL").And.Contain("fails [here]").And.Contain("why").And.Contain("1.0e-14");
    }
}
