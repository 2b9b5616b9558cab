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
    private readonly long _runSteps;
    private Xoshiro256 _draws;

    /// <summary>Allocates memory and minibatch.</summary>
    /// <param name="context">What the agent is built for.</param>
    /// <param name="settings">How much is kept, and how it is drawn.</param>
    /// <exception cref="ArgumentException">The memory is too small.</exception>
    public OffPolicyExperience(AgentContext context, ReplaySettings settings)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(settings);
        (_settings, _runSteps) = (settings, context.RunSteps);
        _replay = new ReplayMemory(settings.Capacity, context.Environments, context.Observation, context.Actions, settings.PriorityExponent);
        Batch = new ReplayBatch(settings.BatchSize, context.Observation, context.Actions, context.Device);
        _draws = new Xoshiro256(Seeds.Derive(context.Seed, "replay"));
    }

    /// <summary>The minibatch drawn last.</summary>
    public ReplayBatch Batch { get; }

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
            _replay.Sample(Batch, _settings.Steps, _settings.Discount, ref _draws, _settings.PriorityCorrection.At(step, _runSteps));
            figures = minibatch(step, report && count == _settings.Minibatches);
        }

        return figures;
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
        Batch.Dispose();
    }
}
