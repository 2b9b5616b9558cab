using SoftRL.Environments;
using SoftRL.Testing;
using SoftRL.Training;
using static TorchSharp.torch;

namespace SoftRL.Agents.Dqn.Tests;

public sealed class DqnAgentTests
{
    private static readonly string[] Small = ["learning-starts=100", "target-update-steps=50", "train-every=4", "hidden=16", "replay-capacity=500", "random-actions=linear:1:0.1:500"];

    [Theory]
    [InlineData("backup=hard")]
    [InlineData("backup=soft-kl", "steps=5", "double=true")]
    [InlineData("backup=soft-entropy", "dueling=true", "exploration=boltzmann", "minibatches=2")]
    [InlineData("priority-exponent=0.6", "priority-correction=0.4", "double=true", "optimizer=rms-prop")]
    public void KeepsTheAgentContract(params string[] options)
        => new AgentContract(DqnAgent.Descriptor, OptionsBinder.Apply(new DqnOptions(), [.. Small, .. options])).CheckAll();

    [Fact]
    public void KeepsTheAgentContractOnMinAtar()
        => new AgentContract(DqnAgent.Descriptor, OptionsBinder.Apply(new DqnOptions(), Small), EnvironmentCatalog.Find("MinAtar/Breakout-v1")).CheckAll();

    [Theory]
    [InlineData("temperature=0", "temperature")]
    [InlineData("backup=soft", "soft-kl")]
    [InlineData("steps=0", "steps")]
    [InlineData("random-actions=linear:1:-0.1:10", "random")]
    [InlineData("priority-exponent=1.5", "priority")]
    [InlineData("priority-correction=2", "correction")]
    [InlineData("replay-capacity=0", "replay")]
    public void OptionsOutOfRangeAreNamed(string assignment, string named)
    {
        var act = () => OptionsBinder.Apply(new DqnOptions(), [assignment]);
        act.Should().Throw<OptionsException>().Which.Message.Should().ContainEquivalentOf(named);
    }

    [Fact]
    public void RealValuedActionsAreRefused()
    {
        var spec = EnvironmentCatalog.Find("Pendulum-v1");
        var context = new AgentContext(spec.ObservationSpace, spec.ActionSpace, 1, CPU, 1, 1000, _ => FixedReference.CountingMeasure());
        var act = () => new DqnAgent(new DqnOptions(), context);
        act.Should().Throw<OptionsException>().WithMessage("*'dqn' takes discrete actions*box*");
    }

    [Fact]
    public void ExploresAtRandomBeforeLearningStartsAndHardlyInEvaluation()
    {
        // 4,000 draws among two actions: four standard deviations are 126.
        using var agent = new DqnAgent(new DqnOptions { EvaluationRandomActions = 0 }, Context());
        using var observations = zeros(400, 4);
        var random = new Xoshiro256(2);
        var (explored, acted) = (0L, 0L);
        var actions = new long[400];
        for (var draw = 0; draw < 10; draw++)
        {
            agent.Explore(observations, ref random, actions);
            explored += actions.Sum();
            agent.Act(observations, ref random, actions);
            acted += actions.Sum();
        }

        explored.Should().BeInRange(1_874, 2_126);
        acted.Should().BeOneOf(0, 4_000);
    }

    [Fact]
    public void TheTargetNetworkIsRenewedWhenItsTimeHasCome()
    {
        Updated(targetUpdateSteps: 1).Should().NotEqual(Updated(targetUpdateSteps: 1_000_000));
        Updated(targetUpdateSteps: 1_000).Should().Equal(Updated(targetUpdateSteps: 1_000_000));
    }

    internal static AgentContext Context()
    {
        var spec = EnvironmentCatalog.Find("CartPole-v1");
        return new AgentContext(spec.ObservationSpace, spec.ActionSpace, 2, CPU, 1, 1000, _ => FixedReference.CountingMeasure());
    }

    private static float[] Updated(int targetUpdateSteps)
    {
        using var agent = new DqnAgent(new DqnOptions { TargetUpdateSteps = targetUpdateSteps, LearningStarts = 0, TrainEvery = 10 }, Context());
        using var practice = new Practice(agent, EnvironmentCatalog.Find("CartPole-v1"), 2);
        practice.Update(6);
        return agent.Parameters[0].Values.data<float>().ToArray();
    }
}
