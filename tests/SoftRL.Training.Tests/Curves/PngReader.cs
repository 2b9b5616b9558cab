using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace SoftRL.Training.Tests;

/// <summary>Reads the kind of PNG we write, by the book: a second opinion on chunks, checksums and rows.</summary>
internal sealed record PngReader(int Width, int Height, byte[] Pixels)
{
    public uint this[int x, int y] => (uint)((Pixels[Offset(x, y)] << 16) | (Pixels[Offset(x, y) + 1] << 8) | Pixels[Offset(x, y) + 2]);

    public static PngReader Read(byte[] file)
    {
        file.AsSpan(0, 8).ToArray().Should().Equal(137, 80, 78, 71, 13, 10, 26, 10);
        var chunks = new List<(string Type, byte[] Content)>();
        for (var at = 8; at < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at + 8 + length)).Should().Be(Crc(file.AsSpan(at + 4, 4 + length)));
            chunks.Add((Encoding.ASCII.GetString(file, at + 4, 4), file.AsSpan(at + 8, length).ToArray()));
            at += length + 12;
        }

        chunks.Select(chunk => chunk.Type).Should().Equal("IHDR", "IDAT", "IEND");
        var header = chunks[0].Content;
        header.AsSpan(8).ToArray().Should().Equal(8, 2, 0, 0, 0);
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4)));
        using var zlib = new ZLibStream(new MemoryStream(chunks[1].Content), CompressionMode.Decompress);
        using var rows = new MemoryStream();
        zlib.CopyTo(rows);
        var stride = (width * 3) + 1;
        rows.Length.Should().Be(stride * height);
        var pixels = rows.ToArray().Where((value, i) => i % stride != 0).ToArray();
        return new PngReader(width, height, pixels);
    }

    /// <summary>CRC-32 bit by bit.</summary>
    public static uint Crc(ReadOnlySpan<byte> content)
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

        return crc ^ 0xFFFFFFFFu;
    }

    private int Offset(int x, int y) => ((y * Width) + x) * 3;
}
