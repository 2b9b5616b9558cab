using System.Text.Json;

namespace SoftRL.Environments.Mujoco.Tests;

/// <summary>The rows of recorded games, after a first line that describes them.</summary>
internal static class GoldenTrace
{
    /// <summary>A folder with more recordings; set by whoever has them.</summary>
    private const string MoreVariable = "SOFTRL_GOLDEN";

    private static string Own => Path.Combine(AppContext.BaseDirectory, "Golden");

    /// <summary>The paths of the recordings, our own and those of the folder named by a variable.</summary>
    public static IEnumerable<string> Files()
    {
        var own = Directory.GetFiles(Own, "mujoco-*.jsonl");
        var more = Environment.GetEnvironmentVariable(MoreVariable);
        return string.IsNullOrEmpty(more) ? own : own.Concat(Directory.GetFiles(more, "mujoco-*.jsonl", SearchOption.AllDirectories));
    }

    public static JsonElement Meta(string path) => Parse(File.ReadLines(path).First());

    public static IEnumerable<JsonElement> Rows(string path) =>
        File.ReadLines(path).Skip(1).Where(line => line.Length > 0).Select(Parse);

    public static double[] Doubles(this JsonElement row, string name) =>
        [.. row.GetProperty(name).EnumerateArray().Select(element => element.GetDouble())];

    public static double Double(this JsonElement row, string name) => row.GetProperty(name).GetDouble();

    public static bool Has(this JsonElement row, string name) => row.TryGetProperty(name, out _);

    private static JsonElement Parse(string line) => JsonDocument.Parse(line).RootElement;
}
