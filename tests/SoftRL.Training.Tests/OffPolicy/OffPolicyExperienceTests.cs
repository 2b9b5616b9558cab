using SoftRL.Agents.ActorCritic;
using SoftRL.Environments;
using static TorchSharp.torch;

namespace SoftRL.Training.Tests;

public sealed class OffPolicyExperienceTests
{
    private static readonly EnvironmentSpec s_pendulum = EnvironmentCatalog.Find("Pendulum-v1");
    private static readonly AgentContext s_context = new(s_pendulum.ObservationSpace, s_pendulum.ActionSpace, 2, CPU, 1, 1000, _ => FixedReference.CountingMeasure());

    [Fact]
    public void MinibatchesBeginAfterTheWarmUpAndTheLastIsReported()
    {
        using var experience = new OffPolicyExperience(s_context, capacity: 100, batch: 4, learningStarts: 8, minibatches: 3);
        using var environment = s_pendulum.CreateVector(2, 1);
        environment.Reset();
        using var rollout = new RolloutBuffer(2, 2, s_pendulum.ObservationSpace, CPU, s_pendulum.ActionSpace);
        var calls = new List<(long Step, bool Report)>();
        UpdateReport? Minibatch(long step, bool report)
        {
            calls.Add((step, report));
            experience.Batch.Observations.shape.Should().Equal(4, 3);
            return null;
        }

        experience.IsWarmingUp.Should().BeTrue();
        Fill(environment, rollout);
        experience.Learn(rollout, 4, true, 0.99, Minibatch);
        calls.Should().BeEmpty();
        Fill(environment, rollout);
        experience.Learn(rollout, 8, true, 0.99, Minibatch);
        experience.IsWarmingUp.Should().BeFalse();
        calls.Should().Equal((8, false), (8, false), (8, true));
    }

    private static void Fill(IVectorEnvironment environment, RolloutBuffer rollout)
    {
        using var agent = new SpgAgent(new SpgOptions { Hidden = "4", RolloutLength = rollout.Steps, Epochs = 1 }, s_context);
        var random = new Xoshiro256(1);
        new RolloutCollector(environment, rollout, new EpisodeStatistics()).Collect(agent, ref random);
    }
}
