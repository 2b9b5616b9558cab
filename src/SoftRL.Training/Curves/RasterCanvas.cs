using SoftRL.Environments;

namespace SoftRL.Training;

/// <summary>Paints in pixels with soft edges, in the shades for light ground.</summary>
internal sealed class RasterCanvas : ICanvas
{
    private readonly double _scale;
    private readonly int _width;
    private readonly int _height;
    private readonly byte[] _pixels;
    private readonly CoverageMask _mask;

    /// <summary>Creates a picture.</summary>
    /// <param name="width">Width, picture units.</param>
    /// <param name="height">Height, picture units.</param>
    /// <param name="scale">Pixels per picture unit.</param>
    internal RasterCanvas(double width, double height, double scale)
    {
        _scale = scale;
        (_width, _height) = ((int)Math.Round(width * scale), (int)Math.Round(height * scale));
        _pixels = new byte[_width * _height * 3];
        _mask = new CoverageMask(_width, _height);
    }

    public void Rectangle(double x, double y, double width, double height, Ink ink) =>
        Polygon([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], ink);

    public void Line(IReadOnlyList<(double X, double Y)> points, double width, Ink ink, double opacity = 1)
    {
        AddStroke(points.Select(Scaled).ToArray(), width);
        Apply(ink, opacity);
    }

    public void Polygon(IReadOnlyList<(double X, double Y)> points, Ink ink, double opacity = 1)
    {
        _mask.AddPolygon(points.Select(Scaled).ToArray());
        Apply(ink, opacity);
    }

    public void Dot(double x, double y, double radius, Ink ink)
    {
        const double Rim = 0.75;
        var center = Scaled((x, y));
        _mask.AddSegment(center, center, (radius + Rim) * _scale);
        Apply(Ink.Ground, 1);
        _mask.AddSegment(center, center, (radius - Rim) * _scale);
        Apply(ink, 1);
    }

    public void Text(string text, double x, double y, TextStyle style)
    {
        var width = StrokeFont.Measure(text, style.Size);
        var shift = style.Anchor switch { Anchor.Middle => -width / 2, Anchor.End => -width, _ => 0 };
        var weight = style.Size * (style.IsBold ? 0.118 : 0.085);
        foreach (var stroke in StrokeFont.Strokes(text, style.Size))
        {
            AddStroke(Array.ConvertAll(stroke, point => Scaled(style.IsUpward ? (x + point.Y, y - point.X - shift) : (x + point.X + shift, y + point.Y))), weight);
        }

        Apply(style.Ink, 1);
    }

    /// <summary>The finished picture as a PNG file.</summary>
    internal byte[] ToPng() => PngFile.Encode(_pixels, _width, _height);

    private (double X, double Y) Scaled((double X, double Y) point) => (point.X * _scale, point.Y * _scale);

    private void AddStroke((double X, double Y)[] points, double width)
    {
        for (var i = 0; i + 1 < points.Length; i++)
        {
            _mask.AddSegment(points[i], points[i + 1], width * _scale / 2);
        }
    }

    private void Apply(Ink ink, double opacity) => _mask.Paint(_pixels, Palette.Light(ink), opacity);
}
