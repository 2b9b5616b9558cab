using System.Numerics;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace SoftRL.Training;

/// <summary>The memory of a contiguous float32 vector on the CPU, for one-pass loops. The address is stable while the tensor lives.</summary>
internal static class FlatMemory
{
    /// <summary>The vector's elements; valid while the tensor lives.</summary>
    public static Span<float> Span(Tensor vector) => MemoryMarshal.Cast<byte, float>(vector.bytes);

    /// <summary>Sum of squares, in eight partial sums of fixed order so that the same vector gives the same bits.</summary>
    public static double SumOfSquares(ReadOnlySpan<float> values)
    {
        var width = Vector<float>.Count;
        var low = Vector<float>.Zero;
        var total = 0.0;
        var index = 0;
        while (index <= values.Length - width)
        {
            // Blocks of 4,096 keep the float partial sums short, so that long vectors lose no digits.
            var blockEnd = Math.Min(values.Length - width, index + 4096);
            for (low = Vector<float>.Zero; index <= blockEnd; index += width)
            {
                var x = new Vector<float>(values[index..]);
                low += x * x;
            }

            total += Vector.Sum(low);
        }

        for (; index < values.Length; index++)
        {
            total += (double)values[index] * values[index];
        }

        return total;
    }
}
