using SoftRL.Environments;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Training;

/// <summary>A share of a run's environments with a rollout and a copy of the agent of its own. The first shard's copy is the agent itself.</summary>
/// <remarks>Owns all but the agent. Used by one thread at a time.</remarks>
internal sealed class Shard : IDisposable
{
    private readonly RolloutBuffer _rollout;
    private readonly RolloutCollector _collector;
    private readonly List<(double Return, int Length)> _episodes = [];
    private readonly int _before;
    private readonly int _after;

    /// <summary>Puts a shard together.</summary>
    /// <param name="agent">Its copy of the agent. Borrowed.</param>
    /// <param name="environment">Its environments; owned from here on.</param>
    /// <param name="first">Number of its first environment.</param>
    /// <param name="total">Environments of all shards.</param>
    /// <param name="device">Where the agent computes.</param>
    public Shard(IGradientAgent agent, IVectorEnvironment environment, int first, int total, Device device)
    {
        (Agent, Environment) = (agent, environment);
        _rollout = new RolloutBuffer(agent.RolloutLength, environment.Count, environment.ObservationSpace, device, environment.ActionSpace);
        _collector = new RolloutCollector(environment, _rollout, (total, length) => _episodes.Add((total, length)));
        Share = (double)environment.Count / total;
        (_before, _after) = (first * agent.DrawsPerAction, (total - first - environment.Count) * agent.DrawsPerAction);
    }

    public IGradientAgent Agent { get; }

    public IVectorEnvironment Environment { get; }

    /// <summary>Its part of all environments.</summary>
    public double Share { get; }

    /// <summary>Figures of the last pass, when asked for.</summary>
    public UpdateReport? Figures { get; private set; }

    /// <summary>Collects a rollout with this shard's part of the random numbers.</summary>
    /// <returns>The generator after the rollout: the same for every shard.</returns>
    public Xoshiro256 Collect(Xoshiro256 random)
    {
        _collector.Collect(Agent, ref random, _before, _after);
        return random;
    }

    /// <summary>Puts the gradient of one pass over its rollout into its agent.</summary>
    public void Differentiate(int pass, bool report) => Figures = Agent.Differentiate(_rollout, pass, report);

    /// <summary>Hands over the episodes that ended in the last rollout, in order.</summary>
    public void ReportEpisodes(EpisodeStatistics statistics)
    {
        foreach (var (total, length) in _episodes)
        {
            statistics.Add(total, length);
        }

        _episodes.Clear();
    }

    public void Dispose()
    {
        _rollout.Dispose();
        Environment.Dispose();
    }
}
