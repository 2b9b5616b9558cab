namespace SoftRL.Training;

/// <summary>A file that only grows, and whose length a checkpoint remembers. Every append reaches the operating system at once.</summary>
internal sealed class AppendFile : IDisposable
{
    private readonly FileStream _stream;
    private readonly string _path;

    private AppendFile(string path, FileStream stream) => (_path, _stream) = (path, stream);

    /// <summary>Bytes appended so far, by this run and the ones that it resumes.</summary>
    internal long Length { get; private set; }

    /// <summary>Creates a file that must not exist yet, and its folder.</summary>
    /// <exception cref="MetricsException">It exists or cannot be created.</exception>
    internal static AppendFile Create(string path)
    {
        var full = Path.GetFullPath(path);
        return MetricsException.Guard(full, "create", () =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            return new AppendFile(full, Open(full, FileMode.CreateNew));
        });
    }

    /// <summary>Opens a file and cuts off what came after a remembered length.</summary>
    /// <exception cref="MetricsException">It is missing or shorter than remembered, or cannot be opened.</exception>
    internal static AppendFile Resume(string path, long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (length == 0 && !File.Exists(path))
        {
            return Create(path);
        }

        var full = Path.GetFullPath(path);
        return MetricsException.Guard(full, "continue", () =>
        {
            var stream = Open(full, FileMode.Open);
            try
            {
                Cut(full, stream, length);
                return new AppendFile(full, stream) { Length = length };
            }
            catch
            {
                stream.Dispose();
                throw;
            }
        });
    }

    internal void Append(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _stream.Write(bytes);
            Length += bytes.Length;
        }
        catch (IOException failure)
        {
            throw new MetricsException(_path, $"Cannot write '{_path}': {failure.Message}", failure);
        }
    }

    internal void Flush() => MetricsException.Guard(_path, "write", () =>
    {
        _stream.Flush(flushToDisk: true);
        return true;
    });

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private static void Cut(string path, FileStream stream, long length)
    {
        if (stream.Length < length)
        {
            throw new MetricsException(path, $"Cannot continue '{path}': it has {stream.Length} bytes, but the checkpoint was taken when it had {length}.");
        }

        if (stream.Length > length)
        {
            stream.SetLength(length);
        }

        stream.Position = length;
    }

    private static FileStream Open(string path, FileMode mode) => new(path, mode, FileAccess.Write, FileShare.Read, bufferSize: 0);
}
