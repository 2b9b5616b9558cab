using System.Globalization;
using System.Security;
using System.Text;

namespace SoftRL.Training;

/// <summary>Paints as SVG whose colours follow the reader's choice of light or dark.</summary>
internal sealed class SvgCanvas : ICanvas
{
    private readonly StringBuilder _body = new();

    public void Rectangle(double x, double y, double width, double height, Ink ink) =>
        Add($"<rect class=\"{Class("f", ink)}\" x=\"{x:0.##}\" y=\"{y:0.##}\" width=\"{width:0.##}\" height=\"{height:0.##}\"/>");

    public void Line(IReadOnlyList<(double X, double Y)> points, double width, Ink ink, double opacity = 1) =>
        Add($"<polyline class=\"{Class("s", ink)}\" stroke-width=\"{width:0.##}\"{Opacity(opacity)} points=\"{Points(points)}\"/>");

    public void Polygon(IReadOnlyList<(double X, double Y)> points, Ink ink, double opacity = 1) =>
        Add($"<polygon class=\"{Class("f", ink)}\"{Opacity(opacity)} points=\"{Points(points)}\"/>");

    public void Dot(double x, double y, double radius, Ink ink) =>
        Add($"<circle class=\"{Class("f", ink)} rim\" cx=\"{x:0.##}\" cy=\"{y:0.##}\" r=\"{radius:0.##}\"/>");

    public void Text(string text, double x, double y, TextStyle style)
    {
        var anchor = style.Anchor switch { Anchor.Middle => " text-anchor=\"middle\"", Anchor.End => " text-anchor=\"end\"", _ => "" };
        var turn = style.IsUpward ? string.Create(CultureInfo.InvariantCulture, $" transform=\"rotate(-90 {x:0.##} {y:0.##})\"") : "";
        var weight = style.IsBold ? " font-weight=\"600\"" : "";
        Add($"<text class=\"{Class("f", style.Ink)}\" x=\"{x:0.##}\" y=\"{y:0.##}\" font-size=\"{style.Size:0.##}\"{anchor}{weight}{turn}>{Escape(text)}</text>");
    }

    /// <summary>The finished document.</summary>
    internal string ToSvg(string title, double width, double height) => FormattableString.Invariant(
        $"""
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-label="{Escape(title)}">
        <title>{Escape(title)}</title>
        <style>
        polyline {"{"} fill: none; stroke-linejoin: round; stroke-linecap: round {"}"}
        text {"{"} font-family: system-ui, "Segoe UI", Roboto, Helvetica, Arial, sans-serif {"}"}
        {Styles(Palette.Light)}
        @media (prefers-color-scheme: dark) {"{"}
        {Styles(Palette.Dark)}
        {"}"}
        </style>
        {_body}</svg>

        """);

    internal static string Escape(string text) => SecurityElement.Escape(text) ?? "";

    private static string Class(string use, Ink ink) => $"{use}-{OptionText.Kebab(ink.ToString())}";

    private static string Styles(Func<Ink, uint> shade) => string.Join('\n', Enum.GetValues<Ink>().Select(ink => string.Create(
        CultureInfo.InvariantCulture, $".{Class("f", ink)} {{ fill: #{shade(ink):x6} }} .{Class("s", ink)} {{ stroke: #{shade(ink):x6} }}"))
        .Append(string.Create(CultureInfo.InvariantCulture, $".rim {{ stroke: #{shade(Ink.Ground):x6}; stroke-width: 1.5 }}")));

    private static string Opacity(double opacity) => opacity < 1 ? string.Create(CultureInfo.InvariantCulture, $" opacity=\"{opacity:0.##}\"") : "";

    private static string Points(IReadOnlyList<(double X, double Y)> points) =>
        string.Join(' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X:0.##},{point.Y:0.##}")));

    private void Add(FormattableString element) => _body.Append(element.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
