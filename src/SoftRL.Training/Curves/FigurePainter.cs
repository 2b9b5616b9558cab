namespace SoftRL.Training;

/// <summary>Lays a figure out and paints it: title, legend, axes with round numbers, layers.</summary>
internal sealed class FigurePainter
{
    /// <summary>Width of every picture, picture units.</summary>
    internal const double Width = 960;

    /// <summary>Height of every picture, picture units.</summary>
    internal const double Height = 540;

    private const double PlotLeft = 84;
    private const double PlotRight = Width - 32;
    private const double PlotTop = 92;
    private const double PlotBottom = Height - 64;
    private const double NumberSize = 14;
    private const double BoldWidth = 1.2; // Bold letters of a browser are wider than those of the stroke font.

    private static readonly TextStyle Title = new(21, Ink.Text, IsBold: true);
    private static readonly TextStyle Legend = new(14.5, Ink.Text);
    private static readonly TextStyle Numbers = new(NumberSize, Ink.Muted, Anchor.Middle);
    private static readonly TextStyle Note = new(12.5, Ink.Muted, Anchor.End);
    private static readonly TextStyle AxisName = new(15, Ink.Text, Anchor.Middle);

    private readonly ICanvas _canvas;
    private readonly double _left;
    private readonly double _right;
    private readonly double _bottom;
    private readonly double _top;

    private FigurePainter(ICanvas canvas, (double Left, double Right, double Bottom, double Top) extent)
    {
        _canvas = canvas;
        (_left, _right) = (Math.Min(0, extent.Left), extent.Right > 0 ? extent.Right : 1);
        (_bottom, _top) = Padded(extent.Bottom, extent.Top);
    }

    /// <summary>Paints a figure on a canvas of <see cref="Width"/> by <see cref="Height"/>.</summary>
    internal static void Paint(Figure figure, ICanvas canvas)
    {
        var extent = figure.Extent();
        var painter = new FigurePainter(canvas, extent ?? (0, 1, 0, 1));
        canvas.Rectangle(0, 0, Width, Height, Ink.Ground);
        canvas.Text(figure.Title, PlotLeft, 38, Title with { Size = Title.Size * Fit(BoldWidth * StrokeFont.Measure(figure.Title, Title.Size)) });
        painter.PaintAxes();
        if (figure.Note is { } note)
        {
            canvas.Text(note, PlotRight, Height - 16, Note);
        }

        if (extent is null)
        {
            canvas.Text("no episode has ended yet", (PlotLeft + PlotRight) / 2, (PlotTop + PlotBottom) / 2, Numbers with { Size = 18 });
            return;
        }

        foreach (var layer in figure.Layers)
        {
            painter.Paint(layer);
        }

        painter.PaintLegend(figure.Layers);
    }

    /// <summary>An interval with some room around it, from zero when zero is near.</summary>
    private static (double Low, double High) Padded(double low, double high)
    {
        if (high - low < 1e-9 * Math.Max(1, Math.Abs(high)))
        {
            (low, high) = (low - 1, high + 1);
        }

        var room = 0.05 * (high - low);
        return (low >= 0 && low < 0.4 * high ? 0 : low - room, high <= 0 && high > 0.4 * low ? 0 : high + room);
    }

    private void PaintAxes()
    {
        var values = Ticks.Between(_bottom, _top, 8);
        foreach (var value in values)
        {
            _canvas.Line([(PlotLeft, Y(value)), (PlotRight, Y(value))], 1, Ink.Grid);
            _canvas.Text(Ticks.Label(value, values.Count > 1 ? values[1] - values[0] : 1), PlotLeft - 10, Y(value) + (0.36 * NumberSize), Numbers with { Anchor = Anchor.End });
        }

        foreach (var step in Ticks.Between(_left, _right, 8))
        {
            _canvas.Line([(X(step), PlotBottom), (X(step), PlotBottom + 5)], 1, Ink.Muted);
            _canvas.Text(Ticks.Count(step), X(step), PlotBottom + 22, Numbers);
        }

        _canvas.Line([(PlotLeft, PlotBottom), (PlotRight, PlotBottom)], 1, Ink.Muted);
        _canvas.Text("environment steps", (PlotLeft + PlotRight) / 2, Height - 16, AxisName);
        _canvas.Text("return per episode", 24, (PlotTop + PlotBottom) / 2, AxisName with { IsUpward = true });
    }

    private void Paint(FigureLayer layer)
    {
        switch (layer)
        {
            case FigureLayer.Band band:
                _canvas.Polygon([.. band.High.Select(Place), .. band.Low.Reverse().Select(Place)], band.Ink, 0.18);
                break;
            case FigureLayer.Line { Points: [var only] } line:
                _canvas.Dot(X(only.Step), Y(only.Value), 2.5, line.Ink);
                break;
            case FigureLayer.Line line:
                _canvas.Line([.. line.Points.Select(Place)], line.IsFaint ? 1.1 : 2.4, line.Ink, line.IsFaint ? 0.4 : 1);
                break;
            case FigureLayer.Dots dots:
                foreach (var point in dots.Points)
                {
                    _canvas.Dot(X(point.Step), Y(point.Value), 4.5, dots.Ink);
                }

                break;
            default:
                throw new ArgumentException($"No way to paint {layer.GetType()}.", nameof(layer));
        }
    }

    private void PaintLegend(IReadOnlyList<FigureLayer> layers)
    {
        const double Baseline = 68;
        const double Sample = 24;
        const double Space = 8;
        const double Between = 26;
        var shown = layers.Where(layer => layer.Label is not null).ToArray();
        var fit = Fit(shown.Sum(layer => Sample + Space + StrokeFont.Measure(layer.Label!, Legend.Size) + Between) - Between);
        var x = PlotLeft;
        foreach (var layer in shown)
        {
            PaintSample(layer, x, Sample * fit, Baseline - (0.36 * Legend.Size * fit));
            _canvas.Text(layer.Label!, x + ((Sample + Space) * fit), Baseline, Legend with { Size = Legend.Size * fit });
            x += (Sample + Space + StrokeFont.Measure(layer.Label!, Legend.Size) + Between) * fit;
        }
    }

    private void PaintSample(FigureLayer layer, double x, double width, double y)
    {
        if (layer is FigureLayer.Dots)
        {
            _canvas.Dot(x + (width / 2), y, 4.5, layer.Ink);
            return;
        }

        var faint = layer is FigureLayer.Line { IsFaint: true };
        _canvas.Line([(x, y), (x + width, y)], faint ? 1.1 : 2.4, layer.Ink, faint ? 0.6 : 1);
    }

    /// <summary>How much to shrink what is so wide, for it to fit above the plot.</summary>
    private static double Fit(double width) => Math.Min(1, (PlotRight - PlotLeft) / Math.Max(width, 1));

    private (double X, double Y) Place(CurvePoint point) => (X(point.Step), Y(point.Value));

    private double X(double step) => PlotLeft + ((PlotRight - PlotLeft) * (step - _left) / (_right - _left));

    private double Y(double value) => PlotBottom - ((PlotBottom - PlotTop) * (value - _bottom) / (_top - _bottom));
}
