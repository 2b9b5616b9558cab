using System.Globalization;

namespace SoftRL.Cli;

/// <summary>A bar per row, divided into shares of the whole, as SVG.</summary>
/// <param name="Title">Heading.</param>
/// <param name="Parts">Names of the parts.</param>
/// <param name="Rows">Per row its name and a share for each part, from 0 to 1.</param>
internal sealed record SharesChart(string Title, IReadOnlyList<string> Parts, IReadOnlyList<(string Name, IReadOnlyList<double> Shares)> Rows)
{
    private const double Width = 820;
    private const double Left = 130;
    private const double Right = Width - 24;
    private const double Top = 84;
    private const double Row = 30;

    /// <summary>Draws it.</summary>
    /// <returns>The document.</returns>
    public string ToSvg()
    {
        var svg = SvgPage.Begin(Width, Top + (Row * Rows.Count) + 12, Title);
        svg.Append(Invariant($"<text class=\"ink\" x=\"24\" y=\"34\" font-size=\"19\" font-weight=\"600\">{SvgPage.Escape(Title)}</text>\n"));
        for (var row = 0; row < Rows.Count; row++)
        {
            var (x, y) = (Left, Top + (Row * row));
            svg.Append(Invariant($"<text class=\"ink\" x=\"{Left - 10}\" y=\"{y + 17}\" font-size=\"14\" text-anchor=\"end\">{SvgPage.Escape(Rows[row].Name)}</text>\n"));
            for (var part = 0; part < Parts.Count; part++)
            {
                var width = (Right - Left) * Rows[row].Shares[part];
                svg.Append(Invariant($"<rect class=\"{SvgPage.Fill(part)}\" x=\"{x:0.#}\" y=\"{y}\" width=\"{width:0.#}\" height=\"{Row - 8}\"/>\n"));
                x += width;
            }
        }

        SvgPage.Legend(svg, Parts, 24, 62, Right - 24);
        return SvgPage.End(svg);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
