using System.Runtime.InteropServices;
using SoftRL.Environments;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Training;

/// <summary>Standard normal noise for minibatches, drawn by a generator whose state can be saved, in a buffer that is reused.</summary>
/// <remarks>Owns its tensor. Create it outside any dispose scope.</remarks>
public sealed class GaussianNoise : IDisposable
{
    private readonly Device _device;
    private readonly Tensor _values;

    /// <summary>Allocates the buffer.</summary>
    /// <param name="rows">Rows, positive.</param>
    /// <param name="dimension">Columns, positive.</param>
    /// <param name="device">Where the learner's tensors are.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
    public GaussianNoise(int rows, int dimension, Device device)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dimension);
        ArgumentNullException.ThrowIfNull(device);
        _device = device;
        using var scope = NewDisposeScope();
        _values = zeros([rows, dimension], dtype: ScalarType.Float32).DetachFromDisposeScope();
    }

    /// <summary>Draws new noise.</summary>
    /// <param name="random">Advanced.</param>
    /// <returns>Float32 <c>[rows, dimension]</c> on the learner's device: valid until the next draw on the CPU, where it is the buffer; elsewhere a copy in the caller's scope.</returns>
    public Tensor Next(ref Xoshiro256 random)
    {
        var memory = MemoryMarshal.Cast<byte, float>(_values.bytes);
        for (var index = 0; index < memory.Length; index++)
        {
            memory[index] = (float)random.NextGaussian();
        }

        return _device.type == DeviceType.CPU ? _values : _values.to(_device);
    }

    /// <inheritdoc/>
    public void Dispose() => _values.Dispose();
}
