using SoftRL.Environments;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Training;

/// <summary>What an off-policy agent has seen, when it learns from it, and the generator that it draws from while learning.</summary>
/// <remarks>Owns its memory. Create it outside any dispose scope.</remarks>
public sealed class OffPolicyExperience : IDisposable
{
    private readonly ReplayMemory _replay;
    private readonly ReplaySettings _settings;
    private readonly MinibatchShards _shards;
    private readonly ReplayBatch[] _parts;
    private readonly long _runSteps;
    private bool _unread;
    private Xoshiro256 _draws;

    /// <summary>Allocates memory and minibatch.</summary>
    /// <param name="context">What the agent is built for.</param>
    /// <param name="settings">How much is kept, and how it is drawn.</param>
    /// <param name="shards">Who shares the minibatches; one thread alone when omitted. Borrowed.</param>
    /// <exception cref="ArgumentException">The memory is too small, or the shards divide minibatches of another size.</exception>
    public OffPolicyExperience(AgentContext context, ReplaySettings settings, MinibatchShards? shards = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(settings);
        (_settings, _runSteps) = (settings, context.RunSteps);
        _shards = shards ?? new MinibatchShards(1, settings.BatchSize);
        if (_shards.Transitions != settings.BatchSize)
        {
            throw new ArgumentException($"shards divide {_shards.Transitions} transitions; the minibatch has {settings.BatchSize}.", nameof(shards));
        }

        _replay = new ReplayMemory(settings.Capacity, context.Environments, context.Observation, context.Actions, settings.PriorityExponent);
        Batch = new ReplayBatch(settings.BatchSize, context.Observation, context.Actions, context.Device);
        _parts = _shards.Count == 1 ? [Batch] : [.. Enumerable.Range(0, _shards.Count).Select(shard => Batch.Part(_shards.First(shard), _shards.Rows(shard)))];
        _draws = new Xoshiro256(Seeds.Derive(context.Seed, "replay"));
    }

    /// <summary>The minibatch drawn last; where several shards share it, its rows are there after the first <see cref="Share"/>.</summary>
    public ReplayBatch Batch { get; }

    /// <summary>The rows of the minibatch that a shard has.</summary>
    /// <param name="shard">The shard's number.</param>
    /// <returns>The rows, owned by this object.</returns>
    public ReplayBatch Part(int shard) => _parts[shard];

    /// <summary>The generator of minibatches and their noise.</summary>
    public ref Xoshiro256 Draws => ref _draws;

    /// <summary>Environment steps taken until the last rollout's end.</summary>
    public long Step { get; private set; }

    /// <summary>Whether actions are still random.</summary>
    public bool IsWarmingUp => Step < _settings.LearningStarts;

    /// <summary>Takes over a rollout and learns from minibatches when there is enough.</summary>
    /// <param name="rollout">What was collected. Borrowed.</param>
    /// <param name="step">Environment steps so far.</param>
    /// <param name="report">Whether figures are wanted, of the last minibatch.</param>
    /// <param name="minibatch">Learns from <see cref="Batch"/>, in a dispose scope of its own; takes the steps so far and whether figures are wanted.</param>
    /// <returns>The figures, or null.</returns>
    public UpdateReport? Learn(RolloutBuffer rollout, long step, bool report, Func<long, bool, UpdateReport?> minibatch)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        ArgumentNullException.ThrowIfNull(minibatch);
        _replay.Add(rollout);
        Step = step;
        UpdateReport? figures = null;
        for (var count = 1; !IsWarmingUp && count <= _settings.Minibatches; count++)
        {
            using var scope = NewDisposeScope();
            _replay.Draw(Batch, ref _draws, _settings.PriorityCorrection.At(step, _runSteps));
            _unread = _parts.Length > 1;
            if (!_unread)
            {
                Read(0);
            }

            figures = minibatch(step, report && count == _settings.Minibatches);
        }

        return figures;
    }

    /// <summary>Runs the work on the minibatch for every shard at the same time, and returns when all are done.</summary>
    /// <param name="work">Takes the shard's number; it runs on the shard's thread and has dispose scopes of its own.</param>
    public void Share(Action<int> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        _shards.Run(!_unread ? work : shard =>
        {
            Read(shard);
            work(shard);
        });
        _unread = false;
    }

    /// <summary>Sets the priorities of the transitions of the minibatch drawn last; nothing without priorities.</summary>
    /// <param name="errors">Their errors, B on the CPU; the sign does not matter. Borrowed.</param>
    /// <exception cref="ArgumentException">Their number is not B.</exception>
    public void SetPriorities(ReadOnlySpan<float> errors)
    {
        if (errors.Length != Batch.Size)
        {
            throw new ArgumentException($"errors has {errors.Length} entries; {Batch.Size} are needed, one per transition.", nameof(errors));
        }

        _replay.SetPriorities(Batch, errors);
    }

    /// <summary>Writes the memory, the generator and the step.</summary>
    /// <param name="writer">The checkpoint being written. Borrowed.</param>
    public void Save(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _replay.Save(writer);
        using var state = new BinaryWriter(writer.Part("experience.bin"), System.Text.Encoding.UTF8, leaveOpen: true);
        _draws.Save(state);
        state.Write(Step);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="checkpoint">The checkpoint. Borrowed.</param>
    public void Load(Checkpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        _replay.Load(checkpoint);
        using var state = new BinaryReader(checkpoint.Open("experience.bin"));
        _draws = Xoshiro256.Load(state);
        Step = state.ReadInt64();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _replay.Dispose();
        foreach (var part in _parts.Where(part => part != Batch))
        {
            part.Dispose();
        }

        Batch.Dispose();
    }

    private void Read(int shard)
        => _replay.FillRows(Batch, _shards.First(shard), _parts[shard].Size, _settings.Steps, _settings.Discount);
}
