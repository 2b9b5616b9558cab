using SoftRL.Environments;
using SoftRL.Testing;
using SoftRL.Training;
using static TorchSharp.torch;

namespace SoftRL.Agents.Sac.Tests;

public sealed class DdpgAgentTests
{
    [Theory]
    [InlineData("noise=0.1")]
    [InlineData("noise=0", "activation=tanh", "minibatches=2", "actor-learning-rate=linear:1e-3:0:1200")]
    public void KeepsTheAgentContract(params string[] options)
        => new AgentContract(DdpgAgent.Descriptor, OptionsBinder.Apply(new DdpgOptions(), [.. Support.Small, .. options]), EnvironmentCatalog.Find("Pendulum-v1")).CheckAll();

    [Theory]
    [InlineData("noise=-1", "noise")]
    [InlineData("discount=1.1", "discount")]
    [InlineData("target-rate=-1", "rate")]
    [InlineData("hidden=", "hidden")]
    public void OptionsOutOfRangeAreNamed(string assignment, string named)
    {
        var act = () => OptionsBinder.Apply(new DdpgOptions(), [assignment]);
        act.Should().Throw<OptionsException>().Which.Message.Should().ContainEquivalentOf(named);
    }

    [Fact]
    public void DiscreteActionsAreRefused()
    {
        var act = () => new DdpgAgent(new DdpgOptions(), Support.Context("CartPole-v1"));
        act.Should().Throw<OptionsException>().WithMessage("*'ddpg' takes real-valued actions*");
    }

    [Fact]
    public void ExploringAddsNoiseOfTheAskedSizeToTheAction()
    {
        // 4,000 draws of standard deviation 0.25 · 2 around an action near 0: the estimate is within 0.028 by five standard deviations.
        using var agent = new DdpgAgent(new DdpgOptions { Hidden = "8", ReplayCapacity = 100, LearningStarts = 0, Noise = 0.25 }, Support.Context());
        using var observations = zeros(4_000, 3);
        var random = new Xoshiro256(5);
        var (explored, acted) = (new float[4_000], new float[4_000]);
        agent.Explore(observations, ref random, new ActionRows(explored, 1));
        agent.Act(observations, ref random, new ActionRows(acted, 1));
        acted.Should().OnlyContain(action => action == acted[0]);
        Math.Sqrt(explored.Average(action => (action - acted[0]) * (action - acted[0]))).Should().BeApproximately(0.5, 0.03);
    }

    [Fact]
    public void TheActorClimbsAndTheTargetsFollow()
    {
        using var still = new DdpgAgent(new DdpgOptions { Hidden = "8", ReplayCapacity = 100, LearningStarts = 0, ActorLearningRate = new Schedule.Constant(0) }, Support.Context());
        using var moving = new DdpgAgent(new DdpgOptions { Hidden = "8", ReplayCapacity = 100, LearningStarts = 0 }, Support.Context());
        var before = Support.Values(moving.Parameters[0]);
        Support.Train(still, "Pendulum-v1", 20);
        var figures = Support.Train(moving, "Pendulum-v1", 20)!;
        Support.Values(still.Parameters[0]).Should().Equal(before);
        Support.Values(moving.Parameters[0]).Should().NotEqual(before);
        figures.Entropy.Should().Be(double.NaN, "a deterministic policy has none");
        figures.Temperature.Should().BeNull();
    }
}
