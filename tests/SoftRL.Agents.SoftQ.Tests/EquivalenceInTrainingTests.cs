using SoftRL.Agents.ActorCritic;
using SoftRL.Environments;
using SoftRL.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Agents.SoftQ.Tests;

/// <summary>The two agents, as shipped, on the same rollouts: their mean gradients agree although each single one differs.</summary>
public sealed class EquivalenceInTrainingTests
{
    private const int Environments = 256;
    private const int Rollouts = 400;

    [Fact]
    public void TheMeanGradientOfSoftQIsThatOfA2c()
    {
        // Both agents start from the same weights and do not move (learning rate 0). Over Rollouts · Environments · n = 512,000 steps of a temperature that matters, the
        // mean difference of the gradients must be small beside the gradient itself, and beside its own standard error (4.5 of them: about 7e-6 per comparison).
        var (a2c, softQ) = (Agent(A2cAgent.Descriptor, "value-coefficient=0.5"), Agent(SoftQAgent.Descriptor, "value-scale=0.5"));
        using (a2c)
        using (softQ)
        {
            var projection = Projection(a2c.Parameters.Count);
            double sum = 0, sumOfSquares = 0, scale = 0;
            using var environment = EnvironmentCatalog.Find("CartPole-v1").CreateVector(Environments, 5);
            environment.Reset();
            using var rollout = new RolloutBuffer(a2c.RolloutLength, Environments, environment.ObservationSpace, CPU);
            var collector = new RolloutCollector(environment, rollout, new EpisodeStatistics());
            var random = new Xoshiro256(6);
            for (var index = 0; index < Rollouts; index++)
            {
                collector.Collect(a2c, ref random);
                var (left, right) = (Gradient(a2c, rollout, projection), Gradient(softQ, rollout, projection));
                sum += right - left;
                sumOfSquares += (right - left) * (right - left);
                scale += Math.Abs(left) / Rollouts;
            }

            var mean = sum / Rollouts;
            var error = Math.Sqrt(((sumOfSquares / Rollouts) - (mean * mean)) / Rollouts);
            error.Should().BePositive("single gradients differ");
            Math.Abs(mean).Should().BeLessThan(4.5 * error);
            error.Should().BeLessThan(0.05 * scale, "the comparison must be able to see a difference");
        }
    }

    private static double Gradient(IAgent agent, RolloutBuffer rollout, float[] projection)
    {
        agent.Update(rollout, rollout.Count, report: false);
        var gradient = agent.Parameters[0].Gradients.data<float>().ToArray();
        return gradient.Zip(projection, (g, p) => (double)g * p).Sum();
    }

    private static float[] Projection(long count)
    {
        var random = new Xoshiro256(8);
        var projection = new float[count];
        for (var index = 0; index < count; index++)
        {
            projection[index] = (float)random.NextGaussian();
        }

        return projection;
    }

    private static IAgent Agent(AgentDescriptor descriptor, string option)
    {
        var environment = EnvironmentCatalog.Find("CartPole-v1");
        var context = new AgentContext(
            environment.ObservationSpace,
            environment.ActionSpace,
            Environments,
            CPU,
            Seed: 2,
            RunSteps: 1_000,
            _ => FixedReference.From(tensor(new[] { MathF.Log(0.3f), MathF.Log(0.7f) }), CPU));
        var options = OptionsBinder.Apply(descriptor.DefaultOptions(), ["temperature=0.5", "learning-rate=0", "max-gradient-norm=1e9", option]);
        return descriptor.Create(options, context);
    }
}
