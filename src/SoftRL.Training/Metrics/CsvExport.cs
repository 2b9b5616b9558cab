using System.Text;
using System.Text.Json;

namespace SoftRL.Training;

/// <summary>Turns a file of JSON lines into comma-separated values (RFC 4180 with line feeds) for spreadsheets and data frames.</summary>
public static class CsvExport
{
    /// <summary>Converts a file.</summary>
    /// <param name="jsonLines">Path of a <c>metrics.jsonl</c>, an <c>evaluations.jsonl</c>, or any file of flat JSON objects.</param>
    /// <param name="csv">Path of the file to write; replaced if it exists.</param>
    /// <remarks>
    /// The columns are the keys in the order in which they first appear; null and absent values are empty fields; numbers are as
    /// in the JSON.
    /// </remarks>
    /// <exception cref="MetricsException">The source cannot be read, or the target cannot be written.</exception>
    public static void Write(string jsonLines, string csv)
    {
        ArgumentException.ThrowIfNullOrEmpty(csv);
        var rows = MetricsReader.Read(jsonLines, line => line.EnumerateObject().ToDictionary(pair => pair.Name, pair => Text(pair.Value)));
        var columns = rows.SelectMany(row => row.Keys).Distinct().ToArray();
        var text = new StringBuilder();
        Line(text, columns);
        foreach (var row in rows)
        {
            Line(text, columns.Select(column => row.GetValueOrDefault(column, "")));
        }

        MetricsException.Guard(csv, "write", () =>
        {
            File.WriteAllText(csv, text.ToString());
            return true;
        });
    }

    private static void Line(StringBuilder text, IEnumerable<string> fields) => text.AppendJoin(',', fields.Select(Field)).Append('\n');

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };

    private static string Field(string text) => text.AsSpan().IndexOfAny(",\"\r\n") < 0
        ? text
        : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
