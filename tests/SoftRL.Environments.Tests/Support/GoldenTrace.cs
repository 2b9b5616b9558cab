using System.Text.Json;

namespace SoftRL.Environments.Tests;

/// <summary>The rows of recorded games, after a first line that describes them.</summary>
internal static class GoldenTrace
{
    /// <summary>A folder with more recordings; set by whoever has them.</summary>
    private const string MoreVariable = "SOFTRL_GOLDEN";

    private static string Own => Path.Combine(AppContext.BaseDirectory, "Golden");

    /// <summary>The paths of the recordings of a name pattern, our own and those of the folder named by a variable.</summary>
    public static IEnumerable<string> Files(string pattern)
    {
        var own = Directory.GetFiles(Own, pattern);
        var more = Environment.GetEnvironmentVariable(MoreVariable);
        return string.IsNullOrEmpty(more) ? own : own.Concat(Directory.GetFiles(more, pattern, SearchOption.AllDirectories));
    }

    /// <summary>All rows of all recordings of a classic environment; each recording begins with a reset.</summary>
    public static IEnumerable<JsonElement> ClassicRows(string environment) =>
        Files("classic-*.jsonl").Where(file => Meta(file).GetProperty("env").GetString() == environment).SelectMany(Rows);

    /// <param name="file">A name among our own, or a path.</param>
    public static JsonElement Meta(string file) => Parse(File.ReadLines(Path.Combine(Own, file)).First());

    /// <param name="file">A name among our own, or a path.</param>
    public static IEnumerable<JsonElement> Rows(string file) => File.ReadLines(Path.Combine(Own, file)).Skip(1).Select(Parse);

    public static double[] Doubles(this JsonElement row, string name) =>
        [.. row.GetProperty(name).EnumerateArray().Select(element => element.GetDouble())];

    public static int[] Integers(this JsonElement row, string name) =>
        [.. row.GetProperty(name).EnumerateArray().Select(element => element.GetInt32())];

    public static int Integer(this JsonElement row, string name) => row.GetProperty(name).GetInt32();

    public static bool Has(this JsonElement row, string name) => row.TryGetProperty(name, out _);

    private static JsonElement Parse(string line) => JsonDocument.Parse(line).RootElement;
}
