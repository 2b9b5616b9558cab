using System.Runtime.InteropServices;
using SoftRL.Environments;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Training;

/// <summary>T steps of N environments, time first, written in place by the collector and read by the learner as tensors without a copy.</summary>
/// <remarks>
/// Owns its tensors, which live on the CPU; <see cref="ObservationBatch"/> and the others move them to the learner's device in one transfer each. Row T of the
/// observations is where the next rollout starts. Nothing is allocated per environment step. Create it outside any dispose scope.
/// </remarks>
public sealed class RolloutBuffer : IDisposable
{
    private readonly Tensor _observations;
    private readonly Tensor[] _observationRows;
    private readonly Tensor _observationBatch;
    private readonly Tensor _actions;
    private readonly Tensor _rewards;
    private readonly Tensor _terminated;
    private readonly Tensor _truncated;
    private readonly Tensor _actionBatch;
    private readonly int _actionDimension;
    private readonly long[] _observationShape;
    private readonly int _observationSize;
    private readonly Device _device;
    private readonly List<int> _truncatedRows = [];
    private float[] _truncatedObservations = [];

    /// <summary>Allocates the buffer.</summary>
    /// <param name="steps">T, positive.</param>
    /// <param name="environments">N, positive.</param>
    /// <param name="observation">The environments' observation space, float32.</param>
    /// <param name="device">The learner's device.</param>
    /// <param name="actions">The environments' actions; discrete when omitted.</param>
    public RolloutBuffer(int steps, int environments, ObservationSpace observation, Device device, ActionSpace? actions = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(environments);
        ArgumentNullException.ThrowIfNull(observation);
        (Steps, Environments, _device) = (steps, environments, device);
        _observationShape = Array.ConvertAll(observation.Shape.ToArray(), size => (long)size);
        _observationSize = observation.Size;
        using var scope = NewDisposeScope();
        _observations = zeros([steps + 1, environments, .. _observationShape], dtype: ScalarType.Float32).DetachFromDisposeScope();
        _observationRows = new Tensor[steps + 1];
        for (var step = 0; step <= steps; step++)
        {
            _observationRows[step] = _observations.select(0, step).DetachFromDisposeScope();
        }

        _observationBatch = _observations.narrow(0, 0, steps).view([(long)steps * environments, .. _observationShape]).DetachFromDisposeScope();
        _actionDimension = (actions as BoxActions)?.Dimension ?? 0;
        long[] actionShape = _actionDimension == 0 ? [] : [_actionDimension];
        _actions = zeros([steps, environments, .. actionShape], dtype: _actionDimension == 0 ? ScalarType.Int64 : ScalarType.Float32).DetachFromDisposeScope();
        _actionBatch = _actions.view([(long)steps * environments, .. actionShape]).DetachFromDisposeScope();
        _rewards = zeros([steps, environments], dtype: ScalarType.Float32).DetachFromDisposeScope();
        _terminated = zeros([steps, environments], dtype: ScalarType.Float32).DetachFromDisposeScope();
        _truncated = zeros([steps, environments], dtype: ScalarType.Float32).DetachFromDisposeScope();
    }

    /// <summary>T, the steps of one rollout.</summary>
    public int Steps { get; }

    /// <summary>N, the environments.</summary>
    public int Environments { get; }

    /// <summary>Steps × environments.</summary>
    public int Count => Steps * Environments;

    /// <summary>Observations before each step, <c>[T·N, …]</c> on the learner's device. On the CPU a view owned by the buffer (do not dispose it), elsewhere a copy in the caller's scope.</summary>
    public Tensor ObservationBatch => OnDevice(_observationBatch);

    /// <summary>Actions taken: int64 <c>[T·N]</c>, or float32 <c>[T·N, A]</c> for vectors; ownership as <see cref="ObservationBatch"/>.</summary>
    public Tensor ActionBatch => OnDevice(_actionBatch);

    /// <summary>Rewards, float32 <c>[T, N]</c>; ownership as <see cref="ObservationBatch"/>.</summary>
    public Tensor Rewards => OnDevice(_rewards);

    /// <summary>1 where the episode terminated in the step, float32 <c>[T, N]</c>; ownership as <see cref="ObservationBatch"/>.</summary>
    public Tensor Terminated => OnDevice(_terminated);

    /// <summary>1 where the episode was truncated in the step, float32 <c>[T, N]</c>; ownership as <see cref="ObservationBatch"/>.</summary>
    public Tensor Truncated => OnDevice(_truncated);

    /// <summary>Indices <c>t·N + n</c> of the truncated steps, in order of time.</summary>
    public IReadOnlyList<int> TruncatedRows => _truncatedRows;

    /// <summary>The observations of one step of all environments, <c>[N, …]</c> on the learner's device; ownership as <see cref="ObservationBatch"/>.</summary>
    /// <param name="step">0 … T; T is the observation after the last step.</param>
    public Tensor ObservationsAt(int step) => OnDevice(_observationRows[step]);

    /// <summary>The final observations of the truncated steps, <c>[K, …]</c> in the order of <see cref="TruncatedRows"/>; in the caller's scope.</summary>
    public Tensor TruncatedObservations()
        => tensor(_truncatedObservations.AsMemory(0, _truncatedRows.Count * _observationSize), [_truncatedRows.Count, .. _observationShape], device: _device);

    /// <summary>Where the collector writes the observations of one step, <c>[N · observation size]</c>.</summary>
    /// <param name="step">0 … T.</param>
    public Span<float> ObservationMemory(int step)
        => Memory(_observations).Slice(step * Environments * _observationSize, Environments * _observationSize);

    /// <summary>Where the actor writes the actions of one step.</summary>
    /// <param name="step">0 … T−1.</param>
    public ActionRows ActionMemory(int step)
        => _actionDimension == 0
            ? new(MemoryMarshal.Cast<byte, long>(_actions.bytes).Slice(step * Environments, Environments))
            : new(Memory(_actions).Slice(step * Environments * _actionDimension, Environments * _actionDimension), _actionDimension);

    /// <summary>The reward of one step of one environment.</summary>
    internal float RewardAt(int step, int environment) => Memory(_rewards)[(step * Environments) + environment];

    /// <summary>How one step of one environment ended.</summary>
    internal StepEnd EndAt(int step, int environment)
    {
        var index = (step * Environments) + environment;
        return Memory(_terminated)[index] > 0 ? StepEnd.Terminated : Memory(_truncated)[index] > 0 ? StepEnd.Truncated : StepEnd.None;
    }

    /// <summary>One final observation, in the order of <see cref="TruncatedRows"/>.</summary>
    internal ReadOnlySpan<float> TruncatedObservationMemory(int index)
        => _truncatedObservations.AsSpan(index * _observationSize, _observationSize);

    /// <summary>Forgets the last rollout's truncated observations; called before the first step of a new one.</summary>
    public void Begin() => _truncatedRows.Clear();

    /// <summary>Records what the environments answered to the actions of one step.</summary>
    /// <param name="step">0 … T−1.</param>
    /// <param name="environment">The environments, just stepped. Borrowed.</param>
    public void Record(int step, IVectorEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        environment.Rewards.CopyTo(Memory(_rewards).Slice(step * Environments, Environments));
        var terminated = Memory(_terminated).Slice(step * Environments, Environments);
        var truncated = Memory(_truncated).Slice(step * Environments, Environments);
        var ends = environment.Ends;
        for (var index = 0; index < ends.Length; index++)
        {
            terminated[index] = ends[index] == StepEnd.Terminated ? 1 : 0;
            truncated[index] = ends[index] == StepEnd.Truncated ? 1 : 0;
            if (ends[index] == StepEnd.Truncated)
            {
                environment.FinalObservations.Slice(index * _observationSize, _observationSize).CopyTo(AddTruncated(step, index));
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var row in _observationRows)
        {
            row.Dispose();
        }

        foreach (var owned in new[] { _observationBatch, _actionBatch, _observations, _actions, _rewards, _terminated, _truncated })
        {
            owned.Dispose();
        }
    }

    private static Span<float> Memory(Tensor owned) => MemoryMarshal.Cast<byte, float>(owned.bytes);

    /// <summary>Writes what followed an action, for one environment.</summary>
    internal void Put(int step, int environment, float reward, StepEnd end)
    {
        var index = (step * Environments) + environment;
        Memory(_rewards)[index] = reward;
        Memory(_terminated)[index] = end == StepEnd.Terminated ? 1 : 0;
        Memory(_truncated)[index] = end == StepEnd.Truncated ? 1 : 0;
    }

    /// <summary>Room for the final observation of a truncated step; steps must come in order of time.</summary>
    internal Span<float> AddTruncated(int step, int environment)
    {
        var start = _truncatedRows.Count * _observationSize;
        if (start + _observationSize > _truncatedObservations.Length)
        {
            // Grows to the largest number of truncations seen in one rollout, then never again.
            Array.Resize(ref _truncatedObservations, Math.Max(start + _observationSize, 2 * _truncatedObservations.Length));
        }

        _truncatedRows.Add((step * Environments) + environment);
        return _truncatedObservations.AsSpan(start, _observationSize);
    }

    private Tensor OnDevice(Tensor owned) => _device.type == DeviceType.CPU ? owned : owned.to(_device);
}
