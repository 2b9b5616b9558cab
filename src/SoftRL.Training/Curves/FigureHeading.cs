namespace SoftRL.Training;

/// <summary>What stands above a picture: its title, and a line that names its layers. Shrunk where they are too wide.</summary>
internal static class FigureHeading
{
    /// <summary>Height of it, picture units.</summary>
    internal const double Height = 92;

    private const double BoldWidth = 1.2; // Bold letters of a browser are wider than those of the stroke font.
    private const double TitleBaseline = 38;
    private const double LegendBaseline = 68;
    private const double Sample = 24;
    private const double Space = 8;
    private const double Between = 26;

    private static readonly TextStyle Title = new(21, Ink.Text, IsBold: true);
    private static readonly TextStyle Legend = new(14.5, Ink.Text);

    /// <summary>Paints it from one place to another; layers without a label are not named.</summary>
    internal static void Paint(ICanvas canvas, string title, IReadOnlyList<FigureLayer> layers, double left, double right)
    {
        var size = Title.Size * Fit(BoldWidth * StrokeFont.Measure(title, Title.Size), right - left);
        canvas.Text(title, left, TitleBaseline, Title with { Size = size });
        var shown = layers.Where(layer => layer.Label is not null).ToArray();
        var fit = Fit(shown.Sum(layer => Sample + Space + StrokeFont.Measure(layer.Label!, Legend.Size) + Between) - Between, right - left);
        foreach (var layer in shown)
        {
            PaintSample(canvas, layer, left, Sample * fit, LegendBaseline - (0.36 * Legend.Size * fit));
            canvas.Text(layer.Label!, left + ((Sample + Space) * fit), LegendBaseline, Legend with { Size = Legend.Size * fit });
            left += (Sample + Space + StrokeFont.Measure(layer.Label!, Legend.Size) + Between) * fit;
        }
    }

    private static void PaintSample(ICanvas canvas, FigureLayer layer, double x, double width, double y)
    {
        if (layer is FigureLayer.Dots)
        {
            canvas.Dot(x + (width / 2), y, 4.5, layer.Ink);
            return;
        }

        var faint = layer is FigureLayer.Line { IsFaint: true };
        canvas.Line([(x, y), (x + width, y)], faint ? 1.1 : 2.4, layer.Ink, faint ? 0.6 : 1);
    }

    /// <summary>How much to shrink what is so wide.</summary>
    private static double Fit(double width, double room) => Math.Min(1, room / Math.Max(width, 1));
}
