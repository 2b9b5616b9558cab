using System.Buffers;
using System.Text.Json;

namespace SoftRL.Training;

/// <summary>The JSON header of a safetensors file.</summary>
internal static class SafeTensorsHeader
{
    /// <summary>Largest header that readers accept, in bytes.</summary>
    internal const int MaximumLength = 100_000_000;

    private const int Alignment = 8;

    private static readonly (string Name, SafeTensorType Type)[] Types =
    [
        ("F32", SafeTensorType.F32), ("F64", SafeTensorType.F64), ("I64", SafeTensorType.I64), ("U8", SafeTensorType.U8), ("BOOL", SafeTensorType.Bool),
    ];

    /// <summary>UTF-8 header of tensors in the order of their data, padded with spaces so that the data starts aligned.</summary>
    internal static byte[] Format(IReadOnlyList<SafeTensorInfo> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 })
            {
                WriteMetadata(json, metadata);
            }

            WriteTensors(json, tensors);
            json.WriteEndObject();
        }

        var padded = new byte[(buffer.WrittenCount + Alignment - 1) / Alignment * Alignment];
        if (padded.Length > MaximumLength)
        {
            throw new ArgumentException($"The header would have {padded.Length} bytes; at most {MaximumLength} are allowed.", nameof(tensors));
        }

        Array.Fill(padded, (byte)' ');
        buffer.WrittenSpan.CopyTo(padded);
        return padded;
    }

    /// <summary>Reads a header and checks it against the size of the data.</summary>
    /// <exception cref="InvalidDataException">It is malformed, or its tensors overlap, leave gaps or do not fill the data.</exception>
    internal static (Dictionary<string, string> Metadata, List<(SafeTensorInfo Info, long Offset)> Tensors) Parse(ReadOnlyMemory<byte> header, long dataLength)
    {
        try
        {
            using var document = JsonDocument.Parse(header, new JsonDocumentOptions { AllowDuplicateProperties = false });
            var metadata = new Dictionary<string, string>();
            var tensors = new List<(SafeTensorInfo Info, long Begin, long End)>();
            foreach (var entry in document.RootElement.EnumerateObject())
            {
                if (entry.Name == SafeTensorInfo.Metadata)
                {
                    metadata = entry.Value.EnumerateObject().ToDictionary(pair => pair.Name, pair => Text(pair.Value));
                }
                else
                {
                    tensors.Add(Entry(entry));
                }
            }

            return (metadata, Contiguous(tensors, dataLength));
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            throw new InvalidDataException($"The safetensors header is malformed: {malformed.Message}", malformed);
        }
    }

    private static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string> metadata)
    {
        json.WriteStartObject(SafeTensorInfo.Metadata);
        foreach (var (key, value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }

    private static void WriteTensors(Utf8JsonWriter json, IReadOnlyList<SafeTensorInfo> tensors)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        long offset = 0;
        foreach (var tensor in tensors)
        {
            if (!names.Add(tensor.Name))
            {
                throw new ArgumentException($"Two tensors are called '{tensor.Name}'.", nameof(tensors));
            }

            json.WriteStartObject(tensor.Name);
            json.WriteString("dtype", Types.First(pair => pair.Type == tensor.Type).Name);
            WriteNumbers(json, "shape", tensor.Shape);
            WriteNumbers(json, "data_offsets", [offset, checked(offset += tensor.Bytes)]);
            json.WriteEndObject();
        }
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IReadOnlyList<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }

    private static (SafeTensorInfo Info, long Begin, long End) Entry(JsonProperty entry)
    {
        var shape = entry.Value.GetProperty("shape").EnumerateArray().Select(number => number.GetInt64()).ToArray();
        var info = new SafeTensorInfo(entry.Name, Type(Text(entry.Value.GetProperty("dtype"))), shape);
        var offsets = entry.Value.GetProperty("data_offsets").EnumerateArray().Select(number => number.GetInt64()).ToArray();
        return offsets is [var begin, var end] && end - begin == info.Bytes
            ? (info, begin, end)
            : throw new FormatException($"{info} needs {info.Bytes} bytes, but its data_offsets are [{string.Join(", ", offsets)}].");
    }

    private static List<(SafeTensorInfo Info, long Offset)> Contiguous(List<(SafeTensorInfo Info, long Begin, long End)> tensors, long dataLength)
    {
        var ordered = tensors.OrderBy(tensor => tensor.Begin).ThenBy(tensor => tensor.End).ToList();
        long end = 0;
        foreach (var tensor in ordered)
        {
            if (tensor.Begin != end)
            {
                throw new FormatException($"{tensor.Info} starts at byte {tensor.Begin} of the data, but the tensor before it ends at {end}.");
            }

            end = tensor.End;
        }

        return end == dataLength
            ? ordered.ConvertAll(tensor => (tensor.Info, tensor.Begin))
            : throw new FormatException($"the tensors have {end} bytes, but the file has {dataLength} bytes of data.");
    }

    private static string Text(JsonElement value) => value.GetString() ?? throw new FormatException("null where text is expected.");

    private static SafeTensorType Type(string name) => Types.FirstOrDefault(pair => pair.Name == name) is ({ }, var type)
        ? type
        : throw new FormatException($"element type '{name}' is not supported; supported: {string.Join(", ", Types.Select(pair => pair.Name))}.");
}
