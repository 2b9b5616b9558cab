using System.Text.Json;

namespace SoftRL.Training;

/// <summary>Reads the files that a <see cref="JsonLinesSink"/> writes, also while a run is still writing them.</summary>
/// <remarks>A last line without its end is one that is being written, and is left out.</remarks>
public static class MetricsReader
{
    /// <summary>Reads training figures.</summary>
    /// <param name="path">Path of a <c>metrics.jsonl</c>.</param>
    /// <returns>The rows in the order of the file.</returns>
    /// <exception cref="MetricsException">The file cannot be read, or a line is no row; the message has its number.</exception>
    public static IReadOnlyList<MetricsRow> Metrics(string path) => Read(path, MetricsJson.ReadMetrics);

    /// <summary>Reads evaluations.</summary>
    /// <param name="path">Path of an <c>evaluations.jsonl</c>.</param>
    /// <returns>The rows in the order of the file.</returns>
    /// <exception cref="MetricsException">The file cannot be read, or a line is no row; the message has its number.</exception>
    public static IReadOnlyList<EvaluationRow> Evaluations(string path) => Read(path, MetricsJson.ReadEvaluation);

    /// <summary>Reads every complete line of a file of JSON objects.</summary>
    internal static IReadOnlyList<T> Read<T>(string path, Func<JsonElement, T> row)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var content = MetricsException.Guard(path, "read", () =>
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        });
        var lines = content.Split('\n');
        var rows = new List<T>(lines.Length);
        for (var i = 0; i < lines.Length - 1; i++)
        {
            rows.Add(Parse(path, i + 1, lines[i], row));
        }

        return rows;
    }

    private static T Parse<T>(string path, int number, string line, Func<JsonElement, T> row)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return row(document.RootElement);
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            throw new MetricsException(path, $"Cannot read '{path}': line {number} is damaged: {malformed.Message}", malformed);
        }
    }
}
