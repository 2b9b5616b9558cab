using System.Text;

namespace SoftRL.Environments.Tests;

/// <summary>Plays an animated GIF by the book (GIF89a): what is on the screen after each picture, and for how long.</summary>
internal sealed class GifReader
{
    private readonly byte[] file;
    private int at;
    private byte[] screen = [];

    private GifReader(byte[] file) => this.file = file;

    public int Width { get; private set; }

    public int Height { get; private set; }

    public bool Repeats { get; private set; }

    public List<byte[]> Screens { get; } = [];

    public List<int> Delays { get; } = [];

    public List<(int Left, int Top, int Width, int Height)> Areas { get; } = [];

    public static GifReader Read(byte[] file)
    {
        var reader = new GifReader(file);
        reader.Play();
        return reader;
    }

    private void Play()
    {
        Encoding.ASCII.GetString(file, 0, 6).Should().Be("GIF89a");
        at = 6;
        (Width, Height) = (Number(), Number());
        screen = new byte[3 * Width * Height];
        (file[at++] & 0x80).Should().Be(0, "every picture has its own colours");
        at += 2;
        while (file[at] != 0x3B)
        {
            switch (file[at++])
            {
                case 0x21:
                    Extension();
                    break;
                case 0x2C:
                    Image();
                    break;
                default:
                    throw new InvalidDataException($"unknown block at {at - 1}");
            }
        }

        at.Should().Be(file.Length - 1, "nothing follows the trailer");
    }

    private void Extension()
    {
        var kind = file[at++];
        var content = Blocks();
        if (kind == 0xF9)
        {
            content.Should().HaveCount(4);
            (content[0] >> 2).Should().Be(1, "what is shown stays");
            (content[0] & 1).Should().Be(0, "no colour is transparent");
            Delays.Add(content[1] | (content[2] << 8));
        }
        else
        {
            kind.Should().Be(0xFF);
            Encoding.ASCII.GetString(content, 0, 11).Should().Be("NETSCAPE2.0");
            Repeats = content.AsSpan(11).SequenceEqual<byte>([1, 0, 0]);
        }
    }

    private void Image()
    {
        var (left, top, width, height) = (Number(), Number(), Number(), Number());
        Areas.Add((left, top, width, height));
        var flags = file[at++];
        (flags & 0xC0).Should().Be(0x80, "own colours, rows in order");
        var colors = file.AsSpan(at, 3 << ((flags & 7) + 1)).ToArray();
        at += colors.Length;
        var bits = file[at++];
        var indices = Decode(Blocks(), bits);
        indices.Count.Should().Be(width * height);
        for (var i = 0; i < indices.Count; i++)
        {
            colors.AsSpan(3 * indices[i], 3).CopyTo(screen.AsSpan(3 * (((top + (i / width)) * Width) + left + (i % width))));
        }

        Screens.Add((byte[])screen.Clone());
        Delays.Count.Should().Be(Screens.Count);
    }

    /// <summary>Lempel, Ziv and Welch's, with a list of words instead of prefixes.</summary>
    private static List<byte> Decode(byte[] data, int bits)
    {
        var (clear, end) = (1 << bits, (1 << bits) + 1);
        var words = new List<byte[]>();
        byte[]? previous = null;
        var result = new List<byte>();
        var (size, position) = (0, 0);
        while (true)
        {
            if (words.Count == 0)
            {
                words.AddRange(Enumerable.Range(0, clear + 2).Select(i => new[] { (byte)i }));
                (size, previous) = (bits + 1, null);
            }

            var code = 0;
            for (var bit = 0; bit < size; bit++, position++)
            {
                code |= ((data[position / 8] >> (position % 8)) & 1) << bit;
            }

            if (code == end)
            {
                ((position + 7) / 8).Should().Be(data.Length, "nothing follows the end code");
                return result;
            }

            if (code == clear)
            {
                words.Clear();
                continue;
            }

            code.Should().BeLessThanOrEqualTo(words.Count);
            var word = code < words.Count ? words[code] : [.. previous!, previous![0]];
            result.AddRange(word);
            if (previous is not null && words.Count < 4096)
            {
                words.Add([.. previous, word[0]]);
                size += words.Count == 1 << size && size < 12 ? 1 : 0;
            }

            previous = word;
        }
    }

    private byte[] Blocks()
    {
        var content = new List<byte>();
        for (; file[at] != 0; at += file[at] + 1)
        {
            content.AddRange(file.AsSpan(at + 1, file[at]));
        }

        at++;
        return [.. content];
    }

    private int Number()
    {
        at += 2;
        return file[at - 2] | (file[at - 1] << 8);
    }
}
