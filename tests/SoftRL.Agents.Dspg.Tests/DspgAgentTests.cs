using SoftRL.Environments;
using SoftRL.Testing;
using SoftRL.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Agents.Dspg.Tests;

public sealed class DspgAgentTests
{
    [Theory]
    [InlineData("preset=paper")]
    [InlineData("preset=light", "reference=uniform", "activation=tanh", "minibatches=2")]
    [InlineData("reference=gaussian:0.5", "actor-learning-rate=linear:3e-3:0:1200", "max-gradient-norm=0.01", "scale-rule=exponential", "temperature=0")]
    public void KeepsTheAgentContract(params string[] options)
        => new AgentContract(DspgAgent.Descriptor, OptionsBinder.Apply(new DspgOptions(), [.. Support.Small, .. options]), Support.Pendulum).CheckAll();

    [Theory]
    [InlineData("preset=heavy", "light")]
    [InlineData("temperature=-1", "temperature")]
    [InlineData("reward-scale=0", "reward")]
    [InlineData("samples=0", "samples")]
    [InlineData("baseline=mean", "leave-one-out")]
    [InlineData("max-gradient-norm=0", "norm")]
    [InlineData("reference=gaussian", "gaussian:STD")]
    [InlineData("target-rate=2", "rate")]
    [InlineData("batch-size=0", "batch")]
    [InlineData("minibatches=0", "minibatches")]
    [InlineData("learning-starts=-1", "learning")]
    [InlineData("hidden=256,x", "hidden")]
    [InlineData("scale-rule=softplus", "sigmoid")]
    public void OptionsOutOfRangeAreNamed(string assignment, string named)
    {
        var act = () => OptionsBinder.Apply(new DspgOptions(), [assignment]);
        act.Should().Throw<OptionsException>().Which.Message.Should().ContainEquivalentOf(named);
    }

    [Theory]
    [InlineData("min-log-scale=3", "*max-log-scale*")]
    [InlineData("baseline=leave-one-out,samples=1", "*samples is 1*at least 2*")]
    [InlineData("reference=no-such-directory", "*no-such-directory*")]
    public void OptionsThatContradictEachOtherAreExplained(string assignments, string message)
    {
        var options = OptionsBinder.Apply(new DspgOptions(), assignments.Split(','));
        var act = () => new DspgAgent(options, Support.Context());
        act.Should().Throw<OptionsException>().WithMessage(message);
    }

    [Fact]
    public void DiscreteActionsAreRefused()
    {
        var act = () => new DspgAgent(new DspgOptions(), Support.Context("CartPole-v1"));
        act.Should().Throw<OptionsException>().WithMessage("*'dspg' takes real-valued actions*");
    }

    [Fact]
    public void OneSampleIsEnoughForThePublishedBaseline()
    {
        using var agent = new DspgAgent(OptionsBinder.Apply(new DspgOptions(), [.. Support.Small, "samples=1"]), Support.Context());
        Support.Train(agent, Support.Pendulum, 60)!.Loss.Should().NotBe(double.NaN);
    }

    [Fact]
    public void ActionsAreUniformInTheBoxBeforeLearningStarts()
    {
        // 4,000 uniform draws on [−2, 2]: the mean is within 0.09 and the mean square within 0.094 of 4/3 by five standard deviations.
        using var agent = new DspgAgent(new DspgOptions { Hidden = "8", ReplayCapacity = 100 }, Support.Context());
        using var observations = zeros(4_000, 3);
        var random = new Xoshiro256(5);
        var actions = new float[4_000];
        agent.Explore(observations, ref random, new ActionRows(actions, 1));
        actions.Average().Should().BeApproximately(0, 0.1f);
        actions.Average(action => action * action).Should().BeApproximately(4f / 3, 0.1f);
    }

    [Fact]
    public void TheActorIsClippedByItsGlobalNormAndTheCriticIsNot()
    {
        // Adam divides by the size of the gradient, but ε = 1 makes the first step proportional to it, η·g/(|g| + 1).
        var options = OptionsBinder.Apply(
            new DspgOptions(), [.. Support.Small, "learning-starts=60", "epsilon=1", "train-every=60", "minibatches=1", "actor-learning-rate=1", "critic-learning-rate=1", "max-gradient-norm=1e-3"]);
        using var agent = new DspgAgent(options, Support.Context());
        var before = agent.Parameters.Select(parameters => Support.Values(parameters.Values)).ToArray();
        Support.Train(agent, Support.Pendulum, 1)!.GradientNorm.Should().BeGreaterThan(1e-2, "the norm is that before clipping");
        double Moved(int index) => Math.Sqrt(Support.Values(agent.Parameters[index].Values).Zip(before[index], (now, then) => Math.Pow(now - then, 2)).Sum());
        Moved(0).Should().BeInRange(0.9e-3, 1.001e-3);
        Moved(1).Should().BeGreaterThan(1e-2);
    }

    [Fact]
    public void ATrainedRunIsAReferencePolicyThatStartsWithoutDivergence()
    {
        var options = OptionsBinder.Apply(new DspgOptions(), [.. Support.Small, "learning-starts=0", "actor-learning-rate=0"]);
        using var agent = new DspgAgent(options with { Reference = "prior" }, Support.Context() with { Density = _ => new DspgAgent(options, Support.Context()) });
        var figures = Support.Train(agent, Support.Pendulum, 20);
        figures!.Kl.Should().BeApproximately(0, 1e-6);
        figures.Entropy.Should().NotBe(0);
    }
}
