namespace SoftRL.Environments;

/// <content>Polygons.</content>
public readonly ref partial struct Canvas
{
    /// <summary>Most corners of a polygon.</summary>
    public const int MaxCorners = 128;

    private const int SubLines = 4;

    /// <summary>Fills a polygon, by the even-odd rule.</summary>
    /// <param name="corners">Its corners in order, at most <see cref="MaxCorners"/>; fewer than three draw nothing.</param>
    /// <param name="color">Colour.</param>
    /// <exception cref="ArgumentException">There are too many corners.</exception>
    public void Polygon(ReadOnlySpan<(double X, double Y)> corners, Rgb color)
    {
        if (corners.Length > MaxCorners)
        {
            throw new ArgumentException($"corners must be at most {MaxCorners}; there are {corners.Length}.", nameof(corners));
        }

        if (corners.Length < 3)
        {
            return;
        }

        var (minX, minY, maxX, maxY) = Bounds(corners);
        var (left, right) = Clip(minX, maxX, Width);
        var (top, bottom) = Clip(minY, maxY, Height);
        Span<double> crossings = stackalloc double[SubLines * corners.Length];
        Span<int> counts = stackalloc int[SubLines];
        for (var row = top; row < bottom && left < right; row++)
        {
            for (var line = 0; line < SubLines; line++)
            {
                counts[line] = Cross(corners, row + ((line + 0.5) / SubLines), crossings[(line * corners.Length)..]);
            }

            var (from, to) = Whole(crossings, counts, corners.Length, left, right);
            for (var column = Next(left - 1, from, to); column < right; column = Next(column, from, to))
            {
                Cover(column, row, Inside(crossings, counts, corners.Length, column), color);
            }

            Row(row, from, to).Fill(color);
        }
    }

    private static (double MinX, double MinY, double MaxX, double MaxY) Bounds(ReadOnlySpan<(double X, double Y)> corners)
    {
        var (minX, minY) = corners[0];
        var (maxX, maxY) = corners[0];
        foreach (var (x, y) in corners)
        {
            (minX, maxX) = (Math.Min(minX, x), Math.Max(maxX, x));
            (minY, maxY) = (Math.Min(minY, y), Math.Max(maxY, y));
        }

        return (minX, minY, maxX, maxY);
    }

    /// <summary>Where the outline crosses a horizontal line, from left to right; returns how often.</summary>
    private static int Cross(ReadOnlySpan<(double X, double Y)> corners, double y, Span<double> crossings)
    {
        var count = 0;
        var from = corners[^1];
        foreach (var to in corners)
        {
            if ((from.Y <= y) != (to.Y <= y))
            {
                crossings[count++] = from.X + ((to.X - from.X) * (y - from.Y) / (to.Y - from.Y));
            }

            from = to;
        }

        crossings[..count].Sort();
        return count;
    }

    /// <summary>The pixels of a row that lie inside as a whole, where every line through it crosses the outline twice.</summary>
    private static (int From, int To) Whole(ReadOnlySpan<double> crossings, ReadOnlySpan<int> counts, int stride, int left, int right)
    {
        var (from, to) = (double.NegativeInfinity, double.PositiveInfinity);
        for (var line = 0; line < SubLines; line++)
        {
            if (counts[line] != 2)
            {
                return (right, right);
            }

            from = Math.Max(from, crossings[line * stride]);
            to = Math.Min(to, crossings[(line * stride) + 1]);
        }

        return Inner(from, to, left, right);
    }

    /// <summary>How much of a pixel lies inside, 0 … 1.</summary>
    private static double Inside(ReadOnlySpan<double> crossings, ReadOnlySpan<int> counts, int stride, int column)
    {
        var inside = 0.0;
        for (var line = 0; line < SubLines; line++)
        {
            var points = crossings.Slice(line * stride, counts[line]);
            for (var i = 0; i + 1 < points.Length; i += 2)
            {
                inside += Overlap(points[i], points[i + 1], column);
            }
        }

        return inside / SubLines;
    }
}
