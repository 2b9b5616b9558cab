using SoftRL.Environments;

namespace SoftRL.Tabular;

/// <summary>Draws the path, the cliff beside it, start, goal and who walks there.</summary>
internal sealed class CliffWalkingPicture : IStatePicture
{
    private const int Cell = 48;

    private static Rgb Grass => Rgb.Hex(0xDDEBD5);

    private static Rgb Seam => Rgb.Hex(0xC2D8B7);

    private static Rgb Depth => Rgb.Hex(0x4A3B36);

    private static Rgb Rock => Rgb.Hex(0x8C6A5A);

    public int StateCount => CliffWalking.Rows * CliffWalking.Columns;

    public int Width => CliffWalking.Columns * Cell;

    public int Height => CliffWalking.Rows * Cell;

    public void Draw(int state, Canvas canvas)
    {
        for (var s = 0; s < StateCount; s++)
        {
            var (x, y) = Middle(s);
            if (CliffWalking.IsCliff(s))
            {
                Cliff(canvas, x - (Cell / 2.0), y - (Cell / 2.0));
            }
            else
            {
                GridDrawing.Tile(canvas, x - (Cell / 2.0), y - (Cell / 2.0), Cell, Grass, Seam);
            }
        }

        var (startX, startY) = Middle(CliffWalking.Start);
        GridDrawing.Ring(canvas, startX, startY, Cell, Seam, Grass);
        var (goalX, goalY) = Middle(CliffWalking.Goal);
        GridDrawing.Flag(canvas, goalX, goalY, Cell, Shades.Green);
        var (atX, atY) = Middle(state);
        GridDrawing.Person(canvas, atX, atY, 0.9 * Cell, Shades.Blue);
    }

    /// <summary>The edge of the rock, jagged, above the depth.</summary>
    private static void Cliff(Canvas canvas, double x, double y)
    {
        canvas.Rectangle(x, y, Cell, Cell, Depth);
        canvas.Polygon(
            [(x, y), (x + Cell, y), (x + Cell, y + 10), (x + 38, y + 22), (x + 29, y + 9), (x + 18, y + 26), (x + 8, y + 12), (x, y + 10)],
            Rock);
        canvas.Rectangle(x, y, Cell, 3, Seam);
    }

    private static (double X, double Y) Middle(int state) =>
        (((state % CliffWalking.Columns) + 0.5) * Cell, ((state / CliffWalking.Columns) + 0.5) * Cell);
}
