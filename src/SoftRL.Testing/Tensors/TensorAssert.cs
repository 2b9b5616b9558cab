using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Testing;

/// <summary>Comparisons of tensors whose message says where they differ most.</summary>
public static class TensorAssert
{
    /// <summary>Fails unless two tensors have one shape and every pair satisfies
    /// <c>|actual − expected| ≤ absolute + relative · |expected|</c>.</summary>
    /// <param name="actual">What was computed; any numeric dtype and device. Borrowed.</param>
    /// <param name="expected">What it should be; compared in float64. Borrowed.</param>
    /// <param name="relative">Relative tolerance, at least 0.</param>
    /// <param name="absolute">Absolute tolerance, at least 0, in the units of the tensors.</param>
    /// <param name="message">What the comparison is about; put in front of the report.</param>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A tolerance is negative or not a number.</exception>
    /// <exception cref="TensorCheckException">Shapes or values differ; equal infinities agree, and not-a-number agrees with nothing.</exception>
    public static void AllClose(Tensor actual, Tensor expected, double relative = 1e-5, double absolute = 1e-8, string? message = null)
    {
        ArgumentNullException.ThrowIfNull(actual);
        ArgumentNullException.ThrowIfNull(expected);
        NotNegative(relative, nameof(relative));
        NotNegative(absolute, nameof(absolute));
        if (!actual.shape.AsSpan().SequenceEqual(expected.shape))
        {
            throw Failed(message, $"shape {Text(actual.shape)} instead of {Text(expected.shape)}");
        }

        var (found, wanted) = (Values(actual), Values(expected));
        var (count, worst, excess) = (0, -1, 0.0);
        for (var i = 0; i < found.Length; i++)
        {
            if (found[i].Equals(wanted[i]) && !double.IsNaN(found[i]))
            {
                continue;
            }

            var ratio = Math.Abs(found[i] - wanted[i]) / (absolute + (relative * Math.Abs(wanted[i])));
            if (ratio <= 1)
            {
                continue;
            }

            count++;
            if (worst < 0 || ratio > excess)
            {
                (worst, excess) = (i, ratio);
            }
        }

        if (count > 0)
        {
            throw Failed(message, string.Create(CultureInfo.InvariantCulture,
                $"{count} of {found.Length} element(s) differ (relative {relative:g}, absolute {absolute:g}); worst at {Position(worst, actual.shape)}: {found[worst]:r} instead of {wanted[worst]:r}"));
        }
    }

    private static double[] Values(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        return tensor.detach().cpu().to(ScalarType.Float64).reshape(-1).data<double>().ToArray();
    }

    private static void NotNegative(double tolerance, string name)
    {
        if (!(tolerance >= 0))
        {
            throw new ArgumentOutOfRangeException(name, tolerance, $"{name} must not be negative.");
        }
    }

    private static string Position(int index, long[] shape)
    {
        var position = new long[shape.Length];
        long rest = index;
        for (var i = shape.Length - 1; i >= 0; i--)
        {
            (rest, position[i]) = Math.DivRem(rest, shape[i]);
        }

        return Text(position);
    }

    private static string Text(long[] shape) => $"[{string.Join(", ", shape)}]";

    private static TensorCheckException Failed(string? message, string report) =>
        new(message is null ? $"The tensors differ: {report}." : $"{message}: {report}.");
}
