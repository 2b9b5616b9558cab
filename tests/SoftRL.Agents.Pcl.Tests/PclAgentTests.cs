using SoftRL.Environments;
using SoftRL.Testing;
using SoftRL.Training;
using static TorchSharp.torch;

namespace SoftRL.Agents.Pcl.Tests;

public sealed class PclAgentTests
{
    private static readonly string[] Small = ["rollout-length=10", "path-length=4", "learning-starts=100", "hidden=16", "replay-capacity=500", "replay-paths=3"];

    [Theory]
    [InlineData("replay-updates=2")]
    [InlineData("unified=true", "reference=entropy")]
    [InlineData("replay-updates=0", "optimizer=rms-prop")]
    public void KeepsTheAgentContract(params string[] options)
        => new AgentContract(PclAgent.Descriptor, OptionsBinder.Apply(new PclOptions(), [.. Small, .. options])).CheckAll();

    [Fact]
    public void KeepsTheAgentContractOnMinAtar()
        => new AgentContract(PclAgent.Descriptor, OptionsBinder.Apply(new PclOptions(), Small), EnvironmentCatalog.Find("MinAtar/Breakout-v1")).CheckAll();

    [Theory]
    [InlineData("temperature=0", "temperature")]
    [InlineData("path-length=0", "path")]
    [InlineData("rollout-length=0", "rollout")]
    [InlineData("discount=1.5", "discount")]
    [InlineData("value-scale=-1", "scale")]
    [InlineData("replay-updates=-1", "replay")]
    [InlineData("replay-paths=0", "paths")]
    [InlineData("unified=perhaps", "unified")]
    public void OptionsOutOfRangeAreNamed(string assignment, string named)
    {
        var act = () => OptionsBinder.Apply(new PclOptions(), [assignment]);
        act.Should().Throw<OptionsException>().Which.Message.Should().ContainEquivalentOf(named);
    }

    [Fact]
    public void RealValuedActionsAreRefused()
    {
        var spec = EnvironmentCatalog.Find("Pendulum-v1");
        var context = new AgentContext(spec.ObservationSpace, spec.ActionSpace, 1, CPU, 1, 1000, _ => FixedReference.CountingMeasure());
        var act = () => new PclAgent(new PclOptions(), context);
        act.Should().Throw<OptionsException>().WithMessage("*'pcl' takes discrete actions*box*");
    }
}
