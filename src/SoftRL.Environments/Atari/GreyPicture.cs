using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SoftRL.Environments;

/// <summary>Brightest of two pictures, and grey from colours.</summary>
internal static class GreyPicture
{
    // Weights 0.299, 0.587 and 0.114 in units of 2⁻¹⁵: then every one of the 2²⁴ colours gets the grey that OpenCV 4.6 gives it.
    private const uint RedWeight = 9798;
    private const uint GreenWeight = 19235;
    private const uint BlueWeight = 3735;
    private const uint Half = 1 << 14;
    private const int Shift = 15;
    private const int Block = 16;

    /// <summary>Makes each byte the larger one of two pictures.</summary>
    /// <param name="picture">One picture; becomes the brightest of both.</param>
    /// <param name="other">The other, of the same size.</param>
    public static void Brightest(Span<byte> picture, ReadOnlySpan<byte> other)
    {
        var blocks = MemoryMarshal.Cast<byte, Vector256<byte>>(picture);
        var others = MemoryMarshal.Cast<byte, Vector256<byte>>(other[..picture.Length]);
        for (var i = 0; i < blocks.Length; i++)
        {
            blocks[i] = Vector256.Max(blocks[i], others[i]);
        }

        for (var i = blocks.Length * Vector256<byte>.Count; i < picture.Length; i++)
        {
            picture[i] = Math.Max(picture[i], other[i]);
        }
    }

    /// <summary>Grey from red, green, blue.</summary>
    /// <param name="color"><c>[n, 3]</c>.</param>
    /// <param name="grey">Receives <c>[n]</c>.</param>
    /// <param name="vectors">False to do without vector instructions.</param>
    public static void FromColor(ReadOnlySpan<byte> color, Span<byte> grey, bool vectors = true)
    {
        var start = vectors && Vector128.IsHardwareAccelerated ? FromColorBlocks(color, grey) : 0;
        for (var i = start; i < grey.Length; i++)
        {
            grey[i] = (byte)(((color[3 * i] * RedWeight) + (color[(3 * i) + 1] * GreenWeight)
                + (color[(3 * i) + 2] * BlueWeight) + Half) >> Shift);
        }
    }

    private static int FromColorBlocks(ReadOnlySpan<byte> color, Span<byte> grey)
    {
        // Where the bytes of a colour lie in three registers of sixteen: 16·register + place; 255 gives zero.
        var end = grey.Length - (grey.Length % Block);
        ref var source = ref MemoryMarshal.GetReference(color[..(3 * end)]);
        ref var target = ref MemoryMarshal.GetReference(grey);
        for (var i = 0; i < end; i += Block)
        {
            var a = Vector128.LoadUnsafe(ref source, (nuint)(3 * i));
            var b = Vector128.LoadUnsafe(ref source, (nuint)((3 * i) + Block));
            var c = Vector128.LoadUnsafe(ref source, (nuint)((3 * i) + (2 * Block)));
            var red = Vector128.Shuffle(a, Vector128.Create((byte)0, 3, 6, 9, 12, 15, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255))
                | Vector128.Shuffle(b, Vector128.Create((byte)255, 255, 255, 255, 255, 255, 2, 5, 8, 11, 14, 255, 255, 255, 255, 255))
                | Vector128.Shuffle(c, Vector128.Create((byte)255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1, 4, 7, 10, 13));
            var green = Vector128.Shuffle(a, Vector128.Create((byte)1, 4, 7, 10, 13, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255))
                | Vector128.Shuffle(b, Vector128.Create((byte)255, 255, 255, 255, 255, 0, 3, 6, 9, 12, 15, 255, 255, 255, 255, 255))
                | Vector128.Shuffle(c, Vector128.Create((byte)255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 2, 5, 8, 11, 14));
            var blue = Vector128.Shuffle(a, Vector128.Create((byte)2, 5, 8, 11, 14, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255))
                | Vector128.Shuffle(b, Vector128.Create((byte)255, 255, 255, 255, 255, 1, 4, 7, 10, 13, 255, 255, 255, 255, 255, 255))
                | Vector128.Shuffle(c, Vector128.Create((byte)255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 0, 3, 6, 9, 12, 15));
            Weigh(red, green, blue).StoreUnsafe(ref target, (nuint)i);
        }

        return end;
    }

    private static Vector128<byte> Weigh(Vector128<byte> red, Vector128<byte> green, Vector128<byte> blue)
    {
        var (redLow, redHigh) = Vector128.Widen(red);
        var (greenLow, greenHigh) = Vector128.Widen(green);
        var (blueLow, blueHigh) = Vector128.Widen(blue);
        return Vector128.Narrow(Weigh(redLow, greenLow, blueLow), Weigh(redHigh, greenHigh, blueHigh));
    }

    private static Vector128<ushort> Weigh(Vector128<ushort> red, Vector128<ushort> green, Vector128<ushort> blue)
    {
        if (Sse2.IsSupported)
        {
            return Vector128.Narrow(
                Weigh(Sse2.UnpackLow(red, green), Sse2.UnpackLow(blue, Vector128<ushort>.One)),
                Weigh(Sse2.UnpackHigh(red, green), Sse2.UnpackHigh(blue, Vector128<ushort>.One)));
        }

        var (redLow, redHigh) = Vector128.Widen(red);
        var (greenLow, greenHigh) = Vector128.Widen(green);
        var (blueLow, blueHigh) = Vector128.Widen(blue);
        return Vector128.Narrow(Weigh(redLow, greenLow, blueLow), Weigh(redHigh, greenHigh, blueHigh));
    }

    private static Vector128<uint> Weigh(Vector128<uint> red, Vector128<uint> green, Vector128<uint> blue) =>
        ((red * RedWeight) + (green * GreenWeight) + (blue * BlueWeight) + Vector128.Create(Half)) >>> Shift;

    /// <summary>The same from pairs (red, green) and (blue, 1).</summary>
    private static Vector128<uint> Weigh(Vector128<ushort> redGreen, Vector128<ushort> blueOne)
    {
        var redGreenWeights = Vector128.Create(RedWeight | (GreenWeight << 16)).AsInt16();
        var blueOneWeights = Vector128.Create(BlueWeight | (Half << 16)).AsInt16();
        var sum = Sse2.MultiplyAddAdjacent(redGreen.AsInt16(), redGreenWeights) + Sse2.MultiplyAddAdjacent(blueOne.AsInt16(), blueOneWeights);
        return sum.AsUInt32() >>> Shift;
    }
}
