using System.Globalization;

namespace SoftRL.Cli;

/// <summary>Lines over two logarithmic axes, as SVG whose colours follow the reader's choice of light or dark.</summary>
/// <param name="Title">Heading.</param>
/// <param name="Across">What goes to the right.</param>
/// <param name="Up">What goes up.</param>
/// <param name="Lines">Named lines through points with positive coordinates.</param>
internal sealed record Chart(string Title, string Across, string Up, IReadOnlyList<ChartLine> Lines)
{
    private const double Width = 820;
    private const double Height = 460;
    private const double Left = 84;
    private const double Right = Width - 24;
    private const double Top = 84;
    private const double Bottom = Height - 60;

    /// <summary>Draws it.</summary>
    /// <returns>The document.</returns>
    /// <exception cref="InvalidOperationException">There is no point.</exception>
    public string ToSvg()
    {
        var points = Lines.SelectMany(line => line.Points).ToArray();
        var (left, right) = Range(points.Select(point => point.X));
        var (bottom, top) = Range(Decades(points.Select(point => point.Y)));
        var svg = SvgPage.Begin(Width, Height, Title);
        svg.Append(Invariant($"<text class=\"ink\" x=\"{Left}\" y=\"34\" font-size=\"19\" font-weight=\"600\">{SvgPage.Escape(Title)}</text>\n"));
        foreach (var tick in Ticks(bottom, top))
        {
            svg.Append(Invariant($"<line class=\"grid\" x1=\"{Left}\" x2=\"{Right}\" y1=\"{Y(tick):0.#}\" y2=\"{Y(tick):0.#}\"/>\n"));
            svg.Append(Invariant($"<text class=\"dim\" x=\"{Left - 8}\" y=\"{Y(tick) + 5:0.#}\" font-size=\"13\" text-anchor=\"end\">{Short(tick)}</text>\n"));
        }

        foreach (var tick in points.Select(point => point.X).Distinct())
        {
            svg.Append(Invariant($"<text class=\"dim\" x=\"{X(tick):0.#}\" y=\"{Bottom + 20}\" font-size=\"13\" text-anchor=\"middle\">{Short(tick)}</text>\n"));
        }

        svg.Append(Invariant($"<text class=\"ink\" x=\"{(Left + Right) / 2}\" y=\"{Height - 14}\" font-size=\"14\" text-anchor=\"middle\">{SvgPage.Escape(Across)}</text>\n"));
        svg.Append(Invariant($"<text class=\"ink\" x=\"20\" y=\"{(Top + Bottom) / 2}\" font-size=\"14\" text-anchor=\"middle\" transform=\"rotate(-90 20 {(Top + Bottom) / 2})\">{SvgPage.Escape(Up)}</text>\n"));
        for (var index = 0; index < Lines.Count; index++)
        {
            var path = string.Join(' ', Lines[index].Points.Select(point => Invariant($"{X(point.X):0.#},{Y(point.Y):0.#}")));
            svg.Append(Invariant($"<polyline class=\"{SvgPage.Stroke(index)}\" points=\"{path}\"/>\n"));
            foreach (var point in Lines[index].Points)
            {
                svg.Append(Invariant($"<circle class=\"{SvgPage.Fill(index)}\" cx=\"{X(point.X):0.#}\" cy=\"{Y(point.Y):0.#}\" r=\"3.5\"/>\n"));
            }
        }

        SvgPage.Legend(svg, [.. Lines.Select(line => line.Label)], Left, 62, Right - Left);
        return SvgPage.End(svg);

        double X(double value) => Left + 20 + ((Right - Left - 40) * Math.Log(value / left) / Math.Log(right / left));

        double Y(double value) => Bottom - ((Bottom - Top) * Math.Log(value / bottom) / Math.Log(top / bottom));
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static (double Low, double High) Range(IEnumerable<double> values)
    {
        var all = values.ToArray();
        if (all.Length == 0)
        {
            throw new InvalidOperationException("A chart needs a point.");
        }

        var (low, high) = (all.Min(), all.Max());
        return low < high ? (low, high) : (low / 2, high * 2);
    }

    // From and to a 1, a 2 or a 5 before zeros.
    private static IEnumerable<double> Decades(IEnumerable<double> values)
    {
        var all = values.ToArray();
        return all.Length == 0 ? all : [Steps().Last(step => step <= all.Min() * 1.0001), Steps().First(step => step >= all.Max() * 0.9999)];
    }

    private static IEnumerable<double> Steps() => Enumerable.Range(-9, 30).SelectMany(power => new[] { 1, 2, 5 }.Select(digit => digit * Math.Pow(10, power)));

    private static IEnumerable<double> Ticks(double low, double high)
    {
        var all = Steps().Where(step => step >= low * 0.999 && step <= high * 1.001).ToArray();
        return all.Length <= 10 ? all : all.Where(step => Math.Abs(Math.Log10(step) - Math.Round(Math.Log10(step))) < 1e-6);
    }

    private static string Short(double value) => value switch
    {
        >= 1e9 => Invariant($"{value / 1e9:0.##}G"),
        >= 1e6 => Invariant($"{value / 1e6:0.##}M"),
        >= 1e4 => Invariant($"{value / 1e3:0.##}k"),
        _ => Invariant($"{value:#,0.###}"),
    };
}
