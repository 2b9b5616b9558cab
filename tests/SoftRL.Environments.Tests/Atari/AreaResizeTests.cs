using System.Text.Json;

namespace SoftRL.Environments.Tests;

public sealed class AreaResizeTests
{
    /// <summary>The same pictures as recorded, bit for bit: no pixel is off by one.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ShrinksAsOpenCvDoes(bool vectors)
    {
        var lines = Digests.Lines("area-resize.jsonl");
        lines.Length.Should().Be(120);
        foreach (var line in lines)
        {
            var recorded = JsonDocument.Parse(line).RootElement;
            var (height, size) = (recorded.GetProperty("height").GetInt32(), recorded.GetProperty("size").GetInt32());
            var picture = Picture(recorded.GetProperty("seed").GetUInt64(), height, recorded.GetProperty("noise").GetBoolean());
            var small = new byte[size * size];
            new AreaResize(160, height, size, size, vectors).Resize(picture, small);
            Digests.Of(small).Should().Be(recorded.GetProperty("digest").GetString(), line);
        }
    }

    [Fact]
    public void IsTheMeanOfTheAreaWhateverTheSizesAndVectorsChangeNothing()
    {
        var random = new Xoshiro256(11);
        for (var trial = 0; trial < 300; trial++)
        {
            var (width, height) = (1 + random.NextInt(90), 1 + random.NextInt(30));
            var (newWidth, newHeight) = (1 + random.NextInt(width), 1 + random.NextInt(height));
            var picture = new byte[width * height];
            foreach (ref var pixel in picture.AsSpan())
            {
                pixel = (byte)random.NextInt(256);
            }

            var (fast, plain) = (new byte[newWidth * newHeight], new byte[newWidth * newHeight]);
            new AreaResize(width, height, newWidth, newHeight).Resize(picture, fast);
            new AreaResize(width, height, newWidth, newHeight, vectors: false).Resize(picture, plain);
            fast.Should().Equal(plain, $"{width} x {height} to {newWidth} x {newHeight}");
            var means = Means(picture, width, height, newWidth, newHeight);
            plain.Zip(means, (pixel, mean) => Math.Abs(pixel - mean)).Max().Should().BeLessThan(0.5 + 1e-3);
        }
    }

    [Fact]
    public void APictureOfTheSameSizeStaysWhatItIs()
    {
        var picture = Picture(3, 210, noise: true);
        var same = new byte[picture.Length];
        new AreaResize(160, 210, 160, 210).Resize(picture, same);
        same.Should().Equal(picture);
    }

    [Fact]
    public void RefusesPicturesOfOtherSizes()
    {
        var resize = new AreaResize(160, 210, 84, 84);
        resize.Invoking(it => it.Resize(new byte[7], new byte[84 * 84])).Should().Throw<ArgumentException>();
        resize.Invoking(it => it.Resize(new byte[160 * 210], new byte[7])).Should().Throw<ArgumentException>();
    }

    private static byte[] Picture(ulong seed, int height, bool noise)
    {
        var random = new Xoshiro256(seed);
        var picture = new byte[height * 160];
        if (noise)
        {
            for (var i = 0; i < picture.Length; i++)
            {
                picture[i] = (byte)(random.NextUInt64() >> 56);
            }

            return picture;
        }

        Array.Fill(picture, (byte)random.NextInt(256));
        for (var rectangle = 0; rectangle < 40; rectangle++)
        {
            var (left, top) = (random.NextInt(160), random.NextInt(height));
            var (width, high, grey) = (random.NextInt(40), random.NextInt(40), (byte)random.NextInt(256));
            for (var y = top; y < Math.Min(height, top + high); y++)
            {
                picture.AsSpan((y * 160) + left, Math.Min(width, 160 - left)).Fill(grey);
            }
        }

        return picture;
    }

    // In float64, from the definition: every pair of pixels that overlap.
    private static double[] Means(byte[] picture, int width, int height, int newWidth, int newHeight)
    {
        var means = new double[newWidth * newHeight];
        for (var i = 0; i < means.Length; i++)
        {
            for (var j = 0; j < picture.Length; j++)
            {
                means[i] += picture[j] * Overlap(i % newWidth, newWidth, j % width, width) * Overlap(i / newWidth, newHeight, j / width, height);
            }
        }

        return means;
    }

    private static double Overlap(int small, int smalls, int large, int larges)
    {
        var scale = (double)larges / smalls;
        return Math.Max(0, Math.Min((small + 1) * scale, large + 1) - Math.Max(small * scale, large)) / scale;
    }
}
