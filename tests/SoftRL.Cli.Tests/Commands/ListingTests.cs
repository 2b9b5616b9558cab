namespace SoftRL.Cli.Tests;

public sealed class ListingTests
{
    [Fact]
    public void AgentsAreListedWithOptionsAndDefaults()
    {
        var run = CliRun.Of("agents");
        run.ExitCode.Should().Be(0);
        run.Error.Should().BeEmpty();
        run.Output.Should().Contain("a2c").And.Contain("softq").And.Contain("learning-rate").And.Contain("0.0007");
    }

    [Fact]
    public void OneAgentCanBeListed()
    {
        var run = CliRun.Of("agents", "softq", "--json");
        run.Json["agents"]!.AsArray().Should().ContainSingle().Which!["name"]!.GetValue<string>().Should().Be("softq");
        run.Error.Should().Contain("softq", "people's output goes to standard error");
    }

    [Fact]
    public void AnUnknownAgentIsNotListed() => CliRun.Of("agents", "sofq").Error.Should().Contain("Did you mean softq?");

    [Fact]
    public void EveryOptionOfAnAgentIsDescribedInJson()
    {
        foreach (var option in CliRun.Of("agents", "--json").Json["agents"]!.AsArray().SelectMany(agent => agent!["options"]!.AsArray()))
        {
            option!["key"]!.GetValue<string>().Should().MatchRegex("^[a-z0-9-]+$");
            option["description"]!.GetValue<string>().Should().NotBeEmpty();
        }
    }

    [Fact]
    public void EnvironmentsAreListedWithTheirSpaces()
    {
        var run = CliRun.Of("envs", "--json");
        var breakout = run.Json["environments"]!.AsArray().Single(env => env!["id"]!.GetValue<string>() == "MinAtar/Breakout-v1")!;
        breakout["observation_shape"]!.ToJsonString().Should().Be("[4,10,10]");
        breakout["actions"]!.GetValue<int>().Should().Be(3);
        CliRun.Of("envs").Output.Should().Contain("CartPole-v1").And.Contain("475");
    }
}
