using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SoftRL.Training;

/// <summary><c>manifest.json</c> of a checkpoint: format version, step, parts, and a checksum over these.</summary>
internal sealed record CheckpointManifest(long Step, IReadOnlyList<CheckpointPart> Parts)
{
    internal const string FileName = "manifest.json";

    private const string Format = "softrl-checkpoint";

    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n" };

    internal byte[] ToJson()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Indented))
        {
            json.WriteStartObject();
            json.WriteString("format", Format);
            json.WriteNumber("version", CheckpointStore.FormatVersion);
            json.WriteNumber("step", Step);
            json.WriteStartArray("parts");
            foreach (var part in Parts)
            {
                json.WriteStartObject();
                json.WriteString("name", part.Name);
                json.WriteNumber("bytes", part.Bytes);
                json.WriteString("sha256", part.Sha256);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("checksum", Checksum());
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <exception cref="InvalidDataException">It is no manifest, of a newer format, or damaged.</exception>
    internal static CheckpointManifest Parse(ReadOnlyMemory<byte> content)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            var root = document.RootElement;
            if (Text(root, "format") != Format)
            {
                throw new InvalidDataException($"the manifest's format is not '{Format}'");
            }

            var version = root.GetProperty("version").GetInt32();
            if (version != CheckpointStore.FormatVersion)
            {
                throw new InvalidDataException(
                    $"it has format version {version}; this SoftRL reads version {CheckpointStore.FormatVersion}");
            }

            var parts = root.GetProperty("parts").EnumerateArray()
                .Select(part => new CheckpointPart(Text(part, "name"), part.GetProperty("bytes").GetInt64(), Text(part, "sha256")));
            var manifest = new CheckpointManifest(root.GetProperty("step").GetInt64(), [.. parts]);
            return Text(root, "checksum") == manifest.Checksum() && manifest.Parts.All(part => CheckpointPart.IsName(part.Name))
                ? manifest
                : throw new InvalidDataException("the manifest does not match its checksum");
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new InvalidDataException($"the manifest is unreadable: {malformed.Message}", malformed);
        }
    }

    /// <summary>SHA-256 over version, step and parts, one line each.</summary>
    private string Checksum()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Format} {CheckpointStore.FormatVersion} {Step}\n");
        foreach (var part in Parts)
        {
            text.Append(CultureInfo.InvariantCulture, $"{part.Name} {part.Bytes} {part.Sha256}\n");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static string Text(JsonElement element, string name) =>
        element.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is null.");
}
