using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace SoftRL.Environments.Tests;

/// <summary>Reads PNG files of 8-bit colour without filters, by the book, checksums included.</summary>
internal static class PngReader
{
    public static Picture Read(byte[] file)
    {
        file.AsSpan(0, 8).ToArray().Should().Equal(137, 80, 78, 71, 13, 10, 26, 10);
        var (header, rows) = (Array.Empty<byte>(), new MemoryStream());
        for (var at = 8; at < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at + 8 + length)).Should().Be(Crc(file.AsSpan(at + 4, 4 + length)));
            var content = file.AsSpan(at + 8, length).ToArray();
            switch (Encoding.ASCII.GetString(file, at + 4, 4))
            {
                case "IHDR":
                    header = content;
                    break;
                case "IDAT":
                    new ZLibStream(new MemoryStream(content), CompressionMode.Decompress).CopyTo(rows);
                    break;
                default:
                    length.Should().Be(0);
                    (at + 12).Should().Be(file.Length, "the end comes last");
                    break;
            }

            at += length + 12;
        }

        header.AsSpan(8).ToArray().Should().Equal(8, 2, 0, 0, 0);
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4)));
        rows.Length.Should().Be(((3 * width) + 1) * height);
        return new Picture(width, height, [.. rows.ToArray().Chunk((3 * width) + 1).SelectMany(row => row[0] == 0 ? row[1..] : throw new InvalidDataException("filter"))]);
    }

    private static uint Crc(ReadOnlySpan<byte> content)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var value in content)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320u : crc >> 1;
            }
        }

        return ~crc;
    }
}
