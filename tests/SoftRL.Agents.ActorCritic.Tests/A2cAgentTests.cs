using SoftRL.Environments;
using SoftRL.Testing;
using SoftRL.Training;

namespace SoftRL.Agents.ActorCritic.Tests;

public sealed class A2cAgentTests
{
    [Fact]
    public void KeepsTheAgentContract() => new AgentContract(A2cAgent.Descriptor).CheckAll();

    [Theory]
    [InlineData("entropy=naive")]
    [InlineData("reference=entropy")]
    [InlineData("lambda=0.9")]
    [InlineData("optimizer=adam")]
    [InlineData("rollout-length=1")]
    public void KeepsTheAgentContractWithOtherOptions(string option)
        => new AgentContract(A2cAgent.Descriptor, OptionsBinder.Apply(new A2cOptions(), [option])).CheckAll();

    [Fact]
    public void KeepsTheAgentContractOnMinAtar()
        => new AgentContract(A2cAgent.Descriptor, environment: EnvironmentCatalog.Find("MinAtar/Breakout-v1")).CheckAll();

    [Fact]
    public void DefaultsAreThoseOfThePublishedA2c()
    {
        var options = new A2cOptions();
        (options.RolloutLength, options.Discount, options.Temperature, options.ValueCoefficient, options.MaxGradientNorm).Should().Be((5, 0.99, 0.01, 0.5, 0.5));
        (options.Optimizer, options.Decay, options.Epsilon).Should().Be((OptimizerKind.RmsProp, 0.99, 1e-5));
        options.LearningRate.Should().Be(new Schedule.Constant(7e-4));
        options.Entropy.Should().Be(EntropyTreatment.Proper);
    }

    [Theory]
    [InlineData("rollout-length=0", "RolloutLength")]
    [InlineData("discount=1.5", "Discount")]
    [InlineData("discount=NaN", "Discount")]
    [InlineData("temperature=-1", "Temperature")]
    [InlineData("epsilon=0", "Epsilon")]
    [InlineData("max-gradient-norm=0", "MaxGradientNorm")]
    [InlineData("hidden=64,x", "Hidden")]
    [InlineData("reference= ", "Reference")]
    public void OptionsOutOfRangeAreNamed(string assignment, string name)
    {
        var act = () => OptionsBinder.Apply(new A2cOptions(), [assignment]);
        act.Should().Throw<OptionsException>().Which.Message.Should().ContainEquivalentOf(name.Length > 8 ? name[..6] : name);
    }
}
