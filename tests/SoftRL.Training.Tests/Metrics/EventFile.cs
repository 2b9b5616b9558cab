using System.Buffers.Binary;
using System.Text;

namespace SoftRL.Training.Tests;

/// <summary>An event file read by the book, bit by bit: a second opinion on framing, checksum and encoding.</summary>
internal static class EventFile
{
    public sealed record Event(double WallTime, long Step, string? Version, IReadOnlyList<(string Tag, float Value)> Values);

    public static IReadOnlyList<Event> Read(byte[] file)
    {
        var events = new List<Event>();
        for (var at = 0; at < file.Length;)
        {
            var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(at));
            BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 8)).Should().Be(Mask(Crc32C(file.AsSpan(at, 8))));
            var content = file.AsSpan(at + 12, length).ToArray();
            BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 12 + length)).Should().Be(Mask(Crc32C(content)));
            events.Add(ReadEvent(content));
            at += length + 16;
        }

        return events;
    }

    /// <summary>The checksum bit by bit, polynomial 0x1EDC6F41 reflected.</summary>
    public static uint Crc32C(ReadOnlySpan<byte> content)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var value in content)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0x82F63B78u : crc >> 1;
            }
        }

        return crc ^ 0xFFFFFFFFu;
    }

    private static uint Mask(uint crc) => unchecked(((crc >> 15) | (crc << 17)) + 0xA282EAD8u);

    private static Event ReadEvent(byte[] content)
    {
        var fields = Fields(content);
        var values = fields.Where(field => field.Number == 5).SelectMany(summary => Fields(summary.Bytes)).Select(value =>
        {
            value.Number.Should().Be(1);
            var parts = Fields(value.Bytes);
            parts.Select(part => part.Number).Should().Equal(1, 2);
            return (Encoding.UTF8.GetString(parts[0].Bytes), BinaryPrimitives.ReadSingleLittleEndian(parts[1].Bytes));
        });
        return new Event(
            BinaryPrimitives.ReadDoubleLittleEndian(fields.Single(field => field.Number == 1).Bytes),
            (long)fields.SingleOrDefault(field => field.Number == 2).Value,
            fields.Where(field => field.Number == 3).Select(field => Encoding.UTF8.GetString(field.Bytes)).SingleOrDefault(),
            [.. values]);
    }

    private static List<(int Number, ulong Value, byte[] Bytes)> Fields(byte[] message)
    {
        var fields = new List<(int, ulong, byte[])>();
        var at = 0;
        ulong Varint()
        {
            ulong value = 0;
            for (var shift = 0; ; shift += 7)
            {
                value |= (ulong)(message[at] & 0x7F) << shift;
                if (message[at++] < 0x80)
                {
                    return value;
                }
            }
        }

        byte[] Take(int count) => message[at..(at += count)];
        while (at < message.Length)
        {
            var key = Varint();
            var number = (int)(key >> 3);
            fields.Add((key & 7) switch
            {
                0 => (number, Varint(), []),
                1 => (number, 0, Take(8)),
                2 => (number, 0, Take((int)Varint())),
                5 => (number, 0, Take(4)),
                var kind => throw new InvalidDataException($"wire type {kind}"),
            });
        }

        return fields;
    }
}
