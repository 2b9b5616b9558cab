namespace SoftRL.Environments;

/// <summary>The compression of GIF: Lempel, Ziv and Welch's, with codes of growing width, in blocks of at most 255 bytes.</summary>
internal sealed class LzwEncoder
{
    private const int MaxBits = 12;
    private const int MaxCodes = 1 << MaxBits;
    private const int Slots = 1 << 14;

    private readonly int[] keys = new int[Slots];
    private readonly short[] codes = new short[Slots];
    private readonly byte[] block = new byte[256];
    private int blockLength;
    private uint pending;
    private int pendingBits;

    /// <summary>Writes indices below 2^bits.</summary>
    public void Write(Stream stream, ReadOnlySpan<byte> indices, int bits)
    {
        stream.WriteByte((byte)bits);
        var clear = 1 << bits;
        var (next, size) = (clear + 2, bits + 1);
        Array.Fill(keys, -1);
        Emit(stream, clear, size);
        int prefix = indices[0];
        foreach (var index in indices[1..])
        {
            var slot = Find((prefix << 8) | index);
            if (keys[slot] >= 0)
            {
                prefix = codes[slot];
                continue;
            }

            Emit(stream, prefix, size);
            if (next == MaxCodes)
            {
                Emit(stream, clear, size);
                Array.Fill(keys, -1);
                (next, size) = (clear + 2, bits + 1);
            }
            else
            {
                (keys[slot], codes[slot]) = ((prefix << 8) | index, (short)next);
                size += next++ == 1 << size ? 1 : 0;
            }

            prefix = index;
        }

        Emit(stream, prefix, size);

        // The reader has added a code by now, which may have made the codes one bit wider.
        Emit(stream, clear + 1, next == 1 << size && size < MaxBits ? size + 1 : size);
        Finish(stream);
    }

    /// <summary>The slot of a key, or the free one where it belongs.</summary>
    private int Find(int key)
    {
        var slot = (int)((uint)key * 2654435769u >> 18);
        while (keys[slot] >= 0 && keys[slot] != key)
        {
            slot = (slot + 1) % Slots;
        }

        return slot;
    }

    private void Emit(Stream stream, int code, int size)
    {
        pending |= (uint)code << pendingBits;
        pendingBits += size;
        while (pendingBits >= 8)
        {
            Byte(stream);
        }
    }

    private void Finish(Stream stream)
    {
        if (pendingBits > 0)
        {
            Byte(stream);
        }

        Block(stream);
        stream.WriteByte(0);
        (pending, pendingBits) = (0, 0);
    }

    private void Byte(Stream stream)
    {
        block[++blockLength] = (byte)pending;
        pending >>= 8;
        pendingBits -= 8;
        if (blockLength == 255)
        {
            Block(stream);
        }
    }

    private void Block(Stream stream)
    {
        if (blockLength > 0)
        {
            block[0] = (byte)blockLength;
            stream.Write(block, 0, blockLength + 1);
            blockLength = 0;
        }
    }
}
