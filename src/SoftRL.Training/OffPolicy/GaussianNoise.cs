using System.Numerics;
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
    private readonly float[] _uniforms;
    private readonly float[] _turns;

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
        (_uniforms, _turns) = (new float[rows * dimension], new float[rows * dimension]);
        using var scope = NewDisposeScope();
        _values = zeros([rows, dimension], dtype: ScalarType.Float32).DetachFromDisposeScope();
    }

    /// <summary>Draws new noise.</summary>
    /// <param name="random">Advanced.</param>
    /// <returns>Float32 <c>[rows, dimension]</c> on the learner's device: valid until the next draw on the CPU, where it is the buffer; elsewhere a copy in the caller's scope.</returns>
    public Tensor Next(ref Xoshiro256 random)
    {
        // The numbers of Xoshiro256.NextGaussian up to the rounding of the uniform ones to float32, several at a time.
        for (var index = 0; index < _uniforms.Length; index++)
        {
            _uniforms[index] = (float)(1 - random.NextDouble());
            _turns[index] = (float)random.NextDouble();
        }

        var memory = MemoryMarshal.Cast<byte, float>(_values.bytes);
        var done = 0;
        for (; done <= memory.Length - Vector<float>.Count; done += Vector<float>.Count)
        {
            var radius = Vector.SquareRoot(-2 * Vector.Log(new Vector<float>(_uniforms, done)));
            (radius * Vector.Cos(2 * MathF.PI * new Vector<float>(_turns, done))).CopyTo(memory[done..]);
        }

        for (; done < memory.Length; done++)
        {
            memory[done] = MathF.Sqrt(-2 * MathF.Log(_uniforms[done])) * MathF.Cos(2 * MathF.PI * _turns[done]);
        }

        return _device.type == DeviceType.CPU ? _values : _values.to(_device);
    }

    /// <inheritdoc/>
    public void Dispose() => _values.Dispose();
}
