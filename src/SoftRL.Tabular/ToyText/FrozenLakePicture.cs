using SoftRL.Environments;

namespace SoftRL.Tabular;

/// <summary>Draws ice, holes, the goal and who walks there; red where they fell in.</summary>
internal sealed class FrozenLakePicture(FrozenLakeMap map) : IStatePicture
{
    private readonly int cell = Math.Clamp(384 / Math.Max(map.Rows, map.Columns), 8, 64);

    private static Rgb Ice => Rgb.Hex(0xDCEBF5);

    private static Rgb Seam => Rgb.Hex(0xB9D3E6);

    private static Rgb Water => Rgb.Hex(0x1F4E79);

    public int StateCount => map.Rows * map.Columns;

    public int Width => map.Columns * cell;

    public int Height => map.Rows * cell;

    public void Draw(int state, Canvas canvas)
    {
        for (var s = 0; s < StateCount; s++)
        {
            var (row, column) = (s / map.Columns, s % map.Columns);
            GridDrawing.Tile(canvas, column * cell, row * cell, cell, Ice, Seam);
            var (x, y) = Middle(s);
            switch (map[row, column])
            {
                case 'H':
                    canvas.Disc(x, y, 0.42 * cell, Seam);
                    canvas.Disc(x, y, 0.38 * cell, Water);
                    break;
                case 'G':
                    GridDrawing.Flag(canvas, x, y, cell, Shades.Green);
                    break;
                case 'S':
                    GridDrawing.Ring(canvas, x, y, cell, Seam, Ice);
                    break;
                default:
                    break;
            }
        }

        var (atX, atY) = Middle(state);
        var fell = map[state / map.Columns, state % map.Columns] == 'H';
        GridDrawing.Person(canvas, atX, atY, cell * (fell ? 0.7 : 0.9), fell ? Shades.Red : Shades.Blue);
    }

    private (double X, double Y) Middle(int state) => (((state % map.Columns) + 0.5) * cell, ((state / map.Columns) + 0.5) * cell);
}
