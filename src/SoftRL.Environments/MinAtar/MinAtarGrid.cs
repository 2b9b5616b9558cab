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

    /// <summary>A coordinate moved by −1 for the first action and +1 for the second, within the grid.</summary>
    public static int Move(int coordinate, MinAtarAction action, MinAtarAction minus, MinAtarAction plus) =>
        action == minus ? Math.Max(0, coordinate - 1)
        : action == plus ? Math.Min(Last, coordinate + 1)
        : coordinate;
}
