namespace SoftRL.Environments;

/// <summary>Draws a cart with its pole on a track, whose ends are the limits of the position.</summary>
internal static class CartPolePicture
{
    public const int Width = 600;
    public const int Height = 300;

    private const double TrackY = 235;
    private const double CartWidth = 84;
    private const double CartHeight = 40;
    private const double Wheel = 11;
    private const double Margin = 60;

    public static void Draw(in CartPoleState state, CartPoleOptions options, Span<byte> pixels)
    {
        var canvas = new Canvas(pixels, Width, Height);
        var scale = (Width - (2 * Margin)) / (2 * options.PositionLimit);
        var x = (Width / 2.0) + (state.Position * scale);
        canvas.Clear(Shades.Ground);
        Track(canvas);
        Cart(canvas, x);

        var (sin, cos) = Math.SinCos(state.Angle);
        var length = 2 * options.PoleHalfLength * Math.Min(scale, 150);
        var hinge = TrackY - (2 * Wheel) - CartHeight + 6;
        canvas.Line(x, hinge, x + (length * sin), hinge - (length * cos), 13, Shades.Orange);
        canvas.Disc(x, hinge, 5, Shades.Ground);
    }

    private static void Track(Canvas canvas)
    {
        canvas.Rectangle(0, TrackY, Width, 3, Shades.Ink);
        canvas.Rectangle(0, TrackY + 3, Width, Height - TrackY - 3, Shades.Faint);
        canvas.Rectangle((Width / 2.0) - 1, TrackY + 3, 2, 12, Shades.Muted);
        canvas.Rectangle(Margin - 2, TrackY - 14, 4, 34, Shades.Red);
        canvas.Rectangle(Width - Margin - 2, TrackY - 14, 4, 34, Shades.Red);
    }

    private static void Cart(Canvas canvas, double x)
    {
        for (var side = -1; side <= 1; side += 2)
        {
            canvas.Disc(x + (side * CartWidth * 0.3), TrackY - Wheel, Wheel, Shades.Ink);
            canvas.Disc(x + (side * CartWidth * 0.3), TrackY - Wheel, 4, Shades.Faint);
        }

        var top = TrackY - (1.5 * Wheel) - CartHeight + 4;
        canvas.Rectangle(x - (CartWidth / 2), top, CartWidth, CartHeight, Shades.Blue);
    }
}
