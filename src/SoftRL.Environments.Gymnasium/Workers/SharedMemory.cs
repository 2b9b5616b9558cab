using System.IO.MemoryMappedFiles;

namespace SoftRL.Environments.Gymnasium;

/// <summary>A file mapped into this process and the workers'. Its arrays are views of it: not to be used after disposal.</summary>
internal sealed unsafe class SharedMemory : IDisposable
{
    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor view;
    private readonly byte* start;

    /// <summary>Makes the file, with room that is really there, and maps it.</summary>
    /// <exception cref="IOException">There is no room.</exception>
    public SharedMemory(string path, long size)
    {
        Size = size;
        var stream = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete,
            PreallocationSize = size,
        });
        stream.SetLength(size);
        file = MemoryMappedFile.CreateFromFile(stream, null, size, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false);
        view = file.CreateViewAccessor(0, size);
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        Path = path;
    }

    public string Path { get; }

    public long Size { get; }

    /// <summary>An array in it.</summary>
    public Span<T> Array<T>(long offset, int count)
        where T : unmanaged
    {
        ObjectDisposedException.ThrowIf(view.SafeMemoryMappedViewHandle.IsClosed, this);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset + ((long)count * sizeof(T)), Size, nameof(count));
        return new Span<T>(start + offset, count);
    }

    public void Dispose()
    {
        if (!view.SafeMemoryMappedViewHandle.IsClosed)
        {
            view.SafeMemoryMappedViewHandle.ReleasePointer();
            view.Dispose();
            file.Dispose();
        }
    }
}
