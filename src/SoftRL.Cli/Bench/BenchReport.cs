using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace SoftRL.Cli;

/// <summary>All that a run of <c>softrl bench</c> found out.</summary>
/// <param name="Date">When it began, universal time.</param>
/// <param name="Conditions">Machine, versions and settings: names and texts.</param>
/// <param name="Results">What was measured.</param>
/// <param name="Verdicts">Goals of which both sides were measured.</param>
internal sealed record BenchReport(
    DateTimeOffset Date, IReadOnlyList<(string Name, string Text)> Conditions, IReadOnlyList<BenchResult> Results, IReadOnlyList<BenchVerdict> Verdicts)
{
    /// <summary>Names of the columns of <see cref="Rows"/>.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["what", "median per second", "from", "to", "of C++ 1 thread", "of C++ 2 threads", "of Python", "of SB3"];

    /// <summary>Names of the columns of <see cref="GoalRows"/>.</summary>
    public static IReadOnlyList<string> GoalColumns { get; } = ["goal", "ours", "per second", "against", "per second", "ratio", "target", "met"];

    /// <summary>The day of the measurement.</summary>
    public string Day => Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The goals as a table.</summary>
    public IEnumerable<string[]> GoalRows => Verdicts.Select(verdict => new[]
    {
        verdict.Goal.Name, verdict.Ours, Figures.Count(verdict.Value), verdict.Against, Figures.Count(verdict.AgainstValue),
        Times(verdict.Ratio), $"≥ {Times(verdict.Goal.AtLeast)}", verdict.Met ? "yes" : "no",
    });

    /// <summary>Names of the works, in order.</summary>
    public IEnumerable<string> Works => Results.Select(result => result.Work).Distinct();

    /// <summary>The results of a work as a table.</summary>
    /// <param name="work">The work.</param>
    /// <returns>A row per result.</returns>
    public IEnumerable<string[]> Rows(string work) => Results.Where(result => result.Work == work).Select(result => result.Median is { } median
        ? new[]
        {
            result.Name, Figures.Count(median), Figures.Count(result.Lowest!.Value), Figures.Count(result.Highest!.Value),
            Times(result.RatioTo(Results, PeerKind.Floor, 1)), Times(result.RatioTo(Results, PeerKind.Floor, 2)),
            Times(result.RatioTo(Results, PeerKind.Python)), Times(result.RatioTo(Results, PeerKind.Baselines)),
        }
        : [$"{result.Name} (not measured: {result.Missing})", "", "", "", "", "", "", ""]);

    /// <summary>As JSON.</summary>
    /// <returns>The report.</returns>
    public JsonObject ToJson() => new()
    {
        ["date"] = Date.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        ["conditions"] = new JsonObject(Conditions.Select(pair => KeyValuePair.Create(pair.Name, (JsonNode?)pair.Text))),
        ["results"] = new JsonArray([.. Results.Select(result => result.ToJson(Results))]),
        ["goals"] = new JsonArray([.. Verdicts.Select(verdict => verdict.ToJson())]),
    };

    /// <summary>As a page.</summary>
    /// <returns>Markdown.</returns>
    public string ToMarkdown()
    {
        var page = new StringBuilder($"# Speed, {Day}\n\n");
        page.AppendJoin('\n', Conditions.Select(pair => $"- {pair.Name.Replace('_', ' ')}: {pair.Text}")).Append('\n');
        foreach (var work in Works)
        {
            Table($"{work} ({Results.First(result => result.Work == work).Unit})", Columns, Rows(work));
        }

        Table("Goals", GoalColumns, GoalRows);
        return page.ToString();

        void Table(string title, IReadOnlyList<string> columns, IEnumerable<string[]> rows)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n| {string.Join(" | ", columns)} |\n|{string.Concat(columns.Select(_ => "---|"))}\n");
            foreach (var row in rows)
            {
                page.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", row.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |\n");
            }
        }
    }

    /// <summary>Writes <c>DAY.json</c> and <c>DAY.md</c>.</summary>
    /// <param name="directory">Where to; made when it is not there.</param>
    /// <returns>Path of the page.</returns>
    public string Save(string directory)
    {
        Directory.CreateDirectory(directory);
        var path = Path.Combine(directory, Day);
        File.WriteAllText(path + ".json", ToJson().ToJsonString(new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n");
        File.WriteAllText(path + ".md", ToMarkdown());
        return path + ".md";
    }

    private static string Times(double? ratio) => ratio is { } value ? value.ToString("0.00", CultureInfo.InvariantCulture) : "";
}
