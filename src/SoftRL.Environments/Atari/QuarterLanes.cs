using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace SoftRL.Environments;

/// <summary>Lays the four quarters of a line beside each other, so that four numbers in a row come from one place of each.</summary>
internal static class QuarterLanes
{
    private const int Lanes = 4;

    /// <summary><c>lanes[4·i + k] = line[k·n + i]</c> with n a quarter of the length, as real numbers.</summary>
    public static void Interleave(ReadOnlySpan<byte> line, Span<float> lanes)
    {
        var quarter = line.Length / Lanes;
        if (quarter < Vector128<byte>.Count || !(Sse2.IsSupported || AdvSimd.Arm64.IsSupported))
        {
            for (var i = 0; i < lanes.Length; i++)
            {
                lanes[i] = line[(i % Lanes * quarter) + (i / Lanes)];
            }

            return;
        }

        ref var source = ref MemoryMarshal.GetReference(line);
        ref var target = ref MemoryMarshal.GetReference(lanes);
        for (var i = 0; i < quarter; i += Vector128<byte>.Count)
        {
            // The last block overlaps the one before it where a quarter is no multiple of a block.
            var start = (nuint)Math.Min(i, quarter - Vector128<byte>.Count);
            var (first, second) = Zip(
                Vector128.LoadUnsafe(ref source, start), Vector128.LoadUnsafe(ref source, start + (nuint)(2 * quarter)));
            var (third, fourth) = Zip(
                Vector128.LoadUnsafe(ref source, start + (nuint)quarter), Vector128.LoadUnsafe(ref source, start + (nuint)(3 * quarter)));
            var (low, high) = (Zip(first, third), Zip(second, fourth));
            Widen(low.Low, ref target, start * Lanes);
            Widen(low.High, ref target, (start * Lanes) + 16);
            Widen(high.Low, ref target, (start * Lanes) + 32);
            Widen(high.High, ref target, (start * Lanes) + 48);
        }
    }

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
        Vector128.ConvertToSingle(b.AsInt32()).StoreUnsafe(ref target, at + 4);
        Vector128.ConvertToSingle(c.AsInt32()).StoreUnsafe(ref target, at + 8);
        Vector128.ConvertToSingle(d.AsInt32()).StoreUnsafe(ref target, at + 12);
    }
}
