using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SoftRL.Core;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Training;

/// <summary>Adam (Kingma and Ba 2015) as PyTorch computes it: θ ← θ − η m̂ / (√v̂ + ε) with bias-corrected averages of g and g².</summary>
public sealed class Adam : IFlatOptimizer
{
    private readonly FlatParameters _parameters;
    private readonly Tensor _mean;
    private readonly Tensor _meanSquare;
    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _epsilon;
    private readonly bool _onCpu;
    private Tensor? _norm;
    private double _hostNorm;

    /// <summary>Creates the optimiser; its state lives on the parameters' device.</summary>
    /// <param name="parameters">What to optimise. Borrowed; must outlive this object.</param>
    /// <param name="beta1">Decay of the mean gradient, in [0, 1].</param>
    /// <param name="beta2">Decay of the mean square, in [0, 1].</param>
    /// <param name="epsilon">ε outside the root, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public Adam(FlatParameters parameters, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Require.Within(0, 1, beta1, nameof(beta1));
        Require.Within(0, 1, beta2, nameof(beta2));
        Require.Positive(epsilon);
        _parameters = parameters;
        (_beta1, _beta2, _epsilon) = (beta1, beta2, epsilon);
        _onCpu = parameters.Values.device_type == DeviceType.CPU;
        _mean = zeros_like(parameters.Values).DetachFromDisposeScope();
        _meanSquare = zeros_like(parameters.Values).DetachFromDisposeScope();
    }

    /// <inheritdoc/>
    public double LastGradientNorm => _norm is null ? _hostNorm : _norm.cpu().item<float>();

    /// <inheritdoc/>
    public IReadOnlyList<(string Name, Tensor State)> State => [("mean", _mean), ("mean_square", _meanSquare)];

    /// <inheritdoc/>
    public long Steps { get; set; }

    /// <inheritdoc/>
    public void Step(double learningRate, double maxGradientNorm)
    {
        GradientClip.Validate(learningRate, maxGradientNorm);
        Steps++;
        var stepSize = learningRate / (1 - Math.Pow(_beta1, Steps));
        var squareScale = 1 / Math.Sqrt(1 - Math.Pow(_beta2, Steps));
        if (_onCpu)
        {
            StepOnCpu((float)stepSize, (float)squareScale, maxGradientNorm);
        }
        else
        {
            StepOnDevice(stepSize, squareScale, maxGradientNorm);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _mean.Dispose();
        _meanSquare.Dispose();
        _norm?.Dispose();
    }

    private void StepOnCpu(float stepSize, float squareScale, double maxGradientNorm)
    {
        var gradients = FlatMemory.Span(_parameters.Gradients);
        var values = FlatMemory.Span(_parameters.Values);
        var means = FlatMemory.Span(_mean);
        var squares = FlatMemory.Span(_meanSquare);
        _hostNorm = Math.Sqrt(FlatMemory.SumOfSquares(gradients));
        var factor = (float)GradientClip.Factor(_hostNorm, maxGradientNorm);
        var (beta1, beta2, rest1, rest2) = ((float)_beta1, (float)_beta2, (float)(1 - _beta1), (float)(1 - _beta2));
        var scalarEpsilon = (float)_epsilon;
        var index = 0;
        ref var gradient = ref MemoryMarshal.GetReference(gradients);
        ref var value = ref MemoryMarshal.GetReference(values);
        ref var mean = ref MemoryMarshal.GetReference(means);
        ref var square = ref MemoryMarshal.GetReference(squares);
        // The same operations on each number whatever the width, so the same bits.
        for (; Vector512.IsHardwareAccelerated && index <= values.Length - Vector512<float>.Count; index += Vector512<float>.Count)
        {
            var at = (nuint)index;
            var g = Vector512.LoadUnsafe(ref gradient, at) * factor;
            var m = (Vector512.LoadUnsafe(ref mean, at) * beta1) + (g * rest1);
            var v = (Vector512.LoadUnsafe(ref square, at) * beta2) + (g * g * rest2);
            m.StoreUnsafe(ref mean, at);
            v.StoreUnsafe(ref square, at);
            (Vector512.LoadUnsafe(ref value, at) - (m * stepSize / ((Vector512.Sqrt(v) * squareScale) + Vector512.Create(scalarEpsilon)))).StoreUnsafe(ref value, at);
        }

        for (; index <= values.Length - Vector<float>.Count; index += Vector<float>.Count)
        {
            var at = (nuint)index;
            var g = Vector.LoadUnsafe(ref gradient, at) * factor;
            var m = (Vector.LoadUnsafe(ref mean, at) * beta1) + (g * rest1);
            var v = (Vector.LoadUnsafe(ref square, at) * beta2) + (g * g * rest2);
            m.StoreUnsafe(ref mean, at);
            v.StoreUnsafe(ref square, at);
            (Vector.LoadUnsafe(ref value, at) - (m * stepSize / ((Vector.SquareRoot(v) * squareScale) + new Vector<float>(scalarEpsilon)))).StoreUnsafe(ref value, at);
        }

        for (; index < values.Length; index++)
        {
            var g = gradients[index] * factor;
            means[index] = (means[index] * beta1) + (g * rest1);
            squares[index] = (squares[index] * beta2) + (g * g * rest2);
            values[index] -= means[index] * stepSize / ((MathF.Sqrt(squares[index]) * squareScale) + scalarEpsilon);
        }
    }

    private void StepOnDevice(double stepSize, double squareScale, double maxGradientNorm)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var g = _parameters.Gradients;
        DeviceNorm.Clip(g, maxGradientNorm, ref _norm);
        _mean.mul_(_beta1).add_(g, 1 - _beta1);
        _meanSquare.mul_(_beta2).addcmul_(g, g, 1 - _beta2);
        _parameters.Values.addcdiv_(_mean, _meanSquare.sqrt().mul_(squareScale).add_(_epsilon), -stepSize);
    }
}
