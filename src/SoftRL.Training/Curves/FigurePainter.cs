namespace SoftRL.Training;

/// <summary>Lays a figure out and paints it: heading, axes with round numbers, layers.</summary>
internal sealed class FigurePainter
{
    /// <summary>Width of every picture, picture units.</summary>
    internal const double Width = 960;

    /// <summary>Height of every picture, picture units.</summary>
    internal const double Height = 540;

    private const double PlotLeft = 84;
    private const double PlotRight = Width - 32;
    private const double PlotTop = FigureHeading.Height;
    private const double PlotBottom = Height - 64;
    private const double NumberSize = 14;

    private static readonly TextStyle Numbers = new(NumberSize, Ink.Muted, Anchor.Middle);
    private static readonly TextStyle Note = new(12.5, Ink.Muted, Anchor.End);
    private static readonly TextStyle AxisName = new(15, Ink.Text, Anchor.Middle);

    private readonly ICanvas _canvas;
    private readonly Figure _figure;
    private readonly FigureAxis _across;
    private readonly FigureAxis _up;

    private FigurePainter(Figure figure, ICanvas canvas, (double Left, double Right, double Bottom, double Top) extent)
    {
        (_figure, _canvas) = (figure, canvas);
        _across = figure.IsLogarithmic ? FigureAxis.OfFactors(extent.Left, extent.Right) : FigureAxis.OfSteps(extent.Left, extent.Right);
        _up = figure.IsLogarithmic ? FigureAxis.OfFactors(extent.Bottom, extent.Top) : FigureAxis.OfValues(extent.Bottom, extent.Top);
    }

    /// <summary>A figure as a document.</summary>
    internal static string ToSvg(Figure figure)
    {
        var canvas = new SvgCanvas();
        Paint(figure, canvas);
        return canvas.ToSvg(figure.Title, Width, Height);
    }

    /// <summary>Paints a figure on a canvas of <see cref="Width"/> by <see cref="Height"/>.</summary>
    internal static void Paint(Figure figure, ICanvas canvas)
    {
        var extent = figure.Extent();
        var painter = new FigurePainter(figure, canvas, extent ?? (0, 1, 0, 1));
        canvas.Rectangle(0, 0, Width, Height, Ink.Ground);
        painter.PaintAxes();
        if (figure.Note is { } note)
        {
            canvas.Text(note, PlotRight, Height - 16, Note);
        }

        if (extent is null)
        {
            canvas.Text("no episode has ended yet", (PlotLeft + PlotRight) / 2, (PlotTop + PlotBottom) / 2, Numbers with { Size = 18 });
        }

        foreach (var layer in figure.Layers)
        {
            painter.Paint(layer);
        }

        FigureHeading.Paint(canvas, figure.Title, figure.Layers, PlotLeft, PlotRight);
    }

    private void PaintAxes()
    {
        var values = _up.Marks();
        foreach (var value in values)
        {
            var label = _figure.IsLogarithmic ? Ticks.Count(value) : Ticks.Label(value, values.Count > 1 ? values[1] - values[0] : 1);
            _canvas.Line([(PlotLeft, Y(value)), (PlotRight, Y(value))], 1, Ink.Grid);
            _canvas.Text(label, PlotLeft - 10, Y(value) + (0.36 * NumberSize), Numbers with { Anchor = Anchor.End });
        }

        foreach (var step in _across.Marks())
        {
            _canvas.Line([(X(step), PlotBottom), (X(step), PlotBottom + 5)], 1, Ink.Muted);
            _canvas.Text(Ticks.Count(step), X(step), PlotBottom + 22, Numbers);
        }

        _canvas.Line([(PlotLeft, PlotBottom), (PlotRight, PlotBottom)], 1, Ink.Muted);
        _canvas.Text(_figure.Across, (PlotLeft + PlotRight) / 2, Height - 16, AxisName);
        _canvas.Text(_figure.Up, 24, (PlotTop + PlotBottom) / 2, AxisName with { IsUpward = true });
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
                PaintDots(line.IsMarked ? line.Points : [], 3.5, line.Ink);
                break;
            case FigureLayer.Dots dots:
                PaintDots(dots.Points, 4.5, dots.Ink);
                break;
            default:
                throw new ArgumentException($"No way to paint {layer.GetType()}.", nameof(layer));
        }
    }

    private void PaintDots(IReadOnlyList<CurvePoint> points, double radius, Ink ink)
    {
        foreach (var point in points)
        {
            _canvas.Dot(X(point.Step), Y(point.Value), radius, ink);
        }
    }

    private (double X, double Y) Place(CurvePoint point) => (X(point.Step), Y(point.Value));

    private double X(double step) => PlotLeft + ((PlotRight - PlotLeft) * _across.Share(step));

    private double Y(double value) => PlotBottom - ((PlotBottom - PlotTop) * _up.Share(value));
}
