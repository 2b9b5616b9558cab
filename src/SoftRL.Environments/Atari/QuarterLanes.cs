using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace SoftRL.Environments;

/// <summary>
/// Lays the four quarters of two lines beside each other, so that eight numbers in a row come from one place of each quarter.
/// </summary>
internal static class QuarterLanes
{
    private const int Lanes = 4;
    private const int Stride = 2 * Lanes;

    /// <summary><c>lanes[8·i + 4·half + k] = line[k·n + i]</c> with n a quarter of the length, as real numbers.</summary>
    public static void Interleave(ReadOnlySpan<byte> line, Span<float> lanes, int half)
    {
        var quarter = line.Length / Lanes;
        if (quarter < Vector128<byte>.Count || !(Sse2.IsSupported || AdvSimd.Arm64.IsSupported))
        {
            for (var i = 0; i < line.Length; i++)
            {
                lanes[(i % quarter * Stride) + (half * Lanes) + (i / quarter)] = line[i];
            }

            return;
        }

        ref var source = ref MemoryMarshal.GetReference(line);
        ref var target = ref MemoryMarshal.GetReference(lanes[(half * Lanes)..]);
        for (var i = 0; i < quarter; i += Vector128<byte>.Count)
        {
            // The last block overlaps the one before it where a quarter is no multiple of a block.
            var start = (nuint)Math.Min(i, quarter - Vector128<byte>.Count);
            var (first, second) = Zip(
                Vector128.LoadUnsafe(ref source, start), Vector128.LoadUnsafe(ref source, start + (nuint)(2 * quarter)));
            var (third, fourth) = Zip(
                Vector128.LoadUnsafe(ref source, start + (nuint)quarter), Vector128.LoadUnsafe(ref source, start + (nuint)(3 * quarter)));
            var (low, high) = (Zip(first, third), Zip(second, fourth));
            Widen(low.Low, ref target, start * Stride);
            Widen(low.High, ref target, (start * Stride) + (4 * Stride));
            Widen(high.Low, ref target, (start * Stride) + (8 * Stride));
            Widen(high.High, ref target, (start * Stride) + (12 * Stride));
        }
    }

    /// <summary>Rounds numbers 0 … 255, half to even: <c>line[k·n + i] = lanes[4·i + k]</c>, n a quarter of the length, at least 4.</summary>
    public static void Separate(ReadOnlySpan<float> lanes, Span<byte> line)
    {
        var quarter = line.Length / Lanes;
        ref var source = ref MemoryMarshal.GetReference(lanes);
        ref var target = ref MemoryMarshal.GetReference(line);
        for (var i = 0; i < quarter; i += 4)
        {
            var start = Math.Min(i, quarter - 4);
            var low = Vector128.Narrow(Round(ref source, start), Round(ref source, start + 1));
            var high = Vector128.Narrow(Round(ref source, start + 2), Round(ref source, start + 3));
            var four = Vector128.Shuffle(
                Vector128.Narrow(low.AsUInt16(), high.AsUInt16()),
                Vector128.Create((byte)0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15)).AsUInt32();
            for (var k = 0; k < Lanes; k++)
            {
                Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, (k * quarter) + start), four.GetElement(k));
            }
        }
    }

    private static Vector128<int> Round(ref float source, int index) =>
        Vector128.ConvertToInt32(Vector128.Round(Vector128.LoadUnsafe(ref source, (nuint)(index * Lanes))));

    private static (Vector128<byte> Low, Vector128<byte> High) Zip(Vector128<byte> even, Vector128<byte> odd) =>
        Sse2.IsSupported
            ? (Sse2.UnpackLow(even, odd), Sse2.UnpackHigh(even, odd))
            : (AdvSimd.Arm64.ZipLow(even, odd), AdvSimd.Arm64.ZipHigh(even, odd));

    private static void Widen(Vector128<byte> bytes, ref float target, nuint at)
    {
        var (low, high) = Vector128.Widen(bytes);
        var (a, b) = Vector128.Widen(low);
        var (c, d) = Vector128.Widen(high);
        Vector128.ConvertToSingle(a.AsInt32()).StoreUnsafe(ref target, at);
        Vector128.ConvertToSingle(b.AsInt32()).StoreUnsafe(ref target, at + Stride);
        Vector128.ConvertToSingle(c.AsInt32()).StoreUnsafe(ref target, at + (2 * Stride));
        Vector128.ConvertToSingle(d.AsInt32()).StoreUnsafe(ref target, at + (3 * Stride));
    }
}
