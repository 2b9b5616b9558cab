using System.Text.Json.Nodes;

namespace SoftRL.Cli.Tests;

public sealed class TrainTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void TrainingLeavesARunAndPrintsItsScore()
    {
        var run = Train("a2c", "--steps", "2000");
        run.ExitCode.Should().Be(0);
        run.Output.Should().Contain("score").And.Contain("training return").And.Contain(Run).And.Contain("learning-curve");
        run.Error.Should().Contain("a2c on CartPole-v1: 2,000 steps").And.Contain("evaluation at");
        File.Exists(Path.Combine(Run, "run.json")).Should().BeTrue();
        File.ReadLines(Path.Combine(Run, "metrics.jsonl")).Should().NotBeEmpty();
    }

    [Fact]
    public void JsonIsOneObjectOnStandardOutputAndNothingElse()
    {
        var run = Train("softq", "--steps", "2000", "--json");
        run.Output.Trim().Split('\n').Should().ContainSingle();
        run.Json.Select(pair => pair.Key).Should().Equal("run", "steps", "seconds", "steps_per_second", "mean_return", "status");
        run.Json["run"]!.GetValue<string>().Should().Be(Run);
        run.Json["steps"]!.GetValue<long>().Should().Be(2000);
        run.Json["status"]!.GetValue<string>().Should().Be("completed");
        foreach (var key in new[] { "seconds", "steps_per_second", "mean_return" })
        {
            run.Json[key]!.GetValue<double>().Should().BePositive(key);
        }
    }

    [Fact]
    public void QuietShowsNoProgress()
    {
        var run = Train("a2c", "--steps", "2000", "--quiet");
        run.Error.Should().NotContain("evaluation at").And.NotContain("/s  ");
        run.Output.Should().Contain("score");
    }

    [Fact]
    public void ALiveTerminalShowsABarAndEvaluations()
    {
        var run = CliRun.Of(live: true, "train", "a2c", "--env", "CartPole-v1", "--out", Run, "--steps", "4000", "--envs", "4", "--eval-every", "2000", "--eval-episodes", "2");
        run.ExitCode.Should().Be(0);
        run.Error.Should().Contain("%").And.Contain("return").And.Contain("evaluation at 2,000");
    }

    [Fact]
    public void TheCommandLineReachesTheRunFile()
    {
        _ = Train(
            "softq", "--steps", "1_000", "--seed", "7", "--envs", "4", "--threads", "1", "--env-threads", "2", "--eval-every", "0", "--eval-episodes", "3",
            "--checkpoint-every", "5e2", "--set", "temperature=0.05", "learning-rate=1e-3", "--set", "rollout-length=10");
        var file = JsonNode.Parse(File.ReadAllText(Path.Combine(Run, "run.json")))!;
        file["steps"]!.GetValue<long>().Should().Be(1000);
        file["seed"]!.GetValue<ulong>().Should().Be(7);
        file["environments"]!.GetValue<int>().Should().Be(4);
        file["environment_threads"]!.GetValue<int>().Should().Be(2);
        file["evaluate_every"]!.GetValue<long>().Should().Be(0);
        file["evaluation_episodes"]!.GetValue<int>().Should().Be(3);
        file["checkpoint_every"]!.GetValue<long>().Should().Be(500);
        file["options"]!["temperature"]!.GetValue<double>().Should().Be(0.05);
        file["options"]!["learning-rate"]!.GetValue<string>().Should().Be("0.001");
        file["options"]!["rollout-length"]!.GetValue<int>().Should().Be(10);
    }

    [Fact]
    public void TheRunFileOfOneRunRepeatsItAsTheConfigurationOfAnother()
    {
        _ = Train("softq", "--steps", "1000", "--seed", "3", "--set", "temperature=0.2");
        var second = _directory["second"];
        CliRun.Of("train", "--config", Path.Combine(Run, "run.json"), "--out", second, "--quiet").ExitCode.Should().Be(0);
        Parameters(second).Should().Equal(Parameters(Run));
    }

    [Fact]
    public void TheCommandLineWinsOverTheConfiguration()
    {
        var config = _directory.Write("config.json", """{ "agent": "a2c", "environment": "CartPole-v1", "steps": 1000, "options": { "temperature": 0.5, "discount": 0.9 } }""");
        CliRun.Of("train", "--config", config, "--out", Run, "--quiet", "--set", "temperature=0.25", "--steps", "500").ExitCode.Should().Be(0);
        var file = JsonNode.Parse(File.ReadAllText(Path.Combine(Run, "run.json")))!;
        file["options"]!["temperature"]!.GetValue<double>().Should().Be(0.25);
        file["options"]!["discount"]!.GetValue<double>().Should().Be(0.9);
        file["steps"]!.GetValue<long>().Should().Be(500);
    }

    [Theory]
    [InlineData("{ \"stpes\": 5 }", "Did you mean steps?")]
    [InlineData("{ \"steps\": \"many\" }", "'steps' is \"many\"")]
    [InlineData("{ \"steps\": -1 }", "'steps' is -1")]
    [InlineData("{ \"options\": 3 }", "'options' must be an object")]
    [InlineData("{ \"agent\": 3 }", "'agent' must be a text")]
    [InlineData("[1]", "must hold a JSON object")]
    [InlineData("{ \"steps\": ", "cannot be read")]
    public void ABadConfigurationSaysWhatIsWrong(string text, string what)
    {
        var config = _directory.Write("config.json", text);
        var run = CliRun.Of("train", "a2c", "--env", "CartPole-v1", "--config", config, "--out", Run);
        run.ExitCode.Should().Be(2);
        run.Error.Should().Contain(what).And.Contain("config.json");
    }

    [Fact]
    public void AMissingConfigurationIsNamed() => CliRun.Of("train", "--config", _directory["none.json"]).Error.Should().Contain("none.json").And.Contain("cannot be read");

    [Fact]
    public void ADirectoryThatHoldsARunIsNotOverwritten()
    {
        _ = Train("a2c", "--steps", "500");
        var again = Train("a2c", "--steps", "500");
        again.ExitCode.Should().Be(2);
        again.Error.Should().Contain("already holds a run").And.Contain("--resume");
    }

    [Fact]
    public void AFinishedRunCanBeGivenMoreSteps()
    {
        _ = Train("a2c", "--steps", "1000");
        var more = CliRun.Of("train", "--resume", Run, "--steps", "2000", "--json");
        more.ExitCode.Should().Be(0);
        more.Json["steps"]!.GetValue<long>().Should().Be(2000);
        more.Error.Should().Contain("at step 1,040", "steps are rounded up to whole rollouts");
    }

    [Fact]
    public void AResumedRunRefusesOtherOptionsAndSaysWhich()
    {
        _ = Train("a2c", "--steps", "500", "--seed", "1");
        var run = CliRun.Of("train", "a2c", "--resume", Run, "--seed", "2", "--set", "discount=0.5");
        run.ExitCode.Should().Be(2);
        run.Error.Should().Contain("seed: 1, not 2").And.Contain("discount: 0.99, not 0.5");
    }

    [Fact]
    public void AnEvaluationIsRepeatable()
    {
        _ = Train("a2c", "--steps", "500");
        var first = CliRun.Of("evaluate", Run, "--episodes", "5", "--seed", "9", "--json");
        first.Json.Select(pair => pair.Key).Should().Equal("episodes", "mean_return", "std_return", "min_return", "max_return", "mean_length", "seed");
        first.Json["episodes"]!.GetValue<int>().Should().Be(5);
        first.Json["seed"]!.GetValue<ulong>().Should().Be(9);
        CliRun.Of("evaluate", Run, "--episodes", "5", "--seed", "9", "--json").Output.Should().Be(first.Output);
        CliRun.Of("evaluate", Run, "--episodes", "5", "--policy", "greedy").Output.Should().Contain("over 5 episodes");
    }

    [Fact]
    public void ARunWhoseCheckpointsAreDamagedIsRefusedByName()
    {
        _ = Train("a2c", "--steps", "500");
        var model = Directory.GetFiles(Run, "model.safetensors", SearchOption.AllDirectories).Single();
        var bytes = File.ReadAllBytes(model);
        bytes[^1] ^= 1;
        File.WriteAllBytes(model, bytes);
        foreach (var run in new[] { CliRun.Of("evaluate", Run), CliRun.Of("train", "--resume", Run, "--steps", "1000") })
        {
            run.ExitCode.Should().Be(2);
            run.Error.Should().Contain("step-").And.Contain("model.safetensors");
        }
    }

    [Fact]
    public void AFullDiskSaysWhichFileAndKeepsTheCheckpointsThereAre()
    {
        if (!File.Exists("/dev/full"))
        {
            return;
        }

        Directory.CreateDirectory(Run);
        File.CreateSymbolicLink(Path.Combine(Run, "evaluations.jsonl"), "/dev/full");
        var run = Train("a2c", "--steps", "20000", "--checkpoint-every", "5000", "--eval-every", "10000");
        run.ExitCode.Should().Be(1);
        run.Error.Should().Contain("Cannot write").And.Contain("evaluations.jsonl").And.Contain("No space left").And.NotContain("   at ");
        CliRun.Of("evaluate", Run, "--episodes", "1").ExitCode.Should().Be(0, "what was saved before is still good");
    }

    public void Dispose() => _directory.Dispose();

    private string Run => _directory["run"];

    private CliRun Train(string agent, params string[] more) => CliRun.Of(["train", agent, "--env", "CartPole-v1", "--out", Run, .. more]);

    private static byte[] Parameters(string run)
        => File.ReadAllBytes(Directory.GetFiles(run, "model.safetensors", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Last());
}
