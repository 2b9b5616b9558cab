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
        canvas.Line(x, y + (0.02 * side), x, y + (0.2 * side), 0.3 * side, color);
        canvas.Rectangle(x - (0.15 * side), y + (0.15 * side), 0.3 * side, 0.2 * side, color);
        canvas.Disc(x, y - (0.2 * side), 0.17 * side, Shades.Ground);
        canvas.Disc(x, y - (0.2 * side), 0.14 * side, color);
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
