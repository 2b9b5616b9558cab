using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Training;

/// <summary>One number for every transition of a minibatch, of which each shard writes its own rows.</summary>
/// <remarks>Owns its tensors. Create it outside any dispose scope.</remarks>
public sealed class MinibatchColumn : IDisposable
{
    private readonly Tensor[] _rows;

    /// <summary>Allocates the numbers.</summary>
    /// <param name="shards">Who writes. Borrowed.</param>
    /// <param name="device">Where the numbers are.</param>
    public MinibatchColumn(MinibatchShards shards, Device device)
    {
        ArgumentNullException.ThrowIfNull(shards);
        ArgumentNullException.ThrowIfNull(device);
        using var scope = NewDisposeScope();
        Values = zeros([shards.Transitions], dtype: ScalarType.Float32, device: device).DetachFromDisposeScope();
        _rows = [.. Enumerable.Range(0, shards.Count).Select(shard => Values.narrow(0, shards.First(shard), shards.Rows(shard)).DetachFromDisposeScope())];
    }

    /// <summary>All numbers, float32 <c>[B]</c>, without gradient. Owned by this object; the next minibatch overwrites them.</summary>
    public Tensor Values { get; }

    /// <summary>Writes the rows of a shard.</summary>
    /// <param name="shard">The shard's number.</param>
    /// <param name="values">Float32, one number per row of the shard. Borrowed.</param>
    public void Write(int shard, Tensor values)
    {
        ArgumentNullException.ThrowIfNull(values);
        using var frozen = no_grad();
        _rows[shard].copy_(values);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var rows in _rows)
        {
            rows.Dispose();
        }

        Values.Dispose();
    }
}
