using SoftRL.Agents.ActorCritic;
using SoftRL.Environments;
using static TorchSharp.torch;

namespace SoftRL.Training.Tests;

public sealed class OffPolicyExperienceTests
{
    private static readonly EnvironmentSpec s_pendulum = EnvironmentCatalog.Find("Pendulum-v1");
    private static readonly AgentContext s_context = new(s_pendulum.ObservationSpace, s_pendulum.ActionSpace, 2, CPU, 1, 1000, _ => FixedReference.CountingMeasure());

    private static readonly ReplaySettings s_settings = new() { Capacity = 100, BatchSize = 4, LearningStarts = 8, Minibatches = 3, Discount = 0.99 };

    [Fact]
    public void MinibatchesBeginAfterTheWarmUpAndTheLastIsReported()
    {
        using var experience = new OffPolicyExperience(s_context, s_settings);
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
        experience.Learn(rollout, 4, true, Minibatch);
        calls.Should().BeEmpty();
        Fill(environment, rollout);
        experience.Learn(rollout, 8, true, Minibatch);
        experience.IsWarmingUp.Should().BeFalse();
        calls.Should().Equal((8, false), (8, false), (8, true));
    }

    [Fact]
    public void WindowsOfSeveralStepsAreDrawnByTheirErrors()
    {
        using var experience = new OffPolicyExperience(s_context, s_settings with { LearningStarts = 0, Minibatches = 1, Steps = 3, PriorityExponent = 1, PriorityCorrection = new Schedule.Constant(0.5) });
        using var environment = s_pendulum.CreateVector(2, 1);
        environment.Reset();
        using var rollout = new RolloutBuffer(10, 2, s_pendulum.ObservationSpace, CPU, s_pendulum.ActionSpace);
        Fill(environment, rollout);
        var mixed = 0;
        for (var count = 0; count < 50; count++)
        {
            experience.Learn(rollout, 20, false, (_, _) =>
            {
                mixed += experience.Batch.Weights.data<float>().ToArray().Distinct().Count() > 1 ? 1 : 0;
                experience.SetPriorities([1, 2, 3, 4]);
                return null;
            });
            experience.Batch.BootstrapDiscounts.data<float>().ToArray().Should().OnlyContain(weight => weight > 0.97);
        }

        mixed.Should().BePositive("weights follow from priorities");
        experience.Batch.BootstrapDiscounts.min().item<float>().Should().BeLessThan(0.99f, "windows have more than one step");
        var wrong = () => experience.SetPriorities([1]);
        wrong.Should().Throw<ArgumentException>().WithMessage("errors has 1*4 are needed*");
    }

    [Fact]
    public void ShardsReadTheirRowsOfTheMinibatchThatOneAloneReads()
    {
        using var shards = new MinibatchShards(3, 4);
        using var alone = new OffPolicyExperience(s_context, s_settings with { LearningStarts = 0, Minibatches = 1 });
        using var shared = new OffPolicyExperience(s_context, s_settings with { LearningStarts = 0, Minibatches = 1 }, shards);
        using var environment = s_pendulum.CreateVector(2, 1);
        environment.Reset();
        using var rollout = new RolloutBuffer(10, 2, s_pendulum.ObservationSpace, CPU, s_pendulum.ActionSpace);
        Fill(environment, rollout);
        var parts = new float[3][];
        alone.Learn(rollout, 20, false, (_, _) => null);
        shared.Learn(rollout, 20, false, (_, _) =>
        {
            shared.Share(shard => parts[shard] = shared.Part(shard).Observations.data<float>().ToArray());
            return null;
        });
        alone.Part(0).Should().BeSameAs(alone.Batch);
        parts.SelectMany(part => part).Should().Equal(alone.Batch.Observations.data<float>().ToArray());
        var wrong = () => new OffPolicyExperience(s_context, s_settings with { BatchSize = 5 }, shards);
        wrong.Should().Throw<ArgumentException>().WithMessage("shards divide 4*has 5*");
    }

    [Theory]
    [InlineData(0, 1.0, 0.5, nameof(ReplaySettings.Steps))]
    [InlineData(1, 1.5, 0.5, nameof(ReplaySettings.PriorityExponent))]
    [InlineData(1, 1.0, -0.5, nameof(ReplaySettings.PriorityCorrection))]
    public void SettingsOutOfRangeAreNamed(int steps, double exponent, double correction, string named)
    {
        var make = () => s_settings with { Steps = steps, PriorityExponent = exponent, PriorityCorrection = new Schedule.Constant(correction) };
        make.Should().Throw<ArgumentException>().WithMessage($"*{named}*");
    }

    private static void Fill(IVectorEnvironment environment, RolloutBuffer rollout)
    {
        using var agent = new SpgAgent(new SpgOptions { Hidden = "4", RolloutLength = rollout.Steps, Epochs = 1 }, s_context);
        var random = new Xoshiro256(1);
        new RolloutCollector(environment, rollout, new EpisodeStatistics()).Collect(agent, ref random);
    }
}
