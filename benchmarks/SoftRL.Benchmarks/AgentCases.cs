using SoftRL.Agents.ActorCritic;
using SoftRL.Agents.SoftQ;
using SoftRL.Environments;
using SoftRL.Training;
using static TorchSharp.torch;

namespace SoftRL.Benchmarks;

/// <summary>Agents on MinAtar with sixteen environments: a rollout of five steps, and the update on it.</summary>
internal static class AgentCases
{
    public static CaseGroup Create()
    {
        var owned = new List<IDisposable>();
        var items = new[] { A2cAgent.Descriptor, SoftQAgent.Descriptor }.SelectMany(descriptor => Of(descriptor, owned)).ToArray();
        return new CaseGroup(items, [.. owned]);
    }

    private static IEnumerable<(string Name, Action Action)> Of(AgentDescriptor descriptor, List<IDisposable> owned)
    {
        var spec = EnvironmentCatalog.Find("MinAtar/Breakout-v1");
        var context = new AgentContext(spec.ObservationSpace, spec.ActionSpace, 16, CPU, Seed: 1, RunSteps: 1_000_000, _ => FixedReference.CountingMeasure());
        var agent = descriptor.Create(descriptor.DefaultOptions(), context);
        var environment = spec.CreateVector(16, seed: 1);
        var rollout = new RolloutBuffer(agent.RolloutLength, 16, spec.ObservationSpace, CPU);
        owned.AddRange([agent, environment, rollout]);
        environment.Reset();
        var collector = new RolloutCollector(environment, rollout, new EpisodeStatistics());
        var random = new Xoshiro256(1);
        return
        [
            ($"{descriptor.Name}: rollout of 5 × 16 steps", () => collector.Collect(agent, ref random)),
            ($"{descriptor.Name}: update on 80 steps", () => agent.Update(rollout, 80, report: false)),
        ];
    }
}
