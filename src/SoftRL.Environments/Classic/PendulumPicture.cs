namespace SoftRL.Environments;

/// <summary>Draws the rod, the circle of its tip and how fast it turns: an arc ahead of the tip.</summary>
internal static class PendulumPicture
{
    public const int Size = 400;

    private const double Centre = Size / 2.0;
    private const double Length = 150;
    private const double Orbit = 178;

    public static void Draw(in PendulumState state, PendulumOptions options, Span<byte> pixels)
    {
        var canvas = new Canvas(pixels, Size, Size);
        canvas.Clear(Shades.Ground);
        canvas.Disc(Centre, Centre, Orbit + 1.5, Shades.Faint);
        canvas.Disc(Centre, Centre, Orbit - 1.5, Shades.Ground);
        canvas.Polygon([(Centre, 26), (Centre - 10, 8), (Centre + 10, 8)], Shades.Green);
        Motion(canvas, state, options.MaxVelocity);

        var (x, y) = At(state.Angle, Length);
        canvas.Line(Centre, Centre, x, y, 34, Shades.Orange);
        canvas.Disc(Centre, Centre, 9, Shades.Ink);
    }

    /// <summary>An arc of at most 90° from the rod in the direction of motion.</summary>
    private static void Motion(Canvas canvas, in PendulumState state, double maxVelocity)
    {
        var sweep = state.Velocity / maxVelocity * Math.PI / 2;
        var parts = (int)Math.Ceiling(Math.Min(1, Math.Abs(sweep)) * 24);
        var (fromX, fromY) = At(state.Angle, Orbit);
        for (var i = 1; i <= parts; i++)
        {
            var (toX, toY) = At(state.Angle + (sweep * i / parts), Orbit);
            canvas.Line(fromX, fromY, toX, toY, 6, Shades.Blue);
            (fromX, fromY) = (toX, toY);
        }
    }

    /// <summary>A place at an angle from upright; positive angles lean to the left, as in the original.</summary>
    private static (double X, double Y) At(double angle, double radius)
    {
        var (sin, cos) = Math.SinCos(angle);
        return (Centre - (radius * sin), Centre - (radius * cos));
    }
}
