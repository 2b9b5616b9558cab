using System.Security.Cryptography;

namespace SoftRL.Training;

/// <summary>Write-only stream of a checkpoint part: buffers, hashes what it writes, and reaches the disk before it closes.</summary>
internal sealed class PartStream : Stream
{
    private const int BufferSize = 1 << 16;

    private readonly FileStream _file;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _buffer = new byte[BufferSize];
    private readonly string _name;
    private int _buffered;
    private long _written;
    private bool _closed;

    internal PartStream(string directory, string name)
    {
        _name = name;
        _file = new FileStream(Path.Combine(directory, name), FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
    }

    /// <summary>Size and hash once the stream was closed with all of its content on the disk; null before, or after a failure.</summary>
    internal CheckpointPart? Result { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => !_closed;

    public override long Length => _written + _buffered;

    public override long Position
    {
        get => Length;
        set => throw new NotSupportedException("A checkpoint part is written from start to end.");
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        if (_buffered + buffer.Length > BufferSize)
        {
            Flush();
        }

        if (buffer.Length >= BufferSize)
        {
            Emit(buffer);
            return;
        }

        buffer.CopyTo(_buffer.AsSpan(_buffered));
        _buffered += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void WriteByte(byte value) => Write([value]);

    public override void Flush()
    {
        Emit(_buffer.AsSpan(0, _buffered));
        _buffered = 0;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("A checkpoint part is only written.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("A checkpoint part is written from start to end.");

    public override void SetLength(long value) => throw new NotSupportedException("A checkpoint part is written from start to end.");

    /// <summary>Closes the file whatever state it is in; its content does not matter any more.</summary>
    internal void Abandon()
    {
        _buffered = 0;
        _closed = true;
        _file.Dispose();
        _hash.Dispose();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_closed)
        {
            try
            {
                Flush();
                _file.Flush(flushToDisk: true);
                Result = new CheckpointPart(_name, _written, Convert.ToHexStringLower(_hash.GetHashAndReset()));
            }
            finally
            {
                Abandon();
            }
        }

        base.Dispose(disposing);
    }

    private void Emit(ReadOnlySpan<byte> bytes)
    {
        _file.Write(bytes);
        _hash.AppendData(bytes);
        _written += bytes.Length;
    }
}
