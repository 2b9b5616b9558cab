using System.Runtime.CompilerServices;

namespace SoftRL.Environments;

/// <summary>A box of the cells of <see cref="MedianCut"/>'s cube, both ends included.</summary>
internal struct ColorBox
{
    private const int Channels = 3;
    private const int Last = 31;

    private Triple low;
    private Triple high;
    private long pixels;

    /// <summary>The whole cube.</summary>
    public static ColorBox Whole
    {
        get
        {
            var box = default(ColorBox);
            ((Span<int>)box.high).Fill(Last);
            return box;
        }
    }

    /// <summary>What a cut is worth: pixels times the square of the longest side; 0 for a single cell.</summary>
    public readonly double Gain => pixels * Math.Pow(high[Longest] - low[Longest], 2);

    private readonly int Longest
    {
        get
        {
            var longest = 0;
            for (var channel = 1; channel < Channels; channel++)
            {
                longest = high[channel] - low[channel] > high[longest] - low[longest] ? channel : longest;
            }

            return longest;
        }
    }

    /// <summary>The smallest box with the same pixels, at least one.</summary>
    public readonly ColorBox Shrink(ReadOnlySpan<int> counts)
    {
        var box = default(ColorBox);
        (box.low, box.high) = (high, low);
        for (var red = low[0]; red <= high[0]; red++)
        {
            for (var green = low[1]; green <= high[1]; green++)
            {
                for (var blue = low[2]; blue <= high[2]; blue++)
                {
                    var count = counts[MedianCut.Cell(red, green, blue)];
                    if (count > 0)
                    {
                        box.pixels += count;
                        box.Widen(red, green, blue);
                    }
                }
            }
        }

        return box;
    }

    /// <summary>The two parts on either side of the median, neither empty; only where <see cref="Gain"/> is positive.</summary>
    public readonly (ColorBox Lower, ColorBox Upper) Split(ReadOnlySpan<int> counts)
    {
        var axis = Longest;
        var cut = low[axis];
        var (lower, below) = (this, 0L);
        do
        {
            lower.high[axis] = cut++;
            below = lower.Shrink(counts).pixels;
        }
        while (2 * below < pixels && cut < high[axis]);

        var upper = this;
        upper.low[axis] = cut;
        return (lower.Shrink(counts), upper.Shrink(counts));
    }

    /// <summary>Writes the mean colour, and the box's number into its cells.</summary>
    public readonly void Settle(
        ReadOnlySpan<long> sums, Span<byte> numbers, byte number, Span<byte> color)
    {
        Span<long> total = stackalloc long[Channels];
        for (var red = low[0]; red <= high[0]; red++)
        {
            for (var green = low[1]; green <= high[1]; green++)
            {
                for (var blue = low[2]; blue <= high[2]; blue++)
                {
                    var cell = MedianCut.Cell(red, green, blue);
                    numbers[cell] = number;
                    for (var channel = 0; channel < Channels; channel++)
                    {
                        total[channel] += sums[(Channels * cell) + channel];
                    }
                }
            }
        }

        for (var channel = 0; channel < Channels; channel++)
        {
            color[channel] = (byte)((total[channel] + (pixels / 2)) / pixels);
        }
    }

    private void Widen(int red, int green, int blue)
    {
        ReadOnlySpan<int> cell = [red, green, blue];
        for (var channel = 0; channel < Channels; channel++)
        {
            low[channel] = Math.Min(low[channel], cell[channel]);
            high[channel] = Math.Max(high[channel], cell[channel]);
        }
    }

    [InlineArray(Channels)]
    private struct Triple
    {
        private int first;
    }
}
