using System.Numerics;

namespace SoftRL.Environments;

/// <summary>A set of cells: bit <c>10·row + column</c>, kept as four integers.</summary>
internal struct MinAtarMap
{
    private uint first;
    private uint second;
    private uint third;
    private uint fourth;

    /// <summary>The mask of all cells.</summary>
    public static UInt128 All => (UInt128.One << MinAtarGrid.Cells) - 1;

    public UInt128 Bits
    {
        readonly get => new(((ulong)fourth << 32) | third, ((ulong)second << 32) | first);
        set
        {
            var (low, high) = ((ulong)value, (ulong)(value >> 64));
            (first, second, third, fourth) = ((uint)low, (uint)(low >> 32), (uint)high, (uint)(high >> 32));
        }
    }

    public readonly bool IsValid => fourth < 1u << (MinAtarGrid.Cells - 96);

    public readonly int Count =>
        BitOperations.PopCount(first) + BitOperations.PopCount(second)
        + BitOperations.PopCount(third) + BitOperations.PopCount(fourth);

    /// <summary>The mask of one cell.</summary>
    public static UInt128 Cell(int x, int y) => UInt128.One << ((MinAtarGrid.Size * y) + x);

    /// <summary>The mask of the cells of a column.</summary>
    public static UInt128 Column(int x)
    {
        var mask = UInt128.Zero;
        for (var y = 0; y < MinAtarGrid.Size; y++)
        {
            mask |= Cell(x, y);
        }

        return mask;
    }

    public readonly bool Meets(UInt128 mask) => (Bits & mask) != 0;

    /// <summary>Sets the cells in a channel of an observation.</summary>
    public readonly void Draw(Span<float> observation, int channel)
    {
        var plane = observation.Slice(MinAtarGrid.Cells * channel, MinAtarGrid.Cells);
        ReadOnlySpan<uint> words = [first, second, third, fourth];
        for (var word = 0; word < words.Length; word++)
        {
            for (var left = words[word]; left != 0; left &= left - 1)
            {
                plane[(32 * word) + BitOperations.TrailingZeroCount(left)] = 1;
            }
        }
    }
}
