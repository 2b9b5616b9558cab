using SoftRL.Environments;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Training;

/// <summary>
/// K shards, each with its environments, its rollout and a copy of the agent, collect and differentiate at the same time, each on a thread of its own; their gradients are
/// added in order and the agent takes one optimiser step.
/// </summary>
/// <remarks>
/// The same K gives the same bits. Another K gives the same up to rounding: environments have the episodes, and draw the random numbers, that they have without shards.
/// Owns the environments and the copies, borrows the agent.
/// </remarks>
internal sealed class ShardedLoop : ITrainingLoop
{
    private readonly IGradientAgent _agent;
    private readonly Shard[] _shards;
    private readonly ShardCrew _crew;
    private readonly EpisodeStatistics _episodes;
    private readonly Action<int> _collect;
    private readonly Action<int> _differentiate;
    private Xoshiro256 _random;
    private Xoshiro256 _after;
    private int _pass;
    private bool _report;

    /// <summary>Builds the loop.</summary>
    /// <param name="agent">The agent. Borrowed.</param>
    /// <param name="copy">Makes a copy of the agent for so many environments; its parameters are overwritten.</param>
    /// <param name="create">Makes environments from the number of the first and how many.</param>
    /// <param name="environments">N, of all shards.</param>
    /// <param name="shards">K, at most N.</param>
    /// <param name="episodes">Receives finished episodes. Borrowed.</param>
    /// <param name="device">Where the agents compute.</param>
    public ShardedLoop(
        IGradientAgent agent, Func<int, IGradientAgent> copy, Func<int, int, IVectorEnvironment> create, int environments, int shards, EpisodeStatistics episodes, Device device)
    {
        (_agent, _episodes) = (agent, episodes);
        _shards = new Shard[shards];
        for (var index = 0; index < shards; index++)
        {
            var first = index * environments / shards;
            var count = ((index + 1) * environments / shards) - first;
            _shards[index] = new Shard(index == 0 ? agent : Follower(copy(count), agent), create(first, count), first, environments, device);
        }

        StepsPerTurn = agent.RolloutLength * environments;
        _crew = new ShardCrew(shards);
        _collect = Collect;
        _differentiate = Differentiate;
    }

    public int StepsPerTurn { get; }

    public bool ExactSnapshots => _shards.All(shard => shard.Environment.ExactSnapshots);

    public UpdateReport? Turn(ref Xoshiro256 random, long step, bool report)
    {
        (_random, _pass, _report) = (random, 0, report && _agent.Passes == 1);
        _crew.Run(_collect);
        random = _after;
        var learningRate = Step(step);
        for (_pass = 1; _pass < _agent.Passes; _pass++)
        {
            _report = report && _pass == _agent.Passes - 1;
            _crew.Run(_differentiate);
            learningRate = Step(step);
        }

        foreach (var shard in _shards)
        {
            shard.ReportEpisodes(_episodes);
        }

        return report ? Figures(learningRate) : null;
    }

    public void Reset() => Array.ForEach(_shards, shard => shard.Environment.Reset());

    public void Save(BinaryWriter writer) => Array.ForEach(_shards, shard => shard.Environment.Save(writer));

    public void Load(BinaryReader reader) => Array.ForEach(_shards, shard => shard.Environment.Load(reader));

    public void Dispose()
    {
        _crew.Dispose();
        foreach (var shard in _shards)
        {
            shard.Dispose();
            if (shard.Agent != _agent)
            {
                shard.Agent.Dispose();
            }
        }
    }

    private void Collect(int index)
    {
        var random = _shards[index].Collect(_random);
        _shards[index].Differentiate(0, _report);
        if (index == 0)
        {
            _after = random;
        }
    }

    private void Differentiate(int index)
    {
        _shards[index].Differentiate(_pass, _report);
    }

    // It reads the agent's parameters where they lie: nothing is copied after a step, and nothing reads while a step writes.
    private static IGradientAgent Follower(IGradientAgent copy, IGradientAgent agent)
    {
        copy.Parameters[0].Share(agent.Parameters[0]);
        return copy;
    }

    // The gradient of the mean over all environments, added in the order of the shards.
    private double Step(long step)
    {
        var sum = _agent.Parameters[0];
        for (var index = 1; index < _shards.Length; index++)
        {
            sum.BlendGradients(index == 1 ? _shards[0].Share : 1, _shards[index].Agent.Parameters[0], _shards[index].Share);
        }

        return _agent.Step(step);
    }

    private UpdateReport Figures(double learningRate)
    {
        double Mean(Func<UpdateReport, double> figure) => _shards.Sum(shard => shard.Share * figure(shard.Figures!));
        return _shards[0].Figures! with
        {
            Loss = Mean(figures => figures.Loss),
            ValueLoss = _shards[0].Figures!.ValueLoss is null ? null : Mean(figures => figures.ValueLoss!.Value),
            Entropy = Mean(figures => figures.Entropy),
            Kl = Mean(figures => figures.Kl),
            GradientNorm = _agent.LastGradientNorm,
            LearningRate = learningRate,
        };
    }
}
