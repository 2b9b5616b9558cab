using SoftRL.Environments;

namespace SoftRL.Tabular;

/// <summary>Draws the arms as bars from zero to their means, with whiskers of a standard deviation; the pulled one is marked.</summary>
internal sealed class BanditPicture
{
    public const int Height = 240;

    private const double Top = 20;
    private const double Column = 48;
    private const double Bar = 30;
    private readonly Bandit bandit;
    private readonly double low;
    private readonly double scale;

    public BanditPicture(Bandit bandit)
    {
        this.bandit = bandit;
        low = Math.Min(0, bandit.Arms.Min(arm => arm.Mean - arm.StandardDeviation));
        var high = Math.Max(0, bandit.Arms.Max(arm => arm.Mean + arm.StandardDeviation));
        scale = high > low ? (Height - (2 * Top)) / (high - low) : 0;
        Width = (int)((bandit.ActionCount + 1) * Column);
    }

    public int Width { get; }

    /// <summary>Draws the state after a pull, or before the first: arm −1.</summary>
    public void Draw(int pulled, Span<byte> pixels)
    {
        var canvas = new Canvas(pixels, Width, Height);
        canvas.Clear(Shades.Ground);
        for (var arm = 0; arm < bandit.ActionCount; arm++)
        {
            var (mean, deviation) = (bandit.Arms[arm].Mean, bandit.Arms[arm].StandardDeviation);
            var (x, y, zero) = ((arm + 1) * Column, Y(mean), Y(0));
            canvas.Rectangle(
                x - (Bar / 2), Math.Min(y, zero), Bar, Math.Abs(y - zero), arm == pulled ? Shades.Blue : Shades.Blue.Mix(Shades.Ground, 0.6));
            canvas.Line(x, Y(mean - deviation), x, Y(mean + deviation), 2, Shades.Ink);
        }

        canvas.Rectangle(0, Y(0) - 1, Width, 2, Shades.Muted);
    }

    private double Y(double value) => Height - Top - ((value - low) * scale);
}
