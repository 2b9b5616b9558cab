using System.Runtime.InteropServices;
using SoftRL.Environments;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Agents.Sac;

/// <summary>Standard normal noise for minibatches, drawn by a generator whose state can be saved, in a buffer that is reused.</summary>
/// <remarks>Owns its tensor. Create it outside any dispose scope.</remarks>
internal sealed class GaussianNoise : IDisposable
{
    private readonly Device _device;
    private readonly Tensor _values;

    public GaussianNoise(int batch, int dimension, Device device)
    {
        _device = device;
        using var scope = NewDisposeScope();
        _values = zeros([batch, dimension], dtype: ScalarType.Float32).DetachFromDisposeScope();
    }

    /// <summary>New noise, <c>[B, A]</c> on the learner's device: valid until the next draw on the CPU, where it is the buffer; elsewhere a copy in the caller's scope.</summary>
    public Tensor Next(ref Xoshiro256 random)
    {
        var memory = MemoryMarshal.Cast<byte, float>(_values.bytes);
        for (var index = 0; index < memory.Length; index++)
        {
            memory[index] = (float)random.NextGaussian();
        }

        return _device.type == DeviceType.CPU ? _values : _values.to(_device);
    }

    public void Dispose() => _values.Dispose();
}
