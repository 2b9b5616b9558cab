namespace SoftRL.Environments;

/// <summary>Draws two links that hang from a joint, and the line that the tip must cross.</summary>
internal static class AcrobotPicture
{
    public const int Size = 400;

    private const double Centre = Size / 2.0;
    private const double Link = 85;

    public static void Draw(in AcrobotState state, Span<byte> pixels)
    {
        var canvas = new Canvas(pixels, Size, Size);
        canvas.Clear(Shades.Ground);
        canvas.Rectangle(0, Centre - Link - 1.5, Size, 3, Shades.Green);

        var (elbowX, elbowY) = Hang(Centre, Centre, state.Angle1);
        var (tipX, tipY) = Hang(elbowX, elbowY, state.Angle1 + state.Angle2);
        canvas.Line(Centre, Centre, elbowX, elbowY, 22, Shades.Blue);
        canvas.Line(elbowX, elbowY, tipX, tipY, 16, Shades.Orange);
        canvas.Disc(Centre, Centre, 7, Shades.Ink);
        canvas.Disc(elbowX, elbowY, 5, Shades.Ink);
        canvas.Disc(tipX, tipY, 4, Shades.Ground);
    }

    /// <summary>The lower end of a link; angles are from straight down, positive to the right.</summary>
    private static (double X, double Y) Hang(double x, double y, double angle)
    {
        var (sin, cos) = Math.SinCos(angle);
        return (x + (Link * sin), y + (Link * cos));
    }
}
