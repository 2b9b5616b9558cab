using System.Globalization;
using System.Text;

namespace SoftRL.Cli;

/// <summary>The page of cost curves with its pictures.</summary>
internal static class CurvesPage
{
    private const string Name = "cost-curves";

    /// <summary>Writes the page and its pictures.</summary>
    /// <param name="directory">Where to; made when it is not there. Pictures go into <c>figures</c> in it.</param>
    /// <param name="date">When it was measured.</param>
    /// <param name="conditions">Machine, versions and settings.</param>
    /// <param name="sections">What was measured.</param>
    /// <returns>Path of the page.</returns>
    public static string Write(string directory, DateTimeOffset date, IReadOnlyList<(string Name, string Text)> conditions, IReadOnlyList<CurveSection> sections)
    {
        var figures = Path.Combine(directory, "figures");
        Directory.CreateDirectory(figures);
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"# What training costs\n\n    ./build.sh bench --curves\n\nMeasured on {date:yyyy-MM-dd}: {string.Join(", ", conditions.Select(pair => $"{pair.Name.Replace('_', ' ')} {pair.Text}"))}.\n");
        page.Append("Each figure is one measurement by a process of its own. Written by the command above.\n");
        foreach (var section in sections)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {section.Title}\n\n{section.Text}\n\n");
            if (section.Picture is { } picture)
            {
                var file = $"{Name}-{picture.Name}.svg";
                File.WriteAllText(Path.Combine(figures, file), picture.Svg);
                page.Append(CultureInfo.InvariantCulture, $"![{section.Title}](figures/{file})\n\n");
            }

            page.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", section.Columns)} |\n|{string.Concat(section.Columns.Select(_ => "---|"))}\n");
            foreach (var row in section.Rows)
            {
                page.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", row)} |\n");
            }
        }

        var path = Path.Combine(directory, Name + ".md");
        File.WriteAllText(path, page.ToString());
        return path;
    }
}
