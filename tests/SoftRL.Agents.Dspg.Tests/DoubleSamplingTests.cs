using SoftRL.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Agents.Dspg.Tests;

/// <summary>The critic's targets take their actions from the target actor, and value them with the target critic.</summary>
public sealed class DoubleSamplingTests
{
    private const double Temperature = 10;
    private const double PriorScale = 0.1;

    [Fact]
    public void TheTargetsAverageOverTheTargetActor()
    {
        // The targets stay where they began while the actor learns to be the reference: the divergence is 10.4 nats at the beginning (σ = 0.5 against 0.1), 104 in units of reward.
        var options = new DspgOptions
        {
            Reference = "gaussian:0.1", Temperature = Temperature, Baseline = DspgBaseline.LeaveOneOut, Samples = 256, BatchSize = 32, Hidden = "16", LearningStarts = 20,
            ReplayCapacity = 500, Minibatches = 4, TargetRate = 0, RewardScale = 3, ActorLearningRate = new Schedule.Constant(0.03), CriticLearningRate = new Schedule.Constant(0),
        };
        using var agent = new DspgAgent(options, Support.Context());
        using var target = new DspgAgent(options, Support.Context());
        Support.Train(agent, Support.Pendulum, 100)!.Kl.Should().BeLessThan(1);
        using var scope = NewDisposeScope();
        var batch = agent.LastBatch;
        var value = ((agent.Targets(batch) - (batch.Returns * 3)) / 0.99).mean().item<float>();

        // 8,192 samples whose standard deviation is at most 10·25·√2/2 = 177 units: a standard error of 2, five of them. Over 9 seeds the difference was −0.3 ± 1.3, and that of the values 104 ± 0.6.
        ((double)value).Should().BeApproximately(Value(target, agent), 10);
        (Value(agent, agent) - Value(target, agent)).Should().BeGreaterThan(80);
    }

    [Fact]
    public void WithOneSampleTheTargetIsThatOfOneAction()
    {
        var options = OptionsBinder.Apply(new DspgOptions(), [.. Support.Small, "samples=1", "temperature=0", "reward-scale=1", "discount=0"]);
        using var agent = new DspgAgent(options, Support.Context());
        Support.Train(agent, Support.Pendulum, 20);
        using var scope = NewDisposeScope();
        Support.Values(agent.Targets(agent.LastBatch)).Should().Equal(Support.Values(agent.LastBatch.Returns));
    }

    private static double Value(DspgAgent actor, DspgAgent critic)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var next = critic.LastBatch.NextObservations;
        var head = new SquashedGaussianHead(1, -20, 2, ScaleRule.Sigmoid);
        return Support.SoftValues(actor.Actor.Trained.Network.call(next), head, actions => critic.Q(next, actions), Temperature, PriorScale).mean().item<float>();
    }
}
