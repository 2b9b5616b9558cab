using System.Runtime.InteropServices;
using SoftRL.Core;
using SoftRL.Environments;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Training;

/// <summary>A minibatch of B transitions drawn from a <see cref="ReplayMemory"/>, in buffers that are reused.</summary>
/// <remarks>Owns its tensors, which live on the CPU; the properties move them to the learner's device. Create it outside any dispose scope.</remarks>
public sealed class ReplayBatch : IDisposable
{
    private readonly Device _device;
    private readonly Tensor _observations;
    private readonly Tensor _nextObservations;
    private readonly Tensor _actions;
    private readonly Tensor _returns;
    private readonly Tensor _bootstraps;
    private readonly Tensor _weights;

    /// <summary>Allocates the buffers.</summary>
    /// <param name="size">B, positive.</param>
    /// <param name="observation">The environments' observations.</param>
    /// <param name="actions">The environments' actions.</param>
    /// <param name="device">The learner's device.</param>
    public ReplayBatch(int size, ObservationSpace observation, ActionSpace actions, Device device)
    {
        Size = Require.Positive(size);
        ArgumentNullException.ThrowIfNull(observation);
        ArgumentNullException.ThrowIfNull(actions);
        _device = device;
        long[] shape = [size, .. observation.Shape.ToArray().Select(extent => (long)extent)];
        ActionDimension = (actions as BoxActions)?.Dimension ?? 0;
        using var scope = NewDisposeScope();
        _observations = zeros(shape, dtype: ScalarType.Float32).DetachFromDisposeScope();
        _nextObservations = zeros(shape, dtype: ScalarType.Float32).DetachFromDisposeScope();
        _actions = (ActionDimension == 0 ? zeros([size], dtype: ScalarType.Int64) : zeros([size, ActionDimension], dtype: ScalarType.Float32)).DetachFromDisposeScope();
        _returns = zeros([size], dtype: ScalarType.Float32).DetachFromDisposeScope();
        _bootstraps = zeros([size], dtype: ScalarType.Float32).DetachFromDisposeScope();
        _weights = ones([size], dtype: ScalarType.Float32).DetachFromDisposeScope();
        Slots = new int[size];
    }

    private ReplayBatch(ReplayBatch whole, int first, int count)
    {
        (Size, ActionDimension, _device) = (count, whole.ActionDimension, whole._device);
        using var scope = NewDisposeScope();
        Tensor Rows(Tensor all) => all.narrow(0, first, count).DetachFromDisposeScope();
        _observations = Rows(whole._observations);
        _nextObservations = Rows(whole._nextObservations);
        _actions = Rows(whole._actions);
        _returns = Rows(whole._returns);
        _bootstraps = Rows(whole._bootstraps);
        _weights = Rows(whole._weights);
        Slots = new int[count];
    }

    /// <summary>B.</summary>
    public int Size { get; }

    /// <summary>s, <c>[B, …]</c> on the learner's device. On the CPU a view owned by the batch (do not dispose it), elsewhere a copy in the caller's scope; so are the others.</summary>
    public Tensor Observations => OnDevice(_observations);

    /// <summary>a: int64 <c>[B]</c>, or float32 <c>[B, A]</c>.</summary>
    public Tensor Actions => OnDevice(_actions);

    /// <summary>Σ_{d&lt;m} γ^d r_{t+d}, <c>[B]</c>, over the m ≤ n steps that the window holds.</summary>
    public Tensor Returns => OnDevice(_returns);

    /// <summary>The true successor m steps later, <c>[B, …]</c>; the observation itself where the episode terminated, whose value does not count.</summary>
    public Tensor NextObservations => OnDevice(_nextObservations);

    /// <summary>γ^m, the weight of the successor's value, <c>[B]</c>; 0 where the episode terminated.</summary>
    public Tensor BootstrapDiscounts => OnDevice(_bootstraps);

    /// <summary>Importance weights, <c>[B]</c>; 1 unless drawn by priority.</summary>
    public Tensor Weights => OnDevice(_weights);

    /// <summary>Some rows as a minibatch of their own, in the same memory: what is drawn into this one shows there.</summary>
    /// <param name="first">The first row.</param>
    /// <param name="count">How many, positive.</param>
    /// <returns>The rows, owned by the caller.</returns>
    /// <exception cref="ArgumentOutOfRangeException">They are not within this minibatch.</exception>
    public ReplayBatch Part(int first, int count)
    {
        Require.Within(0, Size - 1, first);
        Require.Within(1, Size - first, count);
        return new ReplayBatch(this, first, count);
    }

    internal int ActionDimension { get; }

    internal int[] Slots { get; }

    internal Span<float> ObservationMemory(int row) => Row(_observations, row);

    internal Span<float> NextObservationMemory(int row) => Row(_nextObservations, row);

    internal Span<long> ActionIndices => MemoryMarshal.Cast<byte, long>(_actions.bytes);

    internal Span<float> ActionVectors => MemoryMarshal.Cast<byte, float>(_actions.bytes);

    internal Span<float> ReturnMemory => MemoryMarshal.Cast<byte, float>(_returns.bytes);

    internal Span<float> BootstrapMemory => MemoryMarshal.Cast<byte, float>(_bootstraps.bytes);

    internal Span<float> WeightMemory => MemoryMarshal.Cast<byte, float>(_weights.bytes);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var owned in new[] { _observations, _nextObservations, _actions, _returns, _bootstraps, _weights })
        {
            owned.Dispose();
        }
    }

    private Span<float> Row(Tensor owned, int row)
    {
        var all = MemoryMarshal.Cast<byte, float>(owned.bytes);
        var size = all.Length / Size;
        return all.Slice(row * size, size);
    }

    private Tensor OnDevice(Tensor owned) => _device.type == DeviceType.CPU ? owned : owned.to(_device);
}
