using System.Buffers.Binary;

namespace SoftRL.Environments;

/// <summary>Writes an animated GIF, picture by picture; it repeats for ever.</summary>
/// <remarks>
/// Of each picture only the rectangle that differs from the one before is written. Pictures of at most 256 colours there keep
/// them exactly; others get the 256 that suit them best. The same pictures give the same bytes. Format: GIF89a.
/// </remarks>
public sealed class GifWriter : IDisposable
{
    /// <summary>Longest delay of a picture, hundredths of a second.</summary>
    public const int MaxDelay = ushort.MaxValue;

    private const byte KeepsWhatIsShown = 1 << 2;
    private const byte HasOwnColors = 0x80;

    private readonly Stream stream;
    private readonly int width;
    private readonly int height;
    private readonly byte[] previous;
    private readonly byte[] indices;
    private readonly ColorTable colors = new();
    private readonly LzwEncoder encoder = new();
    private bool finished;

    /// <summary>Begins an animation.</summary>
    /// <param name="stream">Where to write. Borrowed.</param>
    /// <param name="width">Width of every picture, pixels, 1 … 65,535.</param>
    /// <param name="height">Height of every picture, pixels, 1 … 65,535.</param>
    /// <exception cref="ArgumentOutOfRangeException">Width or height is out of range.</exception>
    public GifWriter(Stream stream, int width, int height)
    {
        this.stream = Guard.NotNull(stream);
        this.width = (int)Guard.Within(1, ushort.MaxValue, width, nameof(width));
        this.height = (int)Guard.Within(1, ushort.MaxValue, height, nameof(height));
        (previous, indices) = (new byte[3 * width * height], new byte[width * height]);
        stream.Write("GIF89a"u8);
        Numbers(width, height);
        stream.Write([0x70, 0, 0]); // Eight bits per colour, no common table of colours.
        stream.Write([0x21, 0xFF, 11]);
        stream.Write("NETSCAPE2.0"u8);
        stream.Write([3, 1, 0, 0, 0]); // Repeats without end.
    }

    /// <summary>How many pictures were written.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a picture.</summary>
    /// <param name="pixels">Red, green and blue bytes, rows from the top, <c>[height, width, 3]</c>.</param>
    /// <param name="delay">How long it is shown, hundredths of a second, 0 … <see cref="MaxDelay"/>. Viewers show one of less
    /// than 2 for longer.</param>
    /// <exception cref="ArgumentException"><paramref name="pixels"/> has the wrong length.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delay"/> is out of range.</exception>
    /// <exception cref="InvalidOperationException">The animation is finished.</exception>
    public void Add(ReadOnlySpan<byte> pixels, int delay)
    {
        Guard.Pixels(pixels, width, height);
        Guard.Within(0, MaxDelay, delay);
        if (finished)
        {
            throw new InvalidOperationException("The animation is finished.");
        }

        var area = Count == 0 ? new PixelArea(0, 0, width, height) : PixelArea.Changed(previous, pixels, width, height);
        pixels.CopyTo(previous);
        var picked = indices.AsSpan(0, area.Width * area.Height);
        var bits = colors.Pick(pixels, width, area, picked);
        stream.Write([0x21, 0xF9, 4, KeepsWhatIsShown]);
        Numbers(delay);
        stream.Write([0, 0, 0x2C]);
        Numbers(area.Left, area.Top, area.Width, area.Height);
        stream.WriteByte((byte)(HasOwnColors | (bits - 1)));
        stream.Write(colors.Bytes(bits));
        encoder.Write(stream, picked, Math.Max(2, bits));
        Count++;
    }

    /// <summary>Ends the animation; the stream stays open.</summary>
    public void Dispose()
    {
        if (!finished)
        {
            finished = true;
            stream.WriteByte(0x3B);
            stream.Flush();
        }
    }

    private void Numbers(params ReadOnlySpan<int> values)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ushort)];
        foreach (var value in values)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)value);
            stream.Write(bytes);
        }
    }
}
