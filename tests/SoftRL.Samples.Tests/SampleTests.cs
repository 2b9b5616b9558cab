using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace SoftRL.Samples.Tests;

/// <summary>The samples do what they say, as programs of their own, in little time.</summary>
public sealed class SampleTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("softrl-sample-").FullName;

    private static string Samples =>
        Path.Combine(
            typeof(SampleTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(fact => fact.Key == "RepositoryRoot").Value!,
            "samples");

    private string Run => Path.Combine(directory, "run");

    [Fact]
    public void AnEnvironmentOfOnesOwnKeepsTheContractAndIsTrainedOn()
    {
        var (code, output) = Start("CustomEnvironment", "20000", Run);
        code.Should().Be(0, output);
        output.Should().Contain("keeps the contract").And.Contain("Completed after 20000 steps");
        LinesOf("CustomEnvironment").Should().BeLessThanOrEqualTo(60);
    }

    /// <summary>With a Python that is not there, whatever the machine has.</summary>
    [Theory]
    [InlineData("SpaceInvaders", "a2c", "MinAtar/SpaceInvaders-v1")]
    [InlineData("Pong", "softq", "MinAtar/Breakout-v1")]
    public void AtariIsReplacedByMinAtarWhereItIsMissingAndSaysSo(string game, string agent, string environment)
    {
        var (code, output) = Start("Atari", game, agent, "2000", Run);
        code.Should().Be(0, output);
        output.Should().Contain($"trains on {environment} instead").And.Contain($"Training {agent} on {environment}").And.Contain("Completed after 2000 steps");
        LinesOf("Atari").Should().BeLessThanOrEqualTo(80);
    }

    [Fact]
    public void AtariKnowsItsAgents()
    {
        var (code, output) = Start("Atari", "Pong", "sarsa", "2000", Run);
        code.Should().Be(2);
        output.Should().Contain("a2c and softq");
    }

    [Fact]
    public void CartPoleIsTrainedOn()
    {
        var (code, output) = Start("TrainCartPole", "2000", Run);
        code.Should().Be(0, output);
        output.Should().Contain("Completed after 2000 steps");
    }

    [Fact]
    public void APriorIsTrainedFrozenAndKeptCloseTo()
    {
        var (code, output) = Start("ReferencePolicy", "12000", "1", Run);
        code.Should().Be(0, output);
        output.Should().Contain("Seed 1: the prior has").And.Contain("from scratch").And.Contain("with KL to the prior");
        // A step, two returns and a divergence, six times; the last at the end.
        var rows = output.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(words => words.Length == 4 && long.TryParse(words[0], out _)).ToArray();
        rows.Should().HaveCount(6);
        rows[^1][0].Should().Be("12000");
        rows.Should().OnlyContain(row => double.Parse(row[3], CultureInfo.InvariantCulture) >= 0);
        LinesOf("ReferencePolicy").Should().BeLessThanOrEqualTo(100);
    }

    [Fact]
    public void TheGradientOfALossIsChecked()
    {
        var (code, output) = Start("GradientEquivalence");
        code.Should().Be(0, output);
        output.Should().NotBeEmpty();
    }

    [Fact]
    public void EverySampleIsRunHere()
    {
        var text = string.Join('\n', Directory.GetFiles(Path.Combine(Samples, "..", "tests", "SoftRL.Samples.Tests"), "*.cs").Select(File.ReadAllText));
        Directory.GetDirectories(Samples).Select(path => Path.GetFileName(path)!).Where(name => !text.Contains($"Start(\"{name}\"", StringComparison.Ordinal))
            .Should().BeEmpty();
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);

    private static int LinesOf(string sample) => File.ReadLines(Path.Combine(Samples, sample, "Program.cs")).Count();

    private (int Code, string Output) Start(string sample, params string[] arguments)
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var program = Path.Combine(here.Parent!.Parent!.FullName, sample, here.Name, $"{sample}.dll");
        File.Exists(program).Should().BeTrue($"{program} is built with the tests");
        var start = new ProcessStartInfo(Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? Environment.ProcessPath : "dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = directory,
        };
        start.Environment["SOFTRL_PYTHON"] = Path.Combine(directory, "no-python-here");
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit(TimeSpan.FromMinutes(5)).Should().BeTrue();
        return (process.ExitCode, output + errors.Result);
    }
}
