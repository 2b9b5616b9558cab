using SoftRL.Environments;
using SoftRL.Training;
using static TorchSharp.torch;

namespace SoftRL.Benchmarks;

/// <summary>An agent with its environments and its rollout, one call at a time.</summary>
internal sealed class Experience : IDisposable
{
    private readonly IAgent _agent;
    private readonly IVectorEnvironment _environment;
    private readonly RolloutBuffer _rollout;
    private readonly RolloutCollector _collector;
    private Xoshiro256 _random = new(1);
    private long _step;

    public Experience(AgentDescriptor descriptor, string id, int environments, params string[] options)
    {
        var spec = EnvironmentCatalog.Find(id);
        var context = new AgentContext(spec.ObservationSpace, spec.ActionSpace, environments, CPU, Seed: 1, RunSteps: 1_000_000, _ => FixedReference.CountingMeasure());
        _agent = descriptor.Create(OptionsBinder.Apply(descriptor.DefaultOptions(), options), context);
        _environment = spec.CreateVector(environments, seed: 1);
        _rollout = new RolloutBuffer(_agent.RolloutLength, environments, spec.ObservationSpace, CPU, spec.ActionSpace);
        _environment.Reset();
        _collector = new RolloutCollector(_environment, _rollout, new EpisodeStatistics());
    }

    public void Collect() => _collector.Collect(_agent, ref _random);

    public void Learn() => _agent.Update(_rollout, _step += _rollout.Count, report: false);

    public void Dispose()
    {
        _agent.Dispose();
        _environment.Dispose();
        _rollout.Dispose();
    }
}
