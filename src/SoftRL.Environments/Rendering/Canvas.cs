using System.Runtime.InteropServices;

namespace SoftRL.Environments;

/// <summary>Draws shapes with soft edges over a picture of bytes; allocates no managed memory.</summary>
/// <remarks>
/// Coordinates are pixels, x to the right and y down; a pixel's centre lies at a half. What lies outside the picture is cut
/// off, and a shape with a coordinate that is not finite is left out. Soft edges have sixteen steps, so that a picture of few
/// colours stays one of few colours.
/// </remarks>
public readonly ref partial struct Canvas
{
    private const int Levels = 16;

    private readonly Span<Rgb> pixels;

    /// <summary>A canvas over a picture, which keeps what it shows.</summary>
    /// <param name="pixels">Red, green and blue bytes, rows from the top, <c>[height, width, 3]</c>. Borrowed.</param>
    /// <param name="width">Width, pixels, positive.</param>
    /// <param name="height">Height, pixels, positive.</param>
    /// <exception cref="ArgumentException"><paramref name="pixels"/> has the wrong length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Width or height is not positive.</exception>
    public Canvas(Span<byte> pixels, int width, int height)
    {
        (Width, Height) = (Guard.Positive(width), Guard.Positive(height));
        Guard.Pixels(pixels, width, height);
        this.pixels = MemoryMarshal.Cast<byte, Rgb>(pixels);
    }

    /// <summary>Width, pixels.</summary>
    public int Width { get; }

    /// <summary>Height, pixels.</summary>
    public int Height { get; }

    /// <summary>Gives every pixel one colour.</summary>
    /// <param name="color">The colour.</param>
    public void Clear(Rgb color) => pixels.Fill(color);

    /// <summary>Fills a rectangle along the axes.</summary>
    /// <param name="x">Left edge.</param>
    /// <param name="y">Upper edge.</param>
    /// <param name="width">Width; nothing is drawn unless positive.</param>
    /// <param name="height">Height; nothing is drawn unless positive.</param>
    /// <param name="color">Colour.</param>
    public void Rectangle(double x, double y, double width, double height, Rgb color)
    {
        var (left, right) = Clip(x, x + width, Width);
        var (top, bottom) = Clip(y, y + height, Height);
        for (var row = top; row < bottom; row++)
        {
            var covered = Overlap(y, y + height, row);
            var (from, to) = covered == 1 ? Inner(x, x + width, left, right) : (right, right);
            for (var column = Next(left - 1, from, to); column < right; column = Next(column, from, to))
            {
                Cover(column, row, covered * Overlap(x, x + width, column), color);
            }

            Row(row, from, to).Fill(color);
        }
    }

    /// <summary>Fills a disc.</summary>
    /// <param name="x">Centre.</param>
    /// <param name="y">Centre.</param>
    /// <param name="radius">Radius; nothing is drawn unless positive.</param>
    /// <param name="color">Colour.</param>
    public void Disc(double x, double y, double radius, Rgb color)
    {
        var reach = radius > 0 ? radius + 1 : double.NaN;
        var (left, right) = Clip(x - reach, x + reach, Width);
        var (top, bottom) = Clip(y - reach, y + reach, Height);
        for (var row = top; row < bottom; row++)
        {
            // Half the chord on which pixels lie inside as a whole.
            var dy = row + 0.5 - y;
            var half = Math.Sqrt(Math.Max(0, ((radius - 0.5) * (radius - 0.5)) - (dy * dy)));
            var (from, to) = half > 0 && radius > 1 ? Inner(x - half, x + half, left, right) : (right, right);
            for (var column = Next(left - 1, from, to); column < right; column = Next(column, from, to))
            {
                var dx = column + 0.5 - x;
                Cover(column, row, radius + 0.5 - Math.Sqrt((dx * dx) + (dy * dy)), color);
            }

            Row(row, from, to).Fill(color);
        }
    }

    /// <summary>Draws a straight stroke with round ends.</summary>
    /// <param name="fromX">Where it begins.</param>
    /// <param name="fromY">Where it begins.</param>
    /// <param name="toX">Where it ends.</param>
    /// <param name="toY">Where it ends.</param>
    /// <param name="width">Thickness; nothing is drawn unless positive.</param>
    /// <param name="color">Colour.</param>
    public void Line(double fromX, double fromY, double toX, double toY, double width, Rgb color)
    {
        var radius = width > 0 ? width / 2 : double.NaN;
        var (dx, dy) = (toX - fromX, toY - fromY);
        var squared = (dx * dx) + (dy * dy);
        var (left, right) = Clip(Math.Min(fromX, toX) - radius - 1, Math.Max(fromX, toX) + radius + 1, Width);
        var (top, bottom) = Clip(Math.Min(fromY, toY) - radius - 1, Math.Max(fromY, toY) + radius + 1, Height);
        for (var row = top; row < bottom; row++)
        {
            for (var column = left; column < right; column++)
            {
                var (px, py) = (column + 0.5 - fromX, row + 0.5 - fromY);
                var along = squared > 0 ? Math.Clamp(((px * dx) + (py * dy)) / squared, 0, 1) : 0;
                var (ex, ey) = (px - (along * dx), py - (along * dy));
                Cover(column, row, radius + 0.5 - Math.Sqrt((ex * ex) + (ey * ey)), color);
            }
        }
    }

    /// <summary>The pixels that an interval touches; none when it is not finite.</summary>
    private static (int From, int To) Clip(double from, double to, int size) => double.IsFinite(from) && double.IsFinite(to)
        ? ((int)Math.Clamp(Math.Floor(from), 0, size), (int)Math.Clamp(Math.Ceiling(to), 0, size))
        : (0, 0);

    /// <summary>The pixels that lie in an interval with both their edges, among those of a row that are drawn; an empty range at the end if none.</summary>
    private static (int From, int To) Inner(double from, double to, int left, int right)
    {
        if (left >= right)
        {
            return (right, right);
        }

        var first = (int)Math.Clamp(Math.Ceiling(from), left, right);
        var end = (int)Math.Clamp(Math.Floor(to), left, right);
        return first < end ? (first, end) : (right, right);
    }

    /// <summary>The next column, past those that are filled at once.</summary>
    private static int Next(int column, int from, int to) => column + 1 == from ? to : column + 1;

    /// <summary>How much of a pixel lies in an interval, 0 … 1.</summary>
    private static double Overlap(double from, double to, int pixel) =>
        Math.Max(0, Math.Min(to, pixel + 1) - Math.Max(from, pixel));

    /// <summary>Pixels of a row, from one column to before another.</summary>
    private Span<Rgb> Row(int row, int from, int to) => pixels.Slice((row * Width) + from, to - from);

    /// <summary>Mixes a colour into a pixel.</summary>
    private void Cover(int x, int y, double share, Rgb color)
    {
        var level = (int)((Math.Clamp(share, 0, 1) * Levels) + 0.5);
        if (level > 0)
        {
            ref var pixel = ref pixels[(y * Width) + x];
            pixel = new Rgb(Mix(pixel.Red, color.Red, level), Mix(pixel.Green, color.Green, level), Mix(pixel.Blue, color.Blue, level));
        }
    }

    private static byte Mix(byte under, byte over, int level) =>
        (byte)(((under * (Levels - level)) + (over * level) + (Levels / 2)) / Levels);
}
