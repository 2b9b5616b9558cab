using System.Text.Json.Nodes;

namespace SoftRL.Cli.Tests;

/// <summary>Signals, in processes of their own.</summary>
public sealed class InterruptionTests : IDisposable
{
    private const string Steps = "60000";
    private readonly TemporaryDirectory _directory = new();

    [Theory]
    [InlineData(CliProcess.Interrupt)]
    [InlineData(CliProcess.Terminate)]
    public void ASignalSavesACheckpointAndExitsWith130AndTheRunGoesOnBitForBit(int signal)
    {
        using (var process = Start("stopped"))
        {
            process.WaitForError("/s  ");
            process.Signal(signal);
            var stopped = process.Finish();
            stopped.ExitCode.Should().Be(130);
            stopped.Json["status"]!.GetValue<string>().Should().Be("interrupted");
            stopped.Json["steps"]!.GetValue<long>().Should().BeInRange(1, 59_999);
            stopped.Error.Should().Contain("Stopping: saving a checkpoint").And.Contain("--resume");
        }

        GoesOnAsIfNothingHadHappened();
    }

    [Fact]
    public void AKilledRunGoesOnBitForBitFromItsLastCheckpoint()
    {
        using (var process = Start("stopped"))
        {
            process.WaitForError("/s  ");
            process.Signal(CliProcess.Kill);
            process.Finish().ExitCode.Should().Be(128 + CliProcess.Kill);
        }

        GoesOnAsIfNothingHadHappened();
    }

    [Fact]
    public void ASecondCtrlCEndsTheProcessAtOnce()
    {
        // A long final evaluation is in the way of an orderly end.
        using var process = new CliProcess("train", "a2c", "--env", "CartPole-v1", "--steps", "1e9", "--eval-every", "2000", "--eval-episodes", "1000000", "--out", _directory["run"]);
        process.WaitForError("/s  ");
        process.Signal(CliProcess.Interrupt);
        process.WaitForError("Stopping");
        process.Signal(CliProcess.Interrupt);
        process.Finish().ExitCode.Should().Be(128 + CliProcess.Interrupt);
    }

    public void Dispose() => _directory.Dispose();

    private CliProcess Start(string name, params string[] more)
        => new(["train", "softq", "--env", "CartPole-v1", "--steps", Steps, "--seed", "5", "--eval-every", "20000", "--checkpoint-every", "5000", "--out", _directory[name], "--json", .. more]);

    private void GoesOnAsIfNothingHadHappened()
    {
        using (var resumed = new CliProcess("train", "--resume", _directory["stopped"], "--json"))
        {
            resumed.Finish().ExitCode.Should().Be(0);
        }

        using (var whole = Start("whole"))
        {
            whole.Finish().ExitCode.Should().Be(0);
        }

        foreach (var part in new[] { "model.safetensors", "model.optimizer.safetensors", "environments.bin" })
        {
            Last("stopped", part).Should().Equal(Last("whole", part), $"{part} must not differ");
        }

        Rows("stopped", "metrics.jsonl").Should().Equal(Rows("whole", "metrics.jsonl"));
        Rows("stopped", "evaluations.jsonl").Should().Equal(Rows("whole", "evaluations.jsonl"));
    }

    private byte[] Last(string name, string part)
        => File.ReadAllBytes(Directory.GetFiles(_directory[name], part, SearchOption.AllDirectories).Order(StringComparer.Ordinal).Last());

    // Without what the clock says.
    private string[] Rows(string name, string file) =>
    [
        .. File.ReadLines(Path.Combine(_directory[name], file)).Select(line =>
        {
            var row = JsonNode.Parse(line)!.AsObject();
            row.Remove("seconds").Should().BeTrue();
            row.Remove("steps_per_second");
            return row.ToJsonString();
        }),
    ];
}
