namespace SoftRL.Environments;

/// <summary>
/// Chooses 256 colours for a picture of more: the cube of colours is cut, again and again across the longest side of the box
/// with the most to gain, where half of its pixels lie on either side; each box gives the mean of its pixels.
/// </summary>
internal sealed class MedianCut
{
    private const int MaxColors = 256;
    private const int Bits = 5;
    private const int Side = 1 << Bits;
    private const int Channels = 3;

    private readonly int[] counts = new int[Side * Side * Side];
    private readonly long[] sums = new long[Channels * Side * Side * Side];
    private readonly byte[] numbers = new byte[Side * Side * Side];
    private readonly ColorBox[] boxes = new ColorBox[MaxColors];

    /// <summary>Writes the colours and the index of each pixel's colour; returns how many colours there are.</summary>
    public int Pick(ReadOnlySpan<byte> pixels, int width, PixelArea area, Span<byte> indices, Span<byte> colors)
    {
        Array.Clear(counts);
        Array.Clear(sums);
        Count(pixels, width, area);
        boxes[0] = ColorBox.Whole.Shrink(counts);
        var count = 1;
        while (count < MaxColors && Widest(count) is var widest and >= 0)
        {
            (boxes[widest], boxes[count]) = boxes[widest].Split(counts);
            count++;
        }

        for (var i = 0; i < count; i++)
        {
            boxes[i].Settle(sums, numbers, (byte)i, colors.Slice(Channels * i, Channels));
        }

        Number(pixels, width, area, indices);
        return count;
    }

    /// <summary>The cell of the cube in which a colour lies.</summary>
    public static int Cell(int red, int green, int blue) => (((red * Side) + green) * Side) + blue;

    private static int CellOf(ReadOnlySpan<byte> pixel) => Cell(pixel[0] >> (8 - Bits), pixel[1] >> (8 - Bits), pixel[2] >> (8 - Bits));

    private void Count(ReadOnlySpan<byte> pixels, int width, PixelArea area)
    {
        for (var y = area.Top; y < area.Top + area.Height; y++)
        {
            var row = pixels.Slice(Channels * ((y * width) + area.Left), Channels * area.Width);
            for (var i = 0; i < row.Length; i += Channels)
            {
                var cell = CellOf(row[i..]);
                counts[cell]++;
                for (var channel = 0; channel < Channels; channel++)
                {
                    sums[(Channels * cell) + channel] += row[i + channel];
                }
            }
        }
    }

    private void Number(ReadOnlySpan<byte> pixels, int width, PixelArea area, Span<byte> indices)
    {
        var at = 0;
        for (var y = area.Top; y < area.Top + area.Height; y++)
        {
            var row = pixels.Slice(Channels * ((y * width) + area.Left), Channels * area.Width);
            for (var i = 0; i < row.Length; i += Channels)
            {
                indices[at++] = numbers[CellOf(row[i..])];
            }
        }
    }

    private int Widest(int count)
    {
        var (best, most) = (-1, 0.0);
        for (var i = 0; i < count; i++)
        {
            if (boxes[i].Gain > most)
            {
                (best, most) = (i, boxes[i].Gain);
            }
        }

        return best;
    }
}
