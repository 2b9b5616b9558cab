namespace SoftRL.Cli.Tests;

public sealed class UsageTests
{
    [Theory]
    [InlineData("softrl' needs a command", "agents, envs, train, evaluate, verify, bench")]
    [InlineData("no command 'trian'", "Did you mean train?", "trian")]
    [InlineData("no option '--stpes'", "Did you mean --steps?", "train", "a2c", "--env", "CartPole-v1", "--stpes", "5")]
    [InlineData("--steps is 'ten'", "a whole number of at least 1", "train", "a2c", "--env", "CartPole-v1", "--steps", "ten")]
    [InlineData("--steps is '0'", "a whole number of at least 1", "train", "a2c", "--env", "CartPole-v1", "--steps", "0")]
    [InlineData("--steps is '-5'", "a whole number of at least 1", "train", "a2c", "--env", "CartPole-v1", "--steps", "-5")]
    [InlineData("--steps is '1.5'", "a whole number of at least 1", "train", "a2c", "--env", "CartPole-v1", "--steps", "1.5")]
    [InlineData("--steps is 'NaN'", "a whole number of at least 1", "train", "a2c", "--env", "CartPole-v1", "--steps", "NaN")]
    [InlineData("--seed is '-1'", "from 0 to 18446744073709551615", "train", "a2c", "--env", "CartPole-v1", "--seed", "-1")]
    [InlineData("--envs is '0'", "from 1 to", "train", "a2c", "--env", "CartPole-v1", "--envs", "0")]
    [InlineData("--threads is '0'", "from 1 to", "train", "a2c", "--env", "CartPole-v1", "--threads", "0")]
    [InlineData("Which agent?", "a2c, softq", "train")]
    [InlineData("Which environment?", "CartPole-v1", "train", "a2c")]
    [InlineData("Unknown agent 'a2'", "Did you mean a2c?", "train", "a2", "--env", "CartPole-v1")]
    [InlineData("no environment 'CartPol-v1'", "Did you mean CartPole-v1?", "train", "a2c", "--env", "CartPol-v1")]
    [InlineData("no environment 'Breakout'", "MinAtar/Breakout-v1", "train", "a2c", "--env", "Breakout")]
    [InlineData("no option 'temprature'", "temperature", "train", "a2c", "--env", "CartPole-v1", "--set", "temprature=1")]
    [InlineData("'discount'", "it is 1.5", "train", "a2c", "--env", "CartPole-v1", "--set", "discount=1.5")]
    [InlineData("'discount'", "it is NaN", "train", "a2c", "--env", "CartPole-v1", "--set", "discount=NaN")]
    [InlineData("'discount'", "number", "train", "a2c", "--env", "CartPole-v1", "--set", "discount=high")]
    [InlineData("'discount'", "key=value", "train", "a2c", "--env", "CartPole-v1", "--set", "discount")]
    [InlineData("device is 'gpu'", "cpu, cuda, cuda:N", "train", "a2c", "--env", "CartPole-v1", "--device", "gpu")]
    [InlineData("'softrl train' has no place for 'more'", "--help", "train", "a2c", "more")]
    [InlineData("'evaluate'", "--help", "evaluate")]
    [InlineData("'nowhere' is not a run directory", "run.json", "evaluate", "nowhere")]
    [InlineData("'nowhere' is not a run directory", "run.json", "train", "--resume", "nowhere")]
    [InlineData("--resume", "leave out --out", "train", "--resume", "nowhere", "--out", "elsewhere")]
    [InlineData("--policy is 'best'", "sampled, greedy", "evaluate", "nowhere", "--policy", "best")]
    [InlineData("--episodes is '0'", "from 1", "evaluate", "nowhere", "--episodes", "0")]
    [InlineData("--normalize is 'all'", "observations, rewards, both", "train", "a2c", "--env", "CartPole-v1", "--normalize", "all")]
    [InlineData("--atari dqn", "Atari/GAME", "train", "a2c", "--env", "CartPole-v1", "--atari", "dqn")]
    [InlineData("preset 'best'", "dqn, a2c, v5", "train", "a2c", "--env", "Atari/Pong-v5@best")]
    [InlineData("'dqn' takes discrete actions", "box [1]", "train", "dqn", "--env", "Pendulum-v1")]
    [InlineData("'a2c' takes discrete actions", "box [1]", "train", "a2c", "--env", "Pendulum-v1")]
    [InlineData("'softq' takes discrete actions", "box [1]", "train", "softq", "--env", "Pendulum-v1")]
    [InlineData("no environment 'ALE/Pong-v5'", "Atari/Pong-v5 or gym:ALE/Pong-v5", "train", "a2c", "--env", "ALE/Pong-v5")]
    [InlineData("no environment 'PongNoFrameskip-v4'", "Atari/PongNoFrameskip-v4", "train", "a2c", "--env", "PongNoFrameskip-v4")]
    [InlineData("no environment 'LunarLander-v3'", "gym:LunarLander-v3", "train", "a2c", "--env", "LunarLander-v3")]
    [InlineData("'gym:' names no environment", "gym:CartPole-v1", "train", "a2c", "--env", "gym:")]
    [InlineData("no environment 'Atari/Pong'", "Atari/GAME-v5", "train", "a2c", "--env", "Atari/Pong")]
    [InlineData("--filter 'nothing-like-it'", "a2c MinAtar/Breakout-v1", "bench", "--filter", "nothing-like-it")]
    [InlineData("--floor 'no-such-file'", "not there", "bench", "--floor", "no-such-file")]
    [InlineData("--peers 'no-such-folder'", "not there", "bench", "--peers", "no-such-folder")]
    [InlineData("--seconds is '0'", "more than 0", "bench", "--seconds", "0")]
    public void WrongUsageSaysWhatAndWhatIsAllowedAndExitsWithTwo(string what, string allowed, params string[] args)
    {
        var run = CliRun.Of(args);
        run.ExitCode.Should().Be(2);
        run.Error.Should().StartWith("error: ").And.Contain(what).And.Contain(allowed);
        run.Error.Should().NotContain("Parameter '").And.NotContain("   at ", "people are not shown stacks");
        run.Output.Should().BeEmpty();
    }

    [Fact]
    public void ARefusedStartLeavesNoDirectory()
    {
        using var directory = new TemporaryDirectory();
        CliRun.Of("train", "a2c", "--env", "Pendulum-v1", "--out", directory["run"]).ExitCode.Should().Be(2);
        Directory.Exists(directory["run"]).Should().BeFalse();
    }

    [Theory]
    [InlineData("gym:CartPole-v1")]
    [InlineData("Atari/Pong-v5")]
    public void AMissingPythonExitsWithThreeAndSaysWhatToDo(string id)
    {
        using var directory = new TemporaryDirectory();
        var run = CliRun.Of("train", "a2c", "--env", id, "--python", directory["no-such-python"], "--out", directory["run"]);
        run.ExitCode.Should().Be(3);
        run.Error.Should().Contain("no-such-python").And.Contain("--python");
        Directory.Exists(directory["run"]).Should().BeFalse("nothing is begun");
    }

    [Fact]
    public void AMissingDeviceExitsWithThreeAndSaysWhatToInstall()
    {
        if (TorchSharp.torch.cuda.is_available())
        {
            CliRun.Of("train", "a2c", "--env", "CartPole-v1", "--device", "cuda:99", "--out", "never").ExitCode.Should().Be(3);
            return;
        }

        using var directory = new TemporaryDirectory();
        var run = CliRun.Of("train", "a2c", "--env", "CartPole-v1", "--device", "cuda", "--out", directory["run"]);
        run.ExitCode.Should().Be(3);
        run.Error.Should().Contain("No CUDA device").And.Contain("install");
        Directory.Exists(directory["run"]).Should().BeFalse("nothing is begun");
    }

    [Fact]
    public void AFailureIsOneJsonObjectWhenJsonIsAskedFor()
    {
        var run = CliRun.Of("train", "a2c", "--env", "CartPol-v1", "--json");
        run.Json["exit_code"]!.GetValue<int>().Should().Be(2);
        run.Json["error"]!.GetValue<string>().Should().Contain("'CartPol-v1'");
        run.Output.Trim().Should().NotContain("\n");
    }

    [Theory]
    [InlineData()]
    [InlineData("train")]
    [InlineData("evaluate")]
    [InlineData("verify")]
    [InlineData("bench")]
    [InlineData("agents")]
    [InlineData("envs")]
    public void HelpIsNoFailure(params string[] command) => CliRun.Of([.. command, "--help"]).ExitCode.Should().Be(0);

    [Fact]
    public void ARunDirectoryThatCannotBeWrittenIsRefusedByName()
    {
        using var directory = new TemporaryDirectory();
        var file = directory.Write("file", "not a directory");
        var run = CliRun.Of("train", "a2c", "--env", "CartPole-v1", "--out", Path.Combine(file, "run"));
        run.ExitCode.Should().Be(2);
        run.Error.Should().Contain("file").And.Contain("cannot be written");
    }
}
