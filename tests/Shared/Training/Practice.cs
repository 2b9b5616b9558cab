using SoftRL.Environments;
using SoftRL.Training;
using static TorchSharp.torch;

namespace SoftRL.Tests;

/// <summary>An agent that collects and learns without a run directory; owns its environments, not the agent.</summary>
internal sealed class Practice : IDisposable
{
    private readonly IAgent _agent;
    private readonly IVectorEnvironment _environment;
    private readonly RolloutBuffer _rollout;
    private readonly RolloutCollector _collector;
    private Xoshiro256 _random;
    private long _steps;

    public Practice(IAgent agent, EnvironmentSpec spec, int environments, ulong seed = 2)
    {
        _agent = agent;
        _environment = spec.CreateVector(environments, seed);
        _rollout = new RolloutBuffer(agent.RolloutLength, environments, spec.ObservationSpace, CPU, spec.ActionSpace);
        _collector = new RolloutCollector(_environment, _rollout, new EpisodeStatistics());
        _random = new Xoshiro256(seed + 1);
        _environment.Reset();
    }

    /// <summary>Trains for so many updates more, of which the last reports, or every so-many-th.</summary>
    /// <returns>The last report.</returns>
    public UpdateReport? Update(int updates, int? reportEvery = null)
    {
        UpdateReport? last = null;
        for (var update = 1; update <= updates; update++)
        {
            _collector.Collect(_agent, ref _random);
            last = _agent.Update(_rollout, _steps += _rollout.Count, report: update == updates || update % (reportEvery ?? updates) == 0) ?? last;
        }

        return last;
    }

    /// <summary>Trains until so many steps were played in all; the last update reports.</summary>
    /// <returns>The last report.</returns>
    public UpdateReport? TrainTo(long steps) => Update((int)((steps - _steps + _rollout.Count - 1) / _rollout.Count));

    public void Dispose()
    {
        _rollout.Dispose();
        _environment.Dispose();
    }
}
