using System.Text.Json;

namespace SoftRL.Environments.Tests;

/// <summary>The rows of a recorded game.</summary>
internal static class GoldenTrace
{
    public static IEnumerable<JsonElement> Rows(string file) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Golden", file))
            .Skip(1)
            .Select(line => JsonDocument.Parse(line).RootElement);

    public static double[] Doubles(this JsonElement row, string name) =>
        [.. row.GetProperty(name).EnumerateArray().Select(element => element.GetDouble())];

    public static int[] Integers(this JsonElement row, string name) =>
        [.. row.GetProperty(name).EnumerateArray().Select(element => element.GetInt32())];

    public static int Integer(this JsonElement row, string name) => row.GetProperty(name).GetInt32();

    public static bool Has(this JsonElement row, string name) => row.TryGetProperty(name, out _);
}
