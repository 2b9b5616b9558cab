namespace SoftRL.Cli;

/// <summary>A part of the page of cost curves.</summary>
/// <param name="Title">Heading.</param>
/// <param name="Text">What was measured.</param>
/// <param name="Columns">Names of the columns of its table.</param>
/// <param name="Rows">The table.</param>
internal sealed record CurveSection(string Title, string Text, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>Name of its picture without extension, and the picture; null for none.</summary>
    public (string Name, string Svg)? Picture { get; init; }

    /// <summary>A chart and the table of its points: a row per place on the axis, a column per line.</summary>
    /// <param name="text">What was measured.</param>
    /// <param name="picture">Name of the picture without extension.</param>
    /// <param name="chart">The chart.</param>
    /// <returns>The section.</returns>
    public static CurveSection Of(string text, string picture, Chart chart)
    {
        var places = chart.Lines.SelectMany(line => line.Points).Select(point => point.X).Distinct().Order();
        var rows = places.Select(place => (string[])
        [
            Figures.Count(place),
            .. chart.Lines.Select(line => line.Points.Where(point => point.X == place).Select(point => Figures.Count(point.Y)).FirstOrDefault("")),
        ]);
        return new CurveSection(chart.Title, text, [chart.Across, .. chart.Lines.Select(line => $"{line.Label}, {chart.Up}")], [.. rows]) { Picture = (picture, chart.ToSvg()) };
    }
}
