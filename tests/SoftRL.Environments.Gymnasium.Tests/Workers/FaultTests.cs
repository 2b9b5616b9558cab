using System.Diagnostics;

namespace SoftRL.Environments.Gymnasium.Tests;

/// <summary>A worker that fails becomes an exception that says how, promptly, and leaves nothing running.</summary>
public sealed class FaultTests
{
    [Theory]
    [InlineData("raise", "*Environment 2 ('gym:Toy-v0') raised ValueError while stepping: the toy broke*in fail*a line before the fault*", 2)]
    [InlineData("exit", "*Environment 2*raised SystemExit while stepping: the toy called exit*", 2)]
    [InlineData("leave", "Worker 1 (environments 2..3 of 'gym:Toy-v0') ended with exit code 7 while stepping.*Last lines*leaving early*", null)]
    [InlineData("killed", "Worker 1 (environments 2..3 of 'gym:Toy-v0') ended with exit code 137 while stepping.*", null)]
    [InlineData("leave a child behind", "Worker 1 (environments 2..3 of 'gym:Toy-v0') ended with exit code 8 while stepping.*", null)]
    [InlineData("hang", "Worker 1 * did not answer within 1.5 s while stepping, and was stopped.*Last lines*sleeping now*", null)]
    [InlineData("hang in native code", "Worker 1 * did not answer within 1.5 s while stepping, and was stopped.*", null)]
    [InlineData("letter", "Worker 1 * answered the byte 90 while stepping, and was stopped.*", null)]
    [InlineData("no json", "Worker 1 * answered a report that is no JSON while stepping, and was stopped.*", null)]
    [InlineData("nan", "Environment 2 ('gym:Toy-v0'), step 3 of its episode 0, left element 2 of its observation NaN.", 2)]
    [InlineData("reward", "Environment 2 ('gym:Toy-v0'), step *gave the reward NaN and the end 0.", 2)]
    [InlineData("end", "Environment 2 ('gym:Toy-v0'), step *gave the reward 1.5 and the end 9.", 2)]
    public void AFaultIsReportedAndAResetStartsAnew(string fault, string message, int? index)
    {
        using var noted = new NotedDirectory();
        var arguments = $$"""{"length": 4, "fault": "{{fault}}", "at": 3, "index": 2, "pids": "{{noted.Path}}", "child": true}""";
        var limit = fault.StartsWith("hang", StringComparison.Ordinal) ? 1.5 : 60;
        using var toys = Toys.Play(arguments, count: 4, workers: 2, options: Toys.Options with { StepSeconds = limit });
        for (var life = 0; life < 2; life++)
        {
            toys.Reset();
            toys.Step([1, 1, 1, 1]);
            toys.Step([1, 1, 1, 1]);
            var failure = FluentActions.Invoking(() => toys.Step([1, 1, 1, 1])).Should().Throw<EnvironmentException>().WithMessage(message).Which;
            failure.EnvironmentIndex.Should().Be(index);
            Processes.EndWithin(20, Processes.Noted(noted.Path)).Should().BeTrue("a failure ends the workers");
            FluentActions.Invoking(() => toys.Step([1, 1, 1, 1])).Should().Throw<InvalidOperationException>().WithMessage("*Reset*");
        }
    }

    [Theory]
    [InlineData("raise", "construct", "*raised ValueError while starting: the toy broke*")]
    [InlineData("leave", "construct", "Worker 0 (environments 0..0 of 'gym:Toy-v0') ended with exit code 7 while starting.*leaving early*")]
    [InlineData("hang", "construct", "Worker 0 * did not answer within 1.5 s while starting, and was stopped.*")]
    [InlineData("raise", "attach", "*raised ValueError while making its environments: the toy broke*")]
    [InlineData("leave", "attach", "Worker 0 * ended with exit code 7 while making its environments.*")]
    [InlineData("alien", "", "The worker described its environments in a way that is not understood:*wide*")]
    [InlineData("space", "construct", "'gym:Toy-v0' cannot be played: observations Dict('a': Discrete(2)): only some are supported.")]
    public void AFaultBeforeTheFirstStepIsReported(string fault, string place, string message)
    {
        using var noted = new NotedDirectory();
        var arguments = $$"""{"fault": "{{fault}}", "place": "{{place}}", "pids": "{{noted.Path}}"}""";
        var options = Toys.Options with { StartSeconds = fault == "hang" ? 1.5 : 60 };
        FluentActions.Invoking(() => Toys.Play(arguments, count: 1, options: options)).Should().Throw<EnvironmentException>().WithMessage(message);
        Processes.EndWithin(20, Processes.Noted(noted.Path)).Should().BeTrue();
    }

    [Fact]
    public void WorkersWhoseEnvironmentsDifferAreRefused() =>
        FluentActions.Invoking(() => Toys.Play("""{"fault": "unlike"}""", count: 2, workers: 2))
            .Should().Throw<EnvironmentException>().WithMessage("Worker 1 * made environments that differ from those of worker 0.");

    [Fact]
    public void WhatIsMissingIsNamedWithTheCommandThatMendsIt()
    {
        FluentActions.Invoking(() => Toys.Play("""{"fault": "pip", "place": "construct"}"""))
            .Should().Throw<EnvironmentUnavailableException>()
            .WithMessage($"Python has no module 'gymnasium'. Install it with: {Toys.Options.ResolvedPython} -m pip install gymnasium");
        FluentActions.Invoking(() => Toys.Play("""{"fault": "unknown", "place": "construct"}"""))
            .Should().Throw<UnknownEnvironmentException>().WithMessage("*'gym:Toy-v0'*does not exist*gym:CartPole-v1*");
    }

    [Theory]
    [InlineData("/nowhere/python3")]
    [InlineData("no-such-python")]
    public void APythonThatIsNotThereIsUnavailable(string python) =>
        FluentActions.Invoking(() => GymnasiumEnvironments.TryFind("gym:CartPole-v1", new GymnasiumOptions { Python = python }))
            .Should().Throw<EnvironmentUnavailableException>().WithMessage($"*'{python}'*--python PATH*SOFTRL_PYTHON*pip install gymnasium*");

    [Fact]
    public void AProgramThatIsNoPythonIsReported()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        FluentActions.Invoking(() => GymnasiumEnvironments.TryFind("gym:CartPole-v1", new GymnasiumOptions { Python = "/bin/ls" }))
            .Should().Throw<EnvironmentException>().WithMessage("Worker 0 * ended with exit code * while starting.*Last lines*");
    }

    [Fact]
    public void WhatEnvironmentsPrintHarmsNothing()
    {
        using var toys = Toys.Play("""{"prints": true}""", count: 2, workers: 2);
        toys.Reset();
        for (var step = 0; step < 20; step++)
        {
            toys.Step([1, 1]);
        }

        toys.Rewards.ToArray().Should().Equal(1.5f, 1.5f);
    }

    [Fact]
    public void DisposalEndsTheWorkersAndLetsThemCloseTheirEnvironments()
    {
        using var noted = new NotedDirectory();
        var closed = Path.Combine(noted.Path, "..", $"{Path.GetFileName(noted.Path)}.closed");
        var toys = Toys.Play($$"""{"pids": "{{noted.Path}}", "closed": "{{closed}}"}""", count: 2, workers: 1);
        toys.Reset();
        var ids = Processes.Noted(noted.Path);
        ids.Should().HaveCount(1);
        ids.Should().OnlyContain(id => Processes.Runs(id));
        toys.Dispose();
        toys.Dispose();
        Processes.EndWithin(20, ids).Should().BeTrue();
        File.Exists(closed).Should().BeTrue("the environments were closed");
        File.Delete(closed);
        FluentActions.Invoking(() => toys.Step([0, 0])).Should().Throw<ObjectDisposedException>();
        FluentActions.Invoking(toys.Reset).Should().Throw<ObjectDisposedException>();
    }

    [Fact]
    public void StubbornWorkersAreKilledTogether()
    {
        using var noted = new NotedDirectory();
        var toys = Toys.Play(
            $$"""{"pids": "{{noted.Path}}", "fault": "stubborn", "child": true}""", count: 3, workers: 3, options: Toys.Options with { CloseSeconds = 3 });
        toys.Reset();
        var ids = Processes.Noted(noted.Path);
        ids.Should().HaveCount(6, "each worker started a process of its own");
        var watch = Stopwatch.StartNew();
        toys.Dispose();
        watch.Elapsed.TotalSeconds.Should().BeLessThan(8, "their three seconds are the same");
        Processes.EndWithin(20, ids).Should().BeTrue();
    }

    [Fact]
    public void NothingStaysBehindInTheFileSystem()
    {
        var before = Directories();
        using (var toys = Toys.Play(count: 2, workers: 2))
        {
            Directories().Should().BeEquivalentTo(before, "the workers have opened what they need");
            toys.Reset();
        }

        FluentActions.Invoking(() => Toys.Play("""{"fault": "raise", "place": "construct"}""")).Should().Throw<EnvironmentException>();
        Directories().Should().BeEquivalentTo(before);

        static string[] Directories() =>
            [.. new[] { "/dev/shm", Path.GetTempPath() }.Where(Directory.Exists).SelectMany(parent => Directory.GetDirectories(parent, WorkerDirectory.Prefix + "*"))];
    }

    [Fact]
    public void WorkersConnectToAPortWhereThereAreNoUnixSockets()
    {
        using var toys = new GymnasiumVectorEnvironment(Toys.Setup() with { UseLoopback = true }, 3, seed: 1, workers: 2);
        toys.Reset();
        toys.Step([1, 2, 3]);
        toys.Rewards.ToArray().Should().Equal(1.5f, 2.5f, 3.5f);
    }
}
