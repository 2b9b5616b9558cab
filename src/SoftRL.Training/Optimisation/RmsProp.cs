using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SoftRL.Core;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Training;

/// <summary>RMSProp with TensorFlow's epsilon: m ← α m + (1 − α) g², θ ← θ − η g / √(m + ε).</summary>
/// <remarks>
/// Every published A2C result used this form; PyTorch's puts ε outside the root. m starts at one, as TensorFlow's does, unless told otherwise: from zero the first
/// steps would be far too long.
/// </remarks>
public sealed class RmsProp : IFlatOptimizer
{
    private readonly FlatParameters _parameters;
    private readonly Tensor _meanSquare;
    private readonly float _decay;
    private readonly float _epsilon;
    private readonly bool _onCpu;
    private Tensor? _norm;
    private double _hostNorm;

    /// <summary>Creates the optimiser; its state lives on the parameters' device.</summary>
    /// <param name="parameters">What to optimise. Borrowed; must outlive this object.</param>
    /// <param name="decay">α, in [0, 1): how much of the mean square is kept per step.</param>
    /// <param name="epsilon">ε inside the root, positive.</param>
    /// <param name="initialMeanSquare">Where m starts, not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public RmsProp(FlatParameters parameters, double decay = 0.99, double epsilon = 1e-5, double initialMeanSquare = 1.0)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Require.Within(0, 1, decay, nameof(decay));
        Require.Positive(epsilon);
        Require.NonNegative(initialMeanSquare);
        _parameters = parameters;
        _decay = (float)decay;
        _epsilon = (float)epsilon;
        _onCpu = parameters.Values.device_type == DeviceType.CPU;
        _meanSquare = full(parameters.Count, initialMeanSquare, dtype: ScalarType.Float32, device: parameters.Values.device).DetachFromDisposeScope();
    }

    /// <inheritdoc/>
    public double LastGradientNorm => _norm is null ? _hostNorm : _norm.cpu().item<float>();

    /// <inheritdoc/>
    public IReadOnlyList<(string Name, Tensor State)> State => [("mean_square", _meanSquare)];

    /// <inheritdoc/>
    public long Steps { get; set; }

    /// <inheritdoc/>
    public void Step(double learningRate, double maxGradientNorm)
    {
        GradientClip.Validate(learningRate, maxGradientNorm);
        Steps++;
        if (_onCpu)
        {
            StepOnCpu((float)learningRate, maxGradientNorm);
        }
        else
        {
            StepOnDevice(learningRate, maxGradientNorm);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _meanSquare.Dispose();
        _norm?.Dispose();
    }

    private void StepOnCpu(float learningRate, double maxGradientNorm)
    {
        var gradients = FlatMemory.Span(_parameters.Gradients);
        var values = FlatMemory.Span(_parameters.Values);
        var squares = FlatMemory.Span(_meanSquare);
        _hostNorm = Math.Sqrt(FlatMemory.SumOfSquares(gradients));
        var factor = (float)GradientClip.Factor(_hostNorm, maxGradientNorm);
        var (decay, rest, epsilon) = (_decay, 1 - _decay, _epsilon);
        var index = 0;
        ref var gradient = ref MemoryMarshal.GetReference(gradients);
        ref var value = ref MemoryMarshal.GetReference(values);
        ref var square = ref MemoryMarshal.GetReference(squares);
        // The same operations on each number whatever the width, so the same bits.
        for (; Vector512.IsHardwareAccelerated && index <= values.Length - Vector512<float>.Count; index += Vector512<float>.Count)
        {
            var at = (nuint)index;
            var g = Vector512.LoadUnsafe(ref gradient, at) * factor;
            var m = (Vector512.LoadUnsafe(ref square, at) * decay) + (g * g * rest);
            m.StoreUnsafe(ref square, at);
            (Vector512.LoadUnsafe(ref value, at) - (g * learningRate / Vector512.Sqrt(m + Vector512.Create(epsilon)))).StoreUnsafe(ref value, at);
        }

        for (; index <= values.Length - Vector<float>.Count; index += Vector<float>.Count)
        {
            var at = (nuint)index;
            var g = Vector.LoadUnsafe(ref gradient, at) * factor;
            var m = (Vector.LoadUnsafe(ref square, at) * decay) + (g * g * rest);
            m.StoreUnsafe(ref square, at);
            (Vector.LoadUnsafe(ref value, at) - (g * learningRate / Vector.SquareRoot(m + new Vector<float>(epsilon)))).StoreUnsafe(ref value, at);
        }

        for (; index < values.Length; index++)
        {
            var g = gradients[index] * factor;
            squares[index] = (squares[index] * decay) + (g * g * rest);
            values[index] -= g * learningRate / MathF.Sqrt(squares[index] + epsilon);
        }
    }

    private void StepOnDevice(double learningRate, double maxGradientNorm)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var g = _parameters.Gradients;
        DeviceNorm.Clip(g, maxGradientNorm, ref _norm);
        _meanSquare.mul_(_decay).addcmul_(g, g, 1 - _decay);
        _parameters.Values.addcdiv_(g, _meanSquare.add(_epsilon).sqrt_(), -learningRate);
    }
}
