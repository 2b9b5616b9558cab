namespace SoftRL.Environments.Tests;

public sealed class GifWriterTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(3, 2, 2)]
    [InlineData(7, 5, 3)]
    [InlineData(64, 48, 17)]
    [InlineData(64, 64, 255)]
    [InlineData(300, 200, 256)] // Codes run out many times.
    [InlineData(301, 199, 2)]
    public void PicturesOfFewColorsComeBackExactly(int width, int height, int colors)
    {
        var random = new Xoshiro256((ulong)((width * 1000) + colors));
        var palette = Enumerable.Range(0, colors).Select(i => new Rgb((byte)i, (byte)(255 - i), (byte)(i * 7))).ToArray();
        var pictures = Enumerable.Range(0, 4).Select(_ => Noise(width, height, palette, ref random)).ToArray();
        var gif = Written(width, height, pictures);
        (gif.Width, gif.Height, gif.Repeats).Should().Be((width, height, true));
        gif.Screens.Should().HaveCount(4);
        for (var i = 0; i < 4; i++)
        {
            gif.Screens[i].Should().Equal(pictures[i], $"picture {i}");
        }
    }

    [Fact]
    public void OnlyWhatChangesIsWritten()
    {
        var first = new byte[3 * 20 * 10];
        var second = (byte[])first.Clone();
        second[3 * ((4 * 20) + 7)] = 255;
        second[(3 * ((6 * 20) + 12)) + 2] = 255;
        var gif = Written(20, 10, [first, second, second]);
        gif.Areas.Should().Equal((0, 0, 20, 10), (7, 4, 6, 3), (0, 0, 1, 1));
        gif.Screens[2].Should().Equal(second);
    }

    [Fact]
    public void DelaysAreThoseGiven()
    {
        using var stream = new MemoryStream();
        using (var writer = new GifWriter(stream, 1, 1))
        {
            foreach (var delay in new[] { 0, 2, 300, GifWriter.MaxDelay })
            {
                writer.Add([1, 2, 3], delay);
            }

            writer.Count.Should().Be(4);
        }

        GifReader.Read(stream.ToArray()).Delays.Should().Equal(0, 2, 300, 65535);
    }

    [Fact]
    public void OfManyColorsThoseAreChosenThatSuitBest()
    {
        const int Side = 200;
        var picture = new byte[3 * Side * Side];
        for (var i = 0; i < Side * Side; i++)
        {
            (picture[3 * i], picture[(3 * i) + 1], picture[(3 * i) + 2]) = ((byte)(i % Side), (byte)(i / Side), (byte)((i % Side) + (i / 2 / Side)));
        }

        var shown = Written(Side, Side, [picture]).Screens[0];
        shown.Chunk(3).Select(color => (color[0], color[1], color[2])).Distinct().Should().HaveCount(256);
        picture.Zip(shown, (a, b) => Math.Abs(a - b)).Average().Should().BeLessThan(5, "of 256 levels");
        picture.Zip(shown, (a, b) => Math.Abs(a - b)).Max().Should().BeLessThan(40);
    }

    [Fact]
    public void ManyColorsAfterFewStandBesideWhatStays()
    {
        const int Width = 40, Height = 30;
        var random = new Xoshiro256(5);
        var still = new byte[3 * Width * Height];
        Array.Fill<byte>(still, 77);
        var noisy = (byte[])still.Clone();
        for (var i = 3 * 10 * Width; i < noisy.Length; i++)
        {
            noisy[i] = (byte)random.NextInt(256);
        }

        var gif = Written(Width, Height, [still, noisy, still]);
        gif.Screens[1].Take(3 * 10 * Width).Should().OnlyContain(value => value == 77, "the upper third is not touched");
        gif.Screens[2].Should().Equal(still);
    }

    [Fact]
    public void TheSamePicturesGiveTheSameBytes()
    {
        var random = new Xoshiro256(9);
        var picture = new byte[3 * 50 * 50];
        for (var i = 0; i < picture.Length; i++)
        {
            picture[i] = (byte)random.NextInt(256);
        }

        Bytes(50, 50, [picture, picture]).Should().Equal(Bytes(50, 50, [picture, picture]));
    }

    [Fact]
    public void RefusesWhatIsOutOfRange()
    {
        using var stream = new MemoryStream();
        FluentActions.Invoking(() => new GifWriter(null!, 1, 1)).Should().Throw<ArgumentNullException>().WithParameterName("stream");
        FluentActions.Invoking(() => new GifWriter(stream, 0, 1)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("width");
        FluentActions.Invoking(() => new GifWriter(stream, 1, 65536)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("height");
        var writer = new GifWriter(stream, 2, 1);
        writer.Invoking(gif => gif.Add(new byte[5], 1)).Should().Throw<ArgumentException>().WithParameterName("pixels").WithMessage("*5 bytes; 2 x 1 pixels take 6*");
        writer.Invoking(gif => gif.Add(new byte[6], -1)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("delay");
        writer.Dispose();
        writer.Dispose();
        writer.Invoking(gif => gif.Add(new byte[6], 1)).Should().Throw<InvalidOperationException>();
        stream.CanWrite.Should().BeTrue("the stream is borrowed");
    }

    private static byte[] Noise(int width, int height, Rgb[] palette, ref Xoshiro256 random)
    {
        var picture = new byte[3 * width * height];
        for (var i = 0; i < picture.Length; i += 3)
        {
            // Runs as well as noise.
            var color = palette[random.NextInt(4) > 0 && i > 0 ? Array.IndexOf(palette, new Rgb(picture[i - 3], picture[i - 2], picture[i - 1])) : random.NextInt(palette.Length)];
            (picture[i], picture[i + 1], picture[i + 2]) = (color.Red, color.Green, color.Blue);
        }

        return picture;
    }

    private static GifReader Written(int width, int height, byte[][] pictures) => GifReader.Read(Bytes(width, height, pictures));

    private static byte[] Bytes(int width, int height, byte[][] pictures)
    {
        using var stream = new MemoryStream();
        using (var writer = new GifWriter(stream, width, height))
        {
            foreach (var picture in pictures)
            {
                writer.Add(picture, 4);
            }
        }

        return stream.ToArray();
    }
}
