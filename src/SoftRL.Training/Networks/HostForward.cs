using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Training;

/// <summary>
/// The forward pass of a <see cref="FeedForwardNetwork"/> over few rows in plain loops, for acting: on so few rows a tensor operation costs more to call than to compute.
/// </summary>
/// <remarks>
/// For networks of fully connected layers, with or without MinAtar's convolution, whose parameters lie in a <see cref="FlatParameters"/> on the CPU. Borrows the parameters and
/// reads them anew at every call. A row's outputs do not depend on the rows beside it. One thread at a time.
/// </remarks>
internal sealed class HostForward
{
    /// <summary>With more rows LibTorch's products are the faster ones.</summary>
    public const int MostRows = 32;

    private readonly FlatParameters _parameters;
    private readonly NetworkShape _shape;
    private readonly int _features;
    private readonly HostConvolution? _convolution;
    private readonly HostLayer[] _layers;
    private float[] _input = [];
    private float[] _outputs = [];

    private HostForward(NetworkShape shape, FlatParameters parameters)
    {
        (_parameters, _shape, _features) = (parameters, shape, shape.Observation.Aggregate(1, (product, size) => product * size));
        _convolution = shape.Torso == TorsoKind.MinAtar ? new HostConvolution(shape.Observation[0]) : null;
        var (inputs, offset) = _convolution is null ? (_features, 0) : (HostConvolution.Outputs, _convolution.End);
        _layers = new HostLayer[shape.Widths.Count + 1];
        for (var index = 0; index < _layers.Length; index++)
        {
            var outputs = index < shape.Widths.Count ? shape.Widths[index] : shape.Outputs;
            _layers[index] = new HostLayer(inputs, outputs, offset);
            (inputs, offset) = (outputs, _layers[index].End);
        }
    }

    /// <summary>The pass of a network, or null where only LibTorch's will do: on another device, for images, on a processor without wide registers.</summary>
    /// <param name="network">The network. Borrowed.</param>
    /// <param name="parameters">Its parameters. Borrowed.</param>
    public static HostForward? For(nn.Module network, FlatParameters parameters)
        => network is FeedForwardNetwork { Shape: { Bytes: false, Torso: not TorsoKind.Nature } shape } && Vector256.IsHardwareAccelerated && parameters.Values.device_type == DeviceType.CPU
            ? new HostForward(shape, parameters)
            : null;

    /// <summary>Whether these are few rows, and lie as <see cref="Run"/> reads them.</summary>
    /// <param name="observations">Any tensor. Borrowed.</param>
    public bool Takes(Tensor observations)
    {
        var (rows, rest) = Math.DivRem(observations.numel(), _features);
        return rest == 0 && rows is > 0 and <= MostRows && observations.dtype == ScalarType.Float32 && observations.device_type == DeviceType.CPU && observations.is_contiguous();
    }

    /// <summary>Runs the network. Allocates nothing once it has seen as many rows.</summary>
    /// <param name="observations">What it <see cref="Takes"/>. Borrowed.</param>
    /// <returns>The outputs, row by row; valid until the next call.</returns>
    public ReadOnlySpan<float> Run(Tensor observations)
    {
        ReadOnlySpan<float> given = FlatMemory.Span(observations);
        ReadOnlySpan<float> parameters = FlatMemory.Span(_parameters.Values);
        var rows = given.Length / _features;
        var values = _convolution is null ? WholeBlocks(given, rows) : _convolution.Run(given, rows, parameters);
        var stride = _convolution is null ? _features : HostConvolution.Outputs;
        for (var index = 0; index < _layers.Length; index++)
        {
            values = _layers[index].Run(values, stride, rows, parameters);
            stride = _layers[index].Stride;
            if (index < _layers.Length - 1)
            {
                Activate(values[..(rows * stride)]);
            }
        }

        return Gather(values, stride, rows);
    }

    /// <summary>As <see cref="Run"/>, as a tensor.</summary>
    /// <param name="observations">What it <see cref="Takes"/>. Borrowed.</param>
    /// <returns><c>[B, Outputs]</c>, owned by the caller's scope.</returns>
    public Tensor Outputs(Tensor observations)
    {
        var outputs = Run(observations).ToArray();
        return tensor(outputs, [outputs.Length / _shape.Outputs, _shape.Outputs]);
    }

    private void Activate(Span<float> values)
    {
        ref var first = ref MemoryMarshal.GetReference(values);
        for (var index = 0; index < values.Length; index += HostLayer.Lanes)
        {
            var x = Vector512.LoadUnsafe(ref first, (nuint)index);
            (_shape.Rectified ? Vector512.Max(x, Vector512<float>.Zero) : Tanh(x)).StoreUnsafe(ref first, (nuint)index);
        }
    }

    // tanh |x| = 1 - 2 / (e^(2|x|) + 1), with the sign of x; accurate to a few 1e-7.
    private static Vector512<float> Tanh(Vector512<float> x)
    {
        var positive = Vector512<float>.One - (Vector512.Create(2f) / (Vector512.Exp(2 * Vector512.Abs(x)) + Vector512<float>.One));
        return Vector512.CopySign(positive, x);
    }

    private Span<float> WholeBlocks(ReadOnlySpan<float> observations, int rows)
    {
        var values = HostLayer.Rows(ref _input, rows, _features);
        observations.CopyTo(values);
        return values;
    }

    private ReadOnlySpan<float> Gather(ReadOnlySpan<float> values, int stride, int rows)
    {
        if (_outputs.Length < rows * _shape.Outputs)
        {
            _outputs = new float[rows * _shape.Outputs];
        }

        for (var row = 0; row < rows; row++)
        {
            values.Slice(row * stride, _shape.Outputs).CopyTo(_outputs.AsSpan(row * _shape.Outputs));
        }

        return _outputs.AsSpan(0, rows * _shape.Outputs);
    }
}
