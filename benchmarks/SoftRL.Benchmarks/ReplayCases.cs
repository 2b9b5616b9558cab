using SoftRL.Agents.Dqn;
using SoftRL.Agents.Sac;
using SoftRL.Environments;
using SoftRL.Training;
using static TorchSharp.torch;

namespace SoftRL.Benchmarks;

/// <summary>Agents that learn from replay: one step in one environment, and an update on one minibatch.</summary>
internal static class ReplayCases
{
    private const int Held = 2_000;

    public static CaseGroup Create()
    {
        var owned = new List<IDisposable>();
        var items = new[]
        {
            Of(DqnAgent.Descriptor, "MinAtar/Breakout-v1", owned, "random-actions=0", $"learning-starts={Held}"),
            Of(SacAgent.Descriptor, "Pendulum-v1", owned, $"learning-starts={Held}"),
        };
        return new CaseGroup([.. items.SelectMany(item => item)], [.. owned]);
    }

    private static IEnumerable<(string Name, Action Action)> Of(AgentDescriptor descriptor, string id, List<IDisposable> owned, params string[] options)
    {
        var spec = EnvironmentCatalog.Find(id);
        var context = new AgentContext(spec.ObservationSpace, spec.ActionSpace, 1, CPU, Seed: 1, RunSteps: 1_000_000, _ => FixedReference.CountingMeasure());
        var agent = descriptor.Create(OptionsBinder.Apply(descriptor.DefaultOptions(), options), context);
        var environment = spec.CreateVector(1, seed: 1);
        var rollout = new RolloutBuffer(1, 1, spec.ObservationSpace, CPU, spec.ActionSpace);
        owned.AddRange([agent, environment, rollout]);
        environment.Reset();
        var collector = new RolloutCollector(environment, rollout, new EpisodeStatistics());
        var random = new Xoshiro256(1);
        for (var step = 1; step <= Held; step++)
        {
            collector.Collect(agent, ref random);
            agent.Update(rollout, step, report: false);
        }

        return
        [
            ($"{descriptor.Name}: one step of {id}", () => collector.Collect(agent, ref random)),
            ($"{descriptor.Name}: update on one minibatch", () => agent.Update(rollout, Held, report: false)),
        ];
    }
}
