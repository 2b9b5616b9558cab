using SoftRL.Environments;
using SoftRL.Testing;
using SoftRL.Training;
using static TorchSharp.torch;

namespace SoftRL.Agents.SoftQ.Tests;

public sealed class SvgdSoftQAgentTests
{
    private static readonly EnvironmentSpec s_pendulum = EnvironmentCatalog.Find("Pendulum-v1");

    [Theory]
    [InlineData("temperature=0.5")]
    [InlineData("proposals=mixture", "reference=uniform", "target-update-steps=50", "target-rate=0.5", "minibatches=2", "activation=tanh")]
    [InlineData("reference=gaussian:0.5", "sampler-learning-rate=linear:3e-3:0:1200", "greedy-particles=3", "min-bandwidth=0.1")]
    public void KeepsTheAgentContract(params string[] options)
        => new AgentContract(SvgdSoftQAgent.Descriptor, OptionsBinder.Apply(new SvgdSoftQOptions(), [.. SvgdSupport.Small, .. options]), s_pendulum).CheckAll();

    [Theory]
    [InlineData("temperature=0", "temperature")]
    [InlineData("reference=gaussian", "gaussian:STD")]
    [InlineData("fixed-particles=0", "particles")]
    [InlineData("updated-particles=0", "particles")]
    [InlineData("value-particles=-1", "particles")]
    [InlineData("greedy-particles=0", "particles")]
    [InlineData("proposals=sampler", "mixture")]
    [InlineData("min-bandwidth=0", "bandwidth")]
    [InlineData("target-rate=2", "rate")]
    [InlineData("target-update-steps=0", "target")]
    [InlineData("batch-size=0", "batch")]
    [InlineData("hidden=128,x", "hidden")]
    public void OptionsOutOfRangeAreNamed(string assignment, string named)
    {
        var act = () => OptionsBinder.Apply(new SvgdSoftQOptions(), [assignment]);
        act.Should().Throw<OptionsException>().Which.Message.Should().ContainEquivalentOf(named);
    }

    [Theory]
    [InlineData("*mixture needs 2 or more*", "proposals=mixture", "value-particles=1")]
    [InlineData("*no-such-directory*", "reference=no-such-directory")]
    public void OptionsThatContradictEachOtherAreExplained(string message, params string[] options)
    {
        var act = () => SvgdSupport.Build(s_pendulum, options);
        act.Should().Throw<OptionsException>().WithMessage(message);
    }

    [Fact]
    public void DiscreteActionsAreRefused()
    {
        var act = () => SvgdSupport.Build(EnvironmentCatalog.Find("CartPole-v1"), []);
        act.Should().Throw<OptionsException>().WithMessage("*'softq-svgd' takes real-valued actions*");
    }

    [Fact]
    public void ThePolicyHasNoDensityToBeAReferenceWith()
        => typeof(SvgdSoftQAgent).Should().NotImplement<IDensityPolicy>("the sampling network is not inverted");

    [Fact]
    public void ActionsAreUniformInTheBoxBeforeLearningStartsAndDrawnAfterwards()
    {
        using var agent = SvgdSupport.Build(s_pendulum, SvgdSupport.Small);
        using var observations = zeros(4_000, 3);
        var random = new Xoshiro256(5);
        var (explored, acted) = (new float[4_000], new float[4_000]);
        agent.Explore(observations, ref random, new ActionRows(explored, 1));
        // 4,000 uniform draws on [−2, 2]: the mean is within 0.09 and the mean square within 0.094 of 4/3 by five standard deviations.
        explored.Average().Should().BeApproximately(0, 0.1f);
        explored.Average(action => action * action).Should().BeApproximately(4f / 3, 0.1f);
        SvgdSupport.Train(agent, s_pendulum, 13);
        var again = random;
        agent.Explore(observations, ref random, new ActionRows(explored, 1));
        agent.Act(observations, ref again, new ActionRows(acted, 1));
        explored.Should().Equal(acted);
    }

    [Fact]
    public void TheTargetNetworkIsCopiedWhenItsStepsAreOver()
    {
        using var agent = SvgdSupport.Build(s_pendulum, [.. SvgdSupport.Small, "target-update-steps=100"]);
        float[] Target() => agent.Critic.TargetParameters.Values.data<float>().ToArray();
        float[] Trained() => agent.Critic.Parameters.Values.data<float>().ToArray();
        // Updates come every 8 steps: the first with learning at 104, where 100 is passed; then 200 is passed at 200.
        SvgdSupport.Train(agent, s_pendulum, 13);
        var copied = Target();
        copied.Should().Equal(Trained());
        using var longer = SvgdSupport.Build(s_pendulum, [.. SvgdSupport.Small, "target-update-steps=100"]);
        SvgdSupport.Train(longer, s_pendulum, 24);
        longer.Critic.TargetParameters.Values.data<float>().ToArray().Should().Equal(copied);
        longer.Critic.Parameters.Values.data<float>().ToArray().Should().NotEqual(copied);
    }

    [Fact]
    public void FiguresAreThoseOfTheEnergyBasedPolicy()
    {
        using var agent = SvgdSupport.Build(s_pendulum, [.. SvgdSupport.Small, "reference=uniform", "temperature=100", "value-particles=64"]);
        var figures = SvgdSupport.Train(agent, s_pendulum, 14)!;
        // Hot and hardly trained: nearly uniform on [−1, 1], whose entropy is ln 2.
        figures.Entropy.Should().BeInRange(0.4, Math.Log(2));
        figures.Kl.Should().BeApproximately(Math.Log(2) - figures.Entropy, 1e-5);
        figures.Kl.Should().BePositive();
        figures.Temperature.Should().Be(100);
        figures.LearningRate.Should().Be(3e-4);
        figures.Loss.Should().BePositive();
    }
}
