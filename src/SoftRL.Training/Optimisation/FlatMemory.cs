using System.Numerics;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace SoftRL.Training;

/// <summary>The memory of a contiguous float32 vector on the CPU, for one-pass loops. The address is stable while the tensor lives.</summary>
internal static class FlatMemory
{
    /// <summary>The vector's elements; valid while the tensor lives.</summary>
    public static Span<float> Span(Tensor vector) => MemoryMarshal.Cast<byte, float>(vector.bytes);

    /// <summary>Sum of squares, in partial sums of fixed order so that the same vector gives the same bits.</summary>
    public static double SumOfSquares(ReadOnlySpan<float> values)
    {
        var width = Vector<float>.Count;
        ref var first = ref MemoryMarshal.GetReference(values);
        var total = 0.0;
        var index = 0;
        while (index <= values.Length - (4 * width))
        {
            // Blocks of 4,096 keep the float partial sums short, so that long vectors lose no digits; four sums at a time do not wait for each other.
            var blockEnd = Math.Min(values.Length - (4 * width), index + 4096);
            var (a, b, c, d) = (Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero);
            for (; index <= blockEnd; index += 4 * width)
            {
                var x = Vector.LoadUnsafe(ref first, (nuint)index);
                var y = Vector.LoadUnsafe(ref first, (nuint)(index + width));
                var z = Vector.LoadUnsafe(ref first, (nuint)(index + (2 * width)));
                var w = Vector.LoadUnsafe(ref first, (nuint)(index + (3 * width)));
                (a, b, c, d) = (a + (x * x), b + (y * y), c + (z * z), d + (w * w));
            }

            total += Vector.Sum(a + b + (c + d));
        }

        for (; index < values.Length; index++)
        {
            total += (double)values[index] * values[index];
        }

        return total;
    }

    /// <summary>x ← (1 − ρ) x + ρ y in one pass; the lengths agree.</summary>
    public static void MoveTowards(Span<float> values, ReadOnlySpan<float> goals, float rate) => Blend(values, 1 - rate, goals, rate);

    /// <summary>x ← a x + b y in one pass; the lengths agree.</summary>
    public static void Blend(Span<float> values, float own, ReadOnlySpan<float> others, float weight)
    {
        var width = Vector<float>.Count;
        ref var value = ref MemoryMarshal.GetReference(values);
        ref var other = ref MemoryMarshal.GetReference(others);
        var index = 0;
        for (; index <= values.Length - width; index += width)
        {
            ((Vector.LoadUnsafe(ref value, (nuint)index) * own) + (Vector.LoadUnsafe(ref other, (nuint)index) * weight)).StoreUnsafe(ref value, (nuint)index);
        }

        for (; index < values.Length; index++)
        {
            values[index] = (values[index] * own) + (others[index] * weight);
        }
    }
}
