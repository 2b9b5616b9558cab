using System.Globalization;
using System.Security;
using System.Text;

namespace SoftRL.Cli;

/// <summary>What pictures of this folder share: the frame of the document, colours for light and dark, the legend.</summary>
internal static class SvgPage
{
    private const double LegendSize = 13.5;

    // Told apart also by people who see few colours.
    private static readonly (string Light, string Dark)[] s_series =
        [("0b6fb8", "55aeeb"), ("c9500f", "f0884a"), ("0c8a63", "3cc79a"), ("a0478a", "db8cc6"), ("a97600", "e3b341"), ("4b5563", "b8c0ca")];

    /// <summary>Begins a document.</summary>
    /// <param name="width">Its width.</param>
    /// <param name="height">Its height.</param>
    /// <param name="title">What it shows.</param>
    /// <returns>The document so far.</returns>
    public static StringBuilder Begin(double width, double height, string title)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{Escape(title)}\">\n<title>{Escape(title)}</title>\n<style>\n");
        page.Append("text { font-family: system-ui, \"Segoe UI\", Roboto, Helvetica, Arial, sans-serif }\npolyline { fill: none; stroke-width: 2.2; stroke-linejoin: round }\n");
        page.Append(".ground { fill: #ffffff } .ink { fill: #1d2229 } .dim { fill: #5b6470 } .grid { stroke: #e3e6ea }\n").Append(Shades(light: true));
        page.Append("@media (prefers-color-scheme: dark) {\n.ground { fill: #15181d } .ink { fill: #e8eaed } .dim { fill: #a3abb5 } .grid { stroke: #2e343c }\n").Append(Shades(light: false)).Append("}\n</style>\n");
        page.Append(CultureInfo.InvariantCulture, $"<rect class=\"ground\" width=\"{width}\" height=\"{height}\"/>\n");
        return page;
    }

    /// <summary>Ends a document.</summary>
    /// <param name="page">The document.</param>
    /// <returns>All of it.</returns>
    public static string End(StringBuilder page) => page.Append("</svg>\n").ToString();

    /// <summary>Names the colours; shrunk until they fit into one line.</summary>
    /// <param name="page">The document.</param>
    /// <param name="labels">The names.</param>
    /// <param name="left">Where to begin.</param>
    /// <param name="baseline">Where the letters stand.</param>
    /// <param name="width">How much room there is.</param>
    public static void Legend(StringBuilder page, IReadOnlyList<string> labels, double left, double baseline, double width)
    {
        const double Sample = 12;
        const double Letter = 0.54;
        var size = LegendSize * Math.Min(1, width / labels.Sum(label => Sample + 26 + (label.Length * LegendSize * Letter)));
        for (var index = 0; index < labels.Count; index++)
        {
            page.Append(CultureInfo.InvariantCulture, $"<rect class=\"{Fill(index)}\" x=\"{left:0.#}\" y=\"{baseline - 10:0.#}\" width=\"{Sample}\" height=\"{Sample}\"/>\n");
            page.Append(CultureInfo.InvariantCulture, $"<text class=\"ink\" x=\"{left + Sample + 6:0.#}\" y=\"{baseline:0.#}\" font-size=\"{size:0.#}\">{Escape(labels[index])}</text>\n");
            left += Sample + 26 + (labels[index].Length * size * Letter);
        }
    }

    /// <summary>The class of a filled shape.</summary>
    /// <param name="series">Number of the series.</param>
    /// <returns>Its name.</returns>
    public static string Fill(int series) => $"f{series % s_series.Length}";

    /// <summary>The class of a line.</summary>
    /// <param name="series">Number of the series.</param>
    /// <returns>Its name.</returns>
    public static string Stroke(int series) => $"s{series % s_series.Length}";

    /// <summary>Text that is no markup.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text, escaped.</returns>
    public static string Escape(string text) => SecurityElement.Escape(text) ?? "";

    private static string Shades(bool light) => string.Concat(s_series.Select((shade, index) =>
        $".{Fill(index)} {{ fill: #{(light ? shade.Light : shade.Dark)} }} .{Stroke(index)} {{ stroke: #{(light ? shade.Light : shade.Dark)} }}\n"));
}
