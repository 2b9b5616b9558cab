using System.Diagnostics;
using SoftRL.Environments;
using SoftRL.Training;
using static TorchSharp.torch;

namespace SoftRL.Cli;

/// <summary>An agent in training, taken apart: the time in environments, in acting, in gradients, in optimiser steps.</summary>
internal static class PhaseLoop
{
    /// <summary>Names of the phases. Agents that take no gradient of their rollout as a whole learn in one piece.</summary>
    public static IReadOnlyList<string> Phases { get; } = ["environments", "acting and keeping rollouts", "gradient of a rollout", "clipping and optimiser", "learning in one piece"];

    /// <summary>Measures on this thread.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="id">The environment.</param>
    /// <param name="environments">Environments stepped together.</param>
    /// <param name="seconds">How long, after a quarter of it to warm up.</param>
    /// <param name="assignments">Options of the agent, as <c>--set</c> takes them.</param>
    /// <returns>Seconds per phase, and <c>steps</c> taken.</returns>
    public static IReadOnlyList<(string Name, double Value)> Measure(string agent, string id, int environments, double seconds, params IEnumerable<string> assignments)
    {
        var descriptor = BuiltIn.Agents.Find(agent);
        var spec = BuiltIn.FindEnvironment(id);
        var context = new AgentContext(spec.ObservationSpace, spec.ActionSpace, environments, CPU, Seed: 1, RunSteps: 1_000_000, _ => FixedReference.CountingMeasure());
        using var learner = descriptor.Create(OptionsBinder.Apply(descriptor.DefaultOptions(), assignments), context);
        using var timed = new TimedEnvironment(spec.CreateVector(environments, seed: 1));
        IVectorEnvironment environment = timed;
        using var rollout = new RolloutBuffer(learner.RolloutLength, environments, spec.ObservationSpace, CPU, spec.ActionSpace);
        environment.Reset();
        var collector = new RolloutCollector(environment, rollout, new EpisodeStatistics());
        var random = new Xoshiro256(1);
        var steps = 0L;
        _ = Run(seconds / 4);
        return Run(seconds);

        IReadOnlyList<(string Name, double Value)> Run(double limit)
        {
            var (begin, first) = (Stopwatch.GetTimestamp(), steps);
            var spent = new long[Phases.Count];
            timed.Ticks = 0;
            do
            {
                var start = Stopwatch.GetTimestamp();
                collector.Collect(learner, ref random);
                steps += rollout.Count;
                start = Count(1, start);
                if (learner is not IGradientAgent divided)
                {
                    learner.Update(rollout, steps, report: false);
                    Count(4, start);
                    continue;
                }

                for (var pass = 0; pass < divided.Passes; pass++)
                {
                    divided.Differentiate(rollout, pass, report: false);
                    start = Count(2, start);
                    divided.Step(steps);
                    start = Count(3, start);
                }
            }
            while (Stopwatch.GetElapsedTime(begin).TotalSeconds < limit);
            spent[0] = timed.Ticks;
            spent[1] -= timed.Ticks;
            return [.. Phases.Zip(spent, (name, ticks) => (name, ticks / (double)Stopwatch.Frequency)), ("steps", steps - first)];

            long Count(int phase, long start)
            {
                var now = Stopwatch.GetTimestamp();
                spent[phase] += now - start;
                return now;
            }
        }
    }
}
