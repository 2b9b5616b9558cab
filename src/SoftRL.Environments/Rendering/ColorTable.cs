using System.Numerics;

namespace SoftRL.Environments;

/// <summary>Finds at most 256 colours for part of a picture: all it has, or those that suit it best.</summary>
internal sealed class ColorTable
{
    private const int MaxColors = 256;
    private const int Slots = 1024;

    private readonly int[] keys = new int[Slots];
    private readonly byte[] numbers = new byte[Slots];
    private readonly byte[] colors = new byte[3 * MaxColors];
    private MedianCut? cut;
    private int count;

    /// <summary>Writes the index of each pixel's colour; returns the bits an index takes, 1 … 8.</summary>
    public int Pick(ReadOnlySpan<byte> pixels, int width, PixelArea area, Span<byte> indices)
    {
        if (!Exactly(pixels, width, area, indices))
        {
            cut ??= new MedianCut();
            count = cut.Pick(pixels, width, area, indices, colors);
        }

        return Math.Max(1, BitOperations.Log2((uint)(count - 1)) + 1);
    }

    /// <summary>The table, red, green and blue, for indices of so many bits.</summary>
    public ReadOnlySpan<byte> Bytes(int bits)
    {
        var table = colors.AsSpan(0, 3 << bits);
        table[(3 * count)..].Clear();
        return table;
    }

    private bool Exactly(ReadOnlySpan<byte> pixels, int width, PixelArea area, Span<byte> indices)
    {
        Array.Fill(keys, -1);
        count = 0;
        var (at, lastKey, lastNumber) = (0, -1, (byte)0);
        for (var y = area.Top; y < area.Top + area.Height; y++)
        {
            var row = pixels.Slice(3 * ((y * width) + area.Left), 3 * area.Width);
            for (var i = 0; i < row.Length; i += 3)
            {
                var key = (row[i] << 16) | (row[i + 1] << 8) | row[i + 2];
                if (key != lastKey)
                {
                    var number = Number(key);
                    if (number < 0)
                    {
                        return false;
                    }

                    (lastKey, lastNumber) = (key, (byte)number);
                }

                indices[at++] = lastNumber;
            }
        }

        return true;
    }

    /// <summary>The number of a colour, a new one if need be; −1 when there are too many.</summary>
    private int Number(int key)
    {
        var slot = (int)((uint)key * 2654435769u >> 22);
        while (keys[slot] != key)
        {
            if (keys[slot] < 0)
            {
                if (count == MaxColors)
                {
                    return -1;
                }

                (keys[slot], numbers[slot]) = (key, (byte)count);
                (colors[3 * count], colors[(3 * count) + 1], colors[(3 * count) + 2]) =
                    ((byte)(key >> 16), (byte)(key >> 8), (byte)key);
                return count++;
            }

            slot = (slot + 1) % Slots;
        }

        return numbers[slot];
    }
}
