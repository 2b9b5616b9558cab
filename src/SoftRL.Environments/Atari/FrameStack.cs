using System.Numerics;
using System.Runtime.InteropServices;

namespace SoftRL.Environments;

/// <summary>The last pictures of an episode, each held once.</summary>
internal sealed class FrameStack(int frames, int size, FrameStackStart start)
{
    private readonly byte[] pictures = new byte[checked(frames * size)];
    private int newest;

    /// <summary>Elements of all pictures.</summary>
    public int Length => pictures.Length;

    /// <summary>Makes room for the next picture in place of the oldest.</summary>
    /// <returns>The picture to write.</returns>
    public Span<byte> Next()
    {
        newest = (newest + 1) % frames;
        return Picture(newest);
    }

    /// <summary>Makes the newest picture the first of an episode.</summary>
    public void Begin()
    {
        var first = Picture(newest);
        for (var i = 0; i < frames; i++)
        {
            if (i == newest)
            {
                continue;
            }

            if (start == FrameStackStart.Zeros)
            {
                Picture(i).Clear();
            }
            else
            {
                first.CopyTo(Picture(i));
            }
        }
    }

    /// <summary>Writes all pictures as numbers 0 … 255, the oldest first.</summary>
    public void Write(Span<float> observation)
    {
        for (var i = 0; i < frames; i++)
        {
            Widen(Picture((newest + 1 + i) % frames), observation.Slice(i * size, size));
        }
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(newest);
        writer.Write(pictures);
    }

    public void Load(BinaryReader reader)
    {
        newest = reader.ReadInt32();
        Guard.Snapshot((uint)newest < (uint)frames, $"picture {newest} of {frames} is the newest");
        reader.ReadExactly(pictures);
    }

    private Span<byte> Picture(int index) => pictures.AsSpan(index * size, size);

    private static void Widen(ReadOnlySpan<byte> bytes, Span<float> numbers)
    {
        var blocks = MemoryMarshal.Cast<byte, Vector<byte>>(bytes);
        var targets = MemoryMarshal.Cast<float, Vector<float>>(numbers);
        for (var i = 0; i < blocks.Length; i++)
        {
            Vector.Widen(blocks[i], out var low, out var high);
            Vector.Widen(low, out var a, out var b);
            Vector.Widen(high, out var c, out var d);
            targets[4 * i] = Vector.ConvertToSingle(Vector.AsVectorInt32(a));
            targets[(4 * i) + 1] = Vector.ConvertToSingle(Vector.AsVectorInt32(b));
            targets[(4 * i) + 2] = Vector.ConvertToSingle(Vector.AsVectorInt32(c));
            targets[(4 * i) + 3] = Vector.ConvertToSingle(Vector.AsVectorInt32(d));
        }

        for (var i = blocks.Length * Vector<byte>.Count; i < bytes.Length; i++)
        {
            numbers[i] = bytes[i];
        }
    }
}
