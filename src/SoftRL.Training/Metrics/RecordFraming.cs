using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;

namespace SoftRL.Training;

/// <summary>
/// The framing of event files: the length as a little-endian 64-bit integer, its masked CRC-32C, the content, its masked CRC-32C.
/// </summary>
internal static class RecordFraming
{
    private const uint MaskDelta = 0xA282EAD8;

    internal static void Write(IBufferWriter<byte> target, ReadOnlySpan<byte> content)
    {
        Span<byte> head = stackalloc byte[sizeof(ulong) + sizeof(uint)];
        BinaryPrimitives.WriteUInt64LittleEndian(head, (ulong)content.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(head[sizeof(ulong)..], Masked(Crc32C(head[..sizeof(ulong)])));
        Span<byte> tail = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(tail, Masked(Crc32C(content)));
        target.Write(head);
        target.Write(content);
        target.Write(tail);
    }

    /// <summary>CRC-32 with Castagnoli's polynomial, as in RFC 3720.</summary>
    internal static uint Crc32C(ReadOnlySpan<byte> content)
    {
        var crc = uint.MaxValue;
        foreach (var value in content)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return ~crc;
    }

    /// <summary>The mask that keeps a checksum over data that holds checksums from being trivial.</summary>
    internal static uint Masked(uint crc) => BitOperations.RotateRight(crc, 15) + MaskDelta;
}
