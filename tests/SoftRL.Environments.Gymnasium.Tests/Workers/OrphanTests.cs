using System.Diagnostics;

namespace SoftRL.Environments.Gymnasium.Tests;

/// <summary>No worker outlives the process that started it, nor what the worker started, however that process ends.</summary>
public sealed class OrphanTests
{
    [Theory]
    [InlineData("KILL", "{}")]
    [InlineData("TERM", "{}")]
    [InlineData("INT", "{}")]
    [InlineData("KILL", """ "fault": "hang", "at": 5 """)]
    [InlineData("KILL", """ "fault": "hang in native code", "at": 5 """)]
    public void TheEndOfTheParentEndsItsWorkers(string signal, string fault)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        using var noted = new NotedDirectory();
        using var parent = Start($$"""{"pids": "{{noted.Path}}", "child": true{{(fault == "{}" ? "" : ",")}} {{fault.Trim('{', '}')}}}""");
        parent.StandardOutput.ReadLine().Should().Be("playing");
        Thread.Sleep(300);
        var ids = Processes.Noted(noted.Path);
        ids.Should().HaveCount(4, "two workers, and a process that each of them started");
        ids.Should().OnlyContain(id => Processes.Runs(id));

        Send(signal, parent.Id);
        parent.WaitForExit(60_000).Should().BeTrue();
        Processes.EndWithin(20, ids).Should().BeTrue();
    }

    [Fact]
    public void CtrlCReachesTheParentAloneAndEndsAll()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        using var noted = new NotedDirectory();
        using var parent = Start($$"""{"pids": "{{noted.Path}}", "child": true}""");
        parent.StandardOutput.ReadLine().Should().Be("playing");
        var ids = Processes.Noted(noted.Path);
        foreach (var id in ids)
        {
            // The group of a process is the fifth field; a terminal's Ctrl-C goes to a group.
            var fields = File.ReadAllText($"/proc/{id}/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            fields[2].Should().NotBe($"{parent.Id}");
        }

        Send("INT", -parent.Id);
        parent.WaitForExit(60_000).Should().BeTrue();
        Processes.EndWithin(20, ids).Should().BeTrue();
    }

    [Fact]
    public void AWorkerIgnoresCtrlC()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        using var noted = new NotedDirectory();
        using var toys = Toys.Play($$"""{"pids": "{{noted.Path}}"}""", count: 1);
        toys.Reset();
        Send("INT", Processes.Noted(noted.Path)[0]);
        for (var step = 0; step < 20; step++)
        {
            toys.Step([1]);
        }

        toys.Rewards[0].Should().Be(1.5f);
    }

    // setsid makes the parent the leader of a group, as a terminal does.
    private static Process Start(string arguments) => Process.Start(new ProcessStartInfo(
        "setsid", [Environment.ProcessPath!, typeof(OrphanTests).Assembly.Location, arguments]) { RedirectStandardOutput = true })!;

    private static void Send(string signal, int id)
    {
        using var kill = Process.Start("kill", [$"-{signal}", "--", $"{id}"]);
        kill.WaitForExit();
        kill.ExitCode.Should().Be(0);
    }
}
