using System.Diagnostics;
using System.Runtime.InteropServices;
using SoftRL.Environments;
using SoftRL.Training;
using static TorchSharp.torch;

namespace SoftRL.Cli;

/// <summary>An agent that learns from random transitions in its replay memory, one minibatch for each step that is added: what learning costs without acting and environments.</summary>
internal static class UpdateLoop
{
    private const int Held = 10_000;

    /// <summary>Measures on this thread.</summary>
    /// <param name="agent">An agent that learns from replay: <c>dqn</c> on MinAtar Breakout's spaces, any other on HalfCheetah's (17 numbers in, 6 out).</param>
    /// <param name="seconds">How long, after a quarter of it to warm up.</param>
    /// <param name="shards">Threads that share each minibatch.</param>
    /// <param name="assignments">Options of the agent, as <c>--set</c> takes them.</param>
    /// <returns>Updates per second.</returns>
    public static double Measure(string agent, double seconds, int shards, params IEnumerable<string> assignments)
    {
        var descriptor = BuiltIn.Agents.Find(agent);
        var (observation, actions) = Spaces(descriptor.Name);
        var options = OptionsBinder.Apply(descriptor.DefaultOptions(), [$"learning-starts={Held}", $"replay-capacity={Held}", .. assignments]);
        var context = new AgentContext(observation, actions, 1, CPU, 1, 1_000_000, _ => FixedReference.CountingMeasure()) { Shards = shards };
        using var learner = descriptor.Create(options, context);
        using var rollout = new RolloutBuffer(learner.RolloutLength, 1, observation, CPU, actions);
        var random = new Xoshiro256(1);
        long step = 0;
        while (step < Held)
        {
            Fill(rollout, actions, ref random);
            learner.Update(rollout, step += rollout.Count, report: false);
        }

        _ = Rate(learner, rollout, ref step, seconds / 4);
        return Rate(learner, rollout, ref step, seconds);
    }

    private static double Rate(IAgent learner, RolloutBuffer rollout, ref long step, double seconds)
    {
        var start = Stopwatch.GetTimestamp();
        var updates = 0;
        double elapsed;
        do
        {
            learner.Update(rollout, step += rollout.Count, report: false);
            updates++;
        }
        while ((elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds) < seconds || updates < 5);
        return updates / elapsed;
    }

    private static (ObservationSpace Observation, ActionSpace Actions) Spaces(string agent)
    {
        if (agent == "dqn")
        {
            var game = BuiltIn.FindEnvironment("MinAtar/Breakout-v1");
            return (game.ObservationSpace, game.ActionSpace);
        }

        return (ObservationSpace.Uniform([17]), new BoxActions([-1, -1, -1, -1, -1, -1], [1, 1, 1, 1, 1, 1]));
    }

    private static void Fill(RolloutBuffer rollout, ActionSpace actions, ref Xoshiro256 random)
    {
        rollout.Begin();
        var rewards = MemoryMarshal.Cast<byte, float>(rollout.Rewards.bytes);
        for (var step = 0; step <= rollout.Steps; step++)
        {
            foreach (ref var number in rollout.ObservationMemory(step))
            {
                number = actions is DiscreteActions ? (random.NextDouble() < 0.1 ? 1 : 0) : (float)random.NextGaussian();
            }
        }

        for (var step = 0; step < rollout.Steps; step++)
        {
            rewards[step] = (float)random.NextGaussian();
            var taken = rollout.ActionMemory(step);
            if (actions is DiscreteActions { Count: var count })
            {
                taken.Indices[0] = random.NextInt(count);
                continue;
            }

            foreach (ref var coordinate in taken.Vectors)
            {
                coordinate = (float)random.NextUniform(-1, 1);
            }
        }
    }
}
