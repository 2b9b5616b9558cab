using SoftRL.Environments;
using SoftRL.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Agents.Sac;

/// <summary>What an off-policy agent has seen, when it learns from it, and the generator that it draws from while learning.</summary>
/// <remarks>Owns its memory. Create it outside any dispose scope.</remarks>
internal sealed class Experience : IDisposable
{
    private readonly ReplayMemory _replay;
    private readonly int _learningStarts;
    private readonly int _minibatches;
    private Xoshiro256 _draws;
    private long _step;

    public Experience(AgentContext context, int capacity, int batch, int learningStarts, int minibatches)
    {
        (_learningStarts, _minibatches) = (learningStarts, minibatches);
        _replay = new ReplayMemory(capacity, context.Environments, context.Observation, context.Actions);
        Batch = new ReplayBatch(batch, context.Observation, context.Actions, context.Device);
        _draws = new Xoshiro256(Seeds.Derive(context.Seed, "replay"));
    }

    /// <summary>The minibatch drawn last.</summary>
    public ReplayBatch Batch { get; }

    /// <summary>The generator of minibatches and their noise.</summary>
    public ref Xoshiro256 Draws => ref _draws;

    /// <summary>Whether actions are still random.</summary>
    public bool IsWarmingUp => _step < _learningStarts;

    /// <summary>Takes over a rollout and learns from minibatches when there is enough.</summary>
    public UpdateReport? Learn(RolloutBuffer rollout, long step, bool report, double discount, Func<long, bool, UpdateReport?> minibatch)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        _replay.Add(rollout);
        _step = step;
        UpdateReport? figures = null;
        for (var count = 1; !IsWarmingUp && count <= _minibatches; count++)
        {
            using var scope = NewDisposeScope();
            _replay.Sample(Batch, 1, discount, ref _draws);
            figures = minibatch(step, report && count == _minibatches);
        }

        return figures;
    }

    public void Save(CheckpointWriter writer)
    {
        _replay.Save(writer);
        using var state = new BinaryWriter(writer.Part("experience.bin"), System.Text.Encoding.UTF8, leaveOpen: true);
        _draws.Save(state);
        state.Write(_step);
    }

    public void Load(Checkpoint checkpoint)
    {
        _replay.Load(checkpoint);
        using var state = new BinaryReader(checkpoint.Open("experience.bin"));
        _draws = Xoshiro256.Load(state);
        _step = state.ReadInt64();
    }

    public void Dispose()
    {
        _replay.Dispose();
        Batch.Dispose();
    }
}
