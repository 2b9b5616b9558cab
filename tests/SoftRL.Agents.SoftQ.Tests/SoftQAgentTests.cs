using SoftRL.Environments;
using SoftRL.Testing;
using SoftRL.Training;

namespace SoftRL.Agents.SoftQ.Tests;

public sealed class SoftQAgentTests
{
    [Fact]
    public void KeepsTheAgentContract() => new AgentContract(SoftQAgent.Descriptor).CheckAll();

    [Theory]
    [InlineData("head=plain")]
    [InlineData("head=plain", "lambda=0.8", "temperature=0.5", "target-update-steps=100")]
    [InlineData("reference=entropy")]
    [InlineData("lambda=0.9")]
    [InlineData("optimizer=adam")]
    public void KeepsTheAgentContractWithOtherOptions(params string[] options)
        => new AgentContract(SoftQAgent.Descriptor, OptionsBinder.Apply(new SoftQOptions(), options)).CheckAll();

    [Fact]
    public void KeepsTheAgentContractOnMinAtar()
        => new AgentContract(SoftQAgent.Descriptor, environment: EnvironmentCatalog.Find("MinAtar/Breakout-v1")).CheckAll();

    [Theory]
    [InlineData("temperature=0", "temperature")]
    [InlineData("head=duelling", "dueling")]
    [InlineData("target-update-steps=0", "target")]
    public void OptionsOutOfRangeAreNamed(string assignment, string named)
    {
        var act = () => OptionsBinder.Apply(new SoftQOptions(), [assignment]);
        act.Should().Throw<OptionsException>().Which.Message.Should().ContainEquivalentOf(named);
    }
}
