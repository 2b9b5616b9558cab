namespace SoftRL.Training;

/// <summary>How much of each pixel a shape covers, 0 to 1; filled shape by shape, then painted and cleared.</summary>
internal sealed class CoverageMask
{
    private const int SubLines = 4;

    private readonly int _width;
    private readonly int _height;
    private readonly float[] _coverage;
    private int _left;
    private int _right;
    private int _top;
    private int _bottom;

    /// <summary>Creates an empty mask.</summary>
    internal CoverageMask(int width, int height)
    {
        (_width, _height) = (width, height);
        _coverage = new float[width * height];
        (_left, _top) = (width, height);
    }

    /// <summary>Adds a stroke with round ends; overlaps with what is there already do not add up.</summary>
    internal void AddSegment((double X, double Y) from, (double X, double Y) to, double radius)
    {
        var reach = radius + 1;
        var (left, right) = Clip(Math.Min(from.X, to.X) - reach, Math.Max(from.X, to.X) + reach, _width);
        var (top, bottom) = Clip(Math.Min(from.Y, to.Y) - reach, Math.Max(from.Y, to.Y) + reach, _height);
        Touch(left, right, top, bottom);
        for (var y = top; y < bottom; y++)
        {
            for (var x = left; x < right; x++)
            {
                var covered = (float)Math.Clamp(radius + 0.5 - Distance(x + 0.5, y + 0.5, from, to), 0, 1);
                ref var pixel = ref _coverage[(y * _width) + x];
                pixel = Math.Max(pixel, covered);
            }
        }
    }

    /// <summary>Adds the inside of a polygon, by the even-odd rule.</summary>
    internal void AddPolygon(IReadOnlyList<(double X, double Y)> points)
    {
        if (points.Count < 3)
        {
            return;
        }

        var (top, bottom) = Clip(points.Min(point => point.Y), points.Max(point => point.Y) + 1, _height);
        var (left, right) = Clip(points.Min(point => point.X), points.Max(point => point.X) + 1, _width);
        Touch(left, right, top, bottom);
        var crossings = new List<double>();
        for (var line = top * SubLines; line < bottom * SubLines; line++)
        {
            Crossings(points, (line + 0.5) / SubLines, crossings);
            for (var i = 0; i + 1 < crossings.Count; i += 2)
            {
                AddSpan(line / SubLines, crossings[i], crossings[i + 1]);
            }
        }
    }

    /// <summary>Mixes a colour into the covered pixels, three bytes each, and starts over.</summary>
    internal void Paint(byte[] pixels, uint color, double opacity)
    {
        Span<float> target = [(byte)(color >> 16), (byte)(color >> 8), (byte)color];
        for (var y = _top; y < _bottom; y++)
        {
            for (var i = (y * _width) + _left; i < (y * _width) + _right; i++)
            {
                if (_coverage[i] > 0)
                {
                    var share = Math.Min(1, _coverage[i]) * (float)opacity;
                    for (var channel = 0; channel < target.Length; channel++)
                    {
                        ref var value = ref pixels[(i * 3) + channel];
                        value = (byte)(value + ((target[channel] - value) * share) + 0.5f);
                    }

                    _coverage[i] = 0;
                }
            }
        }

        (_left, _right, _top, _bottom) = (_width, 0, _height, 0);
    }

    private static (int From, int To) Clip(double from, double to, int size) =>
        ((int)Math.Clamp(Math.Floor(from), 0, size), (int)Math.Clamp(Math.Ceiling(to), 0, size));

    private static double Distance(double x, double y, (double X, double Y) from, (double X, double Y) to)
    {
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var length = (dx * dx) + (dy * dy);
        var t = length == 0 ? 0 : Math.Clamp((((x - from.X) * dx) + ((y - from.Y) * dy)) / length, 0, 1);
        var (ex, ey) = (x - from.X - (t * dx), y - from.Y - (t * dy));
        return Math.Sqrt((ex * ex) + (ey * ey));
    }

    private static void Crossings(IReadOnlyList<(double X, double Y)> points, double y, List<double> crossings)
    {
        crossings.Clear();
        for (var i = 0; i < points.Count; i++)
        {
            var (a, b) = (points[i], points[(i + 1) % points.Count]);
            if ((a.Y <= y) != (b.Y <= y))
            {
                crossings.Add(a.X + ((b.X - a.X) * (y - a.Y) / (b.Y - a.Y)));
            }
        }

        crossings.Sort();
    }

    private void AddSpan(int y, double from, double to)
    {
        var (left, right) = Clip(from, to, _width);
        for (var x = left; x < right; x++)
        {
            var share = x >= from && x + 1 <= to ? 1 : Math.Min(to, x + 1) - Math.Max(from, x);
            _coverage[(y * _width) + x] += (float)(share / SubLines);
        }
    }

    private void Touch(int left, int right, int top, int bottom)
    {
        (_left, _right) = (Math.Min(_left, left), Math.Max(_right, right));
        (_top, _bottom) = (Math.Min(_top, top), Math.Max(_bottom, bottom));
    }
}
