using SoftRL.Environments;

namespace SoftRL.Tabular;

/// <summary>States without a look of their own: a square each, in rows as near to a square as they go; the current one is marked.</summary>
internal sealed class StateGridPicture : IStatePicture
{
    private const int Side = 320;
    private readonly int columns;
    private readonly double cell;

    public StateGridPicture(int stateCount)
    {
        StateCount = stateCount;
        columns = (int)Math.Ceiling(Math.Sqrt(stateCount));
        cell = Math.Min(64, (double)Side / columns);
        Width = (int)Math.Ceiling(columns * cell);
        Height = (int)Math.Ceiling(((stateCount + columns - 1) / columns) * cell);
    }

    public int StateCount { get; }

    public int Width { get; }

    public int Height { get; }

    public void Draw(int state, Canvas canvas)
    {
        canvas.Clear(Shades.Ground);
        for (var s = 0; s < StateCount; s++)
        {
            var (x, y) = (s % columns * cell, s / columns * cell);
            var gap = cell / 16;
            canvas.Rectangle(x + gap, y + gap, cell - (2 * gap), cell - (2 * gap), s == state ? Shades.Blue : Shades.Faint);
        }
    }
}
