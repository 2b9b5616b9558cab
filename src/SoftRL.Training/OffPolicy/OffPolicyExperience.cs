using SoftRL.Environments;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Training;

/// <summary>What an off-policy agent has seen, when it learns from it, and the generator that it draws from while learning.</summary>
/// <remarks>Owns its memory. Create it outside any dispose scope.</remarks>
public sealed class OffPolicyExperience : IDisposable
{
    private readonly ReplayMemory _replay;
    private readonly int _learningStarts;
    private readonly int _minibatches;
    private Xoshiro256 _draws;
    private long _step;

    /// <summary>Allocates memory and minibatch.</summary>
    /// <param name="context">What the agent is built for.</param>
    /// <param name="capacity">Environment steps kept, two per environment or more.</param>
    /// <param name="batch">Transitions in a minibatch, positive.</param>
    /// <param name="learningStarts">Environment steps before the first minibatch, 0 or more.</param>
    /// <param name="minibatches">Minibatches after each rollout, positive.</param>
    /// <exception cref="ArgumentException">The memory is too small.</exception>
    public OffPolicyExperience(AgentContext context, int capacity, int batch, int learningStarts, int minibatches)
    {
        ArgumentNullException.ThrowIfNull(context);
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

    /// <summary>Takes over a rollout and learns from minibatches of one-step transitions when there is enough.</summary>
    /// <param name="rollout">What was collected. Borrowed.</param>
    /// <param name="step">Environment steps so far.</param>
    /// <param name="report">Whether figures are wanted, of the last minibatch.</param>
    /// <param name="discount">γ per environment step.</param>
    /// <param name="minibatch">Learns from <see cref="Batch"/>, in a dispose scope of its own; takes the steps so far and whether figures are wanted.</param>
    /// <returns>The figures, or null.</returns>
    public UpdateReport? Learn(RolloutBuffer rollout, long step, bool report, double discount, Func<long, bool, UpdateReport?> minibatch)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        ArgumentNullException.ThrowIfNull(minibatch);
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

    /// <summary>Writes the memory, the generator and the step.</summary>
    /// <param name="writer">The checkpoint being written. Borrowed.</param>
    public void Save(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _replay.Save(writer);
        using var state = new BinaryWriter(writer.Part("experience.bin"), System.Text.Encoding.UTF8, leaveOpen: true);
        _draws.Save(state);
        state.Write(_step);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="checkpoint">The checkpoint. Borrowed.</param>
    public void Load(Checkpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        _replay.Load(checkpoint);
        using var state = new BinaryReader(checkpoint.Open("experience.bin"));
        _draws = Xoshiro256.Load(state);
        _step = state.ReadInt64();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _replay.Dispose();
        Batch.Dispose();
    }
}
