using System.Buffers.Binary;

namespace SoftRL.Training;

/// <summary>
/// Writes safetensors, the format that Python's <c>safetensors</c> package reads: the header's length as a little-endian 64-bit
/// integer, a JSON header with name, type, shape and place of each tensor, then the data without gaps.
/// </summary>
public static class SafeTensors
{
    /// <summary>Writes a file.</summary>
    /// <param name="stream">Where to write; need not be seekable. Borrowed.</param>
    /// <param name="tensors">What to write; the names differ. In the file larger element types come first, so that every tensor is
    /// aligned; otherwise the order is kept.</param>
    /// <param name="data">Gives the bytes of each tensor, in the order of the file.</param>
    /// <param name="metadata">Free text by key, written in the order of the keys; none when omitted.</param>
    /// <exception cref="ArgumentException">Two tensors have the same name, the header is over 100 MB, or <paramref name="data"/> gives a
    /// wrong number of bytes.</exception>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public static void Write(
        Stream stream, IReadOnlyList<SafeTensorInfo> tensors, SafeTensorData data, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(tensors);
        ArgumentNullException.ThrowIfNull(data);
        var ordered = tensors.OrderByDescending(tensor => SafeTensorInfo.ElementSize(tensor.Type)).ToArray();
        var header = SafeTensorsHeader.Format(ordered, metadata);
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (var tensor in ordered)
        {
            var bytes = data(tensor);
            if (bytes.Length != tensor.Bytes)
            {
                throw new ArgumentException($"{tensor} has {tensor.Bytes} bytes; {bytes.Length} were given.", nameof(data));
            }

            stream.Write(bytes);
        }
    }
}
