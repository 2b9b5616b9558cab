namespace SoftRL.Environments;

/// <summary>The grid of every game: 10 columns and rows, row 0 on top, channel first.</summary>
internal static class MinAtarGrid
{
    public const int Size = 10;
    public const int Cells = Size * Size;
    public const int Last = Size - 1;

    public static bool Holds(int coordinate) => (uint)coordinate < Size;

    /// <summary>Sets a cell of a channel; one beside the grid is left out.</summary>
    public static void Set(Span<float> observation, int channel, int x, int y)
    {
        if (Holds(x))
        {
            observation[(Cells * channel) + (Size * y) + x] = 1;
        }
    }

    /// <summary>A coordinate moved by −1 for the first action and +1 for the second, within bounds.</summary>
    public static int Move(
        int coordinate, MinAtarAction action, MinAtarAction minus, MinAtarAction plus, int first = 0, int last = Last) =>
        action == minus ? Math.Max(first, coordinate - 1)
        : action == plus ? Math.Min(last, coordinate + 1)
        : coordinate;

    /// <summary>Where something enters from a side, and the direction it then goes in: −1 to the left, 1 to the right.</summary>
    /// <param name="draws">One uniform draw is taken: below ½ it enters on the left.</param>
    public static (int X, int Direction) Enter<TDraws>(ref TDraws draws)
        where TDraws : struct, IRandomDraws => draws.NextDouble() < 0.5 ? (0, 1) : (Last, -1);
}
