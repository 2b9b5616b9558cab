namespace SoftRL.Environments;

/// <summary>Draws the valley, the car on its slope and a flag at the goal.</summary>
internal static class MountainCarPicture
{
    public const int Width = 600;
    public const int Height = 360;

    private const int Pieces = 90;
    private const double Scale = Width / (MountainCarDynamics.Right - MountainCarDynamics.Left);
    private const double Wheel = 9;

    public static void Draw(in MountainCarState state, double goal, Span<byte> pixels)
    {
        var canvas = new Canvas(pixels, Width, Height);
        canvas.Clear(Shades.Ground);
        Flag(canvas, goal);
        Hills(canvas);
        Car(canvas, state.Position);
    }

    private static double X(double position) => (position - MountainCarDynamics.Left) * Scale;

    private static double Y(double position) => Height - 30 - (((0.45 * Math.Sin(3 * position)) + 0.45) * Scale * 0.75);

    private static void Hills(Canvas canvas)
    {
        Span<(double X, double Y)> outline = stackalloc (double, double)[Pieces + 3];
        for (var i = 0; i <= Pieces; i++)
        {
            var position = MountainCarDynamics.Left + (i * (MountainCarDynamics.Right - MountainCarDynamics.Left) / Pieces);
            outline[i] = (X(position), Y(position));
        }

        (outline[^2], outline[^1]) = ((Width, Height), (0, Height));
        canvas.Polygon(outline, Shades.Faint);
        for (var i = 0; i < Pieces; i++)
        {
            canvas.Line(outline[i].X, outline[i].Y, outline[i + 1].X, outline[i + 1].Y, 4, Shades.Ink);
        }
    }

    private static void Flag(Canvas canvas, double goal)
    {
        var (x, y) = (X(goal), Y(goal));
        canvas.Line(x, y, x, y - 60, 3, Shades.Muted);
        canvas.Polygon([(x, y - 62), (x + 32, y - 50), (x, y - 38)], Shades.Green);
    }

    private static void Car(Canvas canvas, double position)
    {
        // The tangent of the drawn hill, and its normal, which points up.
        var slope = (Y(position + 1e-4) - Y(position - 1e-4)) / (X(position + 1e-4) - X(position - 1e-4));
        var length = Math.Sqrt(1 + (slope * slope));
        var (ax, ay) = (1 / length, slope / length);
        var (x, y) = (X(position), Y(position) - 2);
        canvas.Polygon([At(-27, 9), At(27, 9), At(27, 20), At(14, 21), At(8, 33), At(-13, 33), At(-18, 21), At(-27, 20)], Shades.Blue);
        canvas.Polygon([At(9, 22), At(5, 30), At(-1, 30), At(-1, 22)], Shades.Ground);
        canvas.Polygon([At(-4, 22), At(-4, 30), At(-11, 30), At(-14, 22)], Shades.Ground);
        for (var side = -1; side <= 1; side += 2)
        {
            var (wheelX, wheelY) = At(side * 16, Wheel);
            canvas.Disc(wheelX, wheelY, Wheel, Shades.Ink);
            canvas.Disc(wheelX, wheelY, 3.5, Shades.Faint);
        }

        (double X, double Y) At(double along, double up) => (x + (along * ax) + (up * ay), y + (along * ay) - (up * ax));
    }
}
