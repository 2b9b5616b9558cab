using SoftRL.Environments;
using SoftRL.Testing;
using SoftRL.Training;
using static TorchSharp.torch;

namespace SoftRL.Agents.Pcl.Tests;

public sealed class PgqAgentTests
{
    private static readonly string[] Small = ["learning-starts=100", "hidden=16", "replay-capacity=500", "batch-size=20"];

    [Theory]
    [InlineData("mix=0.5")]
    [InlineData("mix=1", "reference=entropy")]
    [InlineData("mix=0.2", "lambda=0.9", "optimizer=rms-prop")]
    public void KeepsTheAgentContract(params string[] options)
        => new AgentContract(PgqAgent.Descriptor, OptionsBinder.Apply(new PgqOptions(), [.. Small, .. options])).CheckAll();

    [Fact]
    public void KeepsTheAgentContractOnMinAtar()
        => new AgentContract(PgqAgent.Descriptor, OptionsBinder.Apply(new PgqOptions(), Small), EnvironmentCatalog.Find("MinAtar/Breakout-v1")).CheckAll();

    [Theory]
    [InlineData("temperature=0", "temperature")]
    [InlineData("mix=1.5", "mix")]
    [InlineData("lambda=-0.5", "lambda")]
    [InlineData("batch-size=0", "batch")]
    [InlineData("value-coefficient=-1", "coefficient")]
    [InlineData("replay-capacity=0", "replay")]
    public void OptionsOutOfRangeAreNamed(string assignment, string named)
    {
        var act = () => OptionsBinder.Apply(new PgqOptions(), [assignment]);
        act.Should().Throw<OptionsException>().Which.Message.Should().ContainEquivalentOf(named);
    }

    [Fact]
    public void RealValuedActionsAreRefused()
    {
        var spec = EnvironmentCatalog.Find("Pendulum-v1");
        var context = new AgentContext(spec.ObservationSpace, spec.ActionSpace, 1, CPU, 1, 1000, _ => FixedReference.CountingMeasure());
        var act = () => new PgqAgent(new PgqOptions(), context);
        act.Should().Throw<OptionsException>().WithMessage("*'pgq' takes discrete actions*box*");
    }
}
