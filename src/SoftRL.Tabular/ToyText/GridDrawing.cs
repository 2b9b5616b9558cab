using SoftRL.Environments;

namespace SoftRL.Tabular;

/// <summary>What the grids have in common: tiles, walkers, flags.</summary>
internal static class GridDrawing
{
    /// <summary>A square tile with a seam around it.</summary>
    public static void Tile(Canvas canvas, double x, double y, double side, Rgb color, Rgb seam)
    {
        canvas.Rectangle(x, y, side, side, seam);
        canvas.Rectangle(x + 1, y + 1, side - 2, side - 2, color);
    }

    /// <summary>Someone who stands in the middle of a tile.</summary>
    public static void Person(Canvas canvas, double x, double y, double side, Rgb color)
    {
        canvas.Line(x - (0.1 * side), y + (0.06 * side), x + (0.1 * side), y + (0.06 * side), 0.24 * side, color);
        canvas.Line(x - (0.09 * side), y + (0.06 * side), x - (0.09 * side), y + (0.34 * side), 0.15 * side, color);
        canvas.Line(x + (0.09 * side), y + (0.06 * side), x + (0.09 * side), y + (0.34 * side), 0.15 * side, color);
        canvas.Disc(x, y - (0.21 * side), 0.17 * side, color);
    }

    /// <summary>A flag that stands in the middle of a tile.</summary>
    public static void Flag(Canvas canvas, double x, double y, double side, Rgb color)
    {
        var pole = x - (0.18 * side);
        canvas.Line(pole, y + (0.34 * side), pole, y - (0.34 * side), 0.06 * side, Shades.Ink);
        canvas.Polygon([(pole, y - (0.36 * side)), (pole + (0.5 * side), y - (0.18 * side)), (pole, y)], color);
    }

    /// <summary>A ring on the ground of a tile.</summary>
    public static void Ring(Canvas canvas, double x, double y, double side, Rgb color, Rgb ground)
    {
        canvas.Disc(x, y, 0.36 * side, color);
        canvas.Disc(x, y, 0.29 * side, ground);
    }
}
