using System.Buffers.Binary;

namespace SoftRL.Training;

/// <summary>An open safetensors file: the header is read and checked, the data is read tensor by tensor.</summary>
/// <remarks>Borrows the stream, which must stay open while tensors are read.</remarks>
public sealed class SafeTensorsFile
{
    private readonly Stream _stream;
    private readonly long _dataStart;
    private readonly Dictionary<string, (SafeTensorInfo Info, long Offset)> _byName;

    private SafeTensorsFile(Stream stream, long dataStart, Dictionary<string, string> metadata, List<(SafeTensorInfo Info, long Offset)> tensors)
    {
        _stream = stream;
        _dataStart = dataStart;
        _byName = tensors.ToDictionary(tensor => tensor.Info.Name);
        Metadata = metadata;
        Tensors = tensors.ConvertAll(tensor => tensor.Info);
    }

    /// <summary>The tensors, in the order of their data.</summary>
    public IReadOnlyList<SafeTensorInfo> Tensors { get; }

    /// <summary>Free text by key.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Reads and checks the header.</summary>
    /// <param name="stream">A seekable stream at the start of the file. Borrowed.</param>
    /// <returns>The file.</returns>
    /// <exception cref="InvalidDataException">The file is truncated, its header is malformed, or its tensors overlap, leave gaps or do
    /// not fill the data.</exception>
    public static SafeTensorsFile Open(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var available = stream.Length - stream.Position - sizeof(ulong);
        if (available < 0)
        {
            throw new InvalidDataException($"A safetensors file has at least {sizeof(ulong)} bytes; this one has {available + sizeof(ulong)}.");
        }

        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        stream.ReadExactly(prefix);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > SafeTensorsHeader.MaximumLength || (long)length > available)
        {
            throw new InvalidDataException(
                $"The safetensors header should have {length} bytes; {available} follow and at most {SafeTensorsHeader.MaximumLength} are allowed.");
        }

        var header = new byte[length];
        stream.ReadExactly(header);
        var (metadata, tensors) = SafeTensorsHeader.Parse(header, available - (long)length);
        return new SafeTensorsFile(stream, stream.Position, metadata, tensors);
    }

    /// <summary>Finds a tensor.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Its description.</returns>
    /// <exception cref="InvalidDataException">There is none; the message lists the names.</exception>
    public SafeTensorInfo Find(string name) => Locate(name).Info;

    /// <summary>Reads the data of a tensor into memory of the caller.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="destination">Exactly <see cref="SafeTensorInfo.Bytes"/> bytes; filled with the elements in row-major order.</param>
    /// <exception cref="InvalidDataException">There is no such tensor.</exception>
    /// <exception cref="ArgumentException">The destination has the wrong size.</exception>
    public void Read(string name, Span<byte> destination)
    {
        var (info, offset) = Locate(name);
        if (destination.Length != info.Bytes)
        {
            throw new ArgumentException($"{info} has {info.Bytes} bytes; the destination has {destination.Length}.", nameof(destination));
        }

        _stream.Position = _dataStart + offset;
        _stream.ReadExactly(destination);
    }

    private (SafeTensorInfo Info, long Offset) Locate(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _byName.TryGetValue(name, out var found)
            ? found
            : throw new InvalidDataException($"There is no tensor '{name}'; the file has: {string.Join(", ", Tensors.Select(tensor => tensor.Name))}.");
    }
}
