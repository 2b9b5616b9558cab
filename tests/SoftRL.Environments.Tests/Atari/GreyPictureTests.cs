using System.Text.Json;

namespace SoftRL.Environments.Tests;

public sealed class GreyPictureTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void EveryColorBecomesTheGreyThatOpenCvGivesIt(bool vectors)
    {
        var colors = new byte[3 << 24];
        for (var i = 0; i < 1 << 24; i++)
        {
            (colors[3 * i], colors[(3 * i) + 1], colors[(3 * i) + 2]) = ((byte)(i >> 16), (byte)(i >> 8), (byte)i);
        }

        var grey = new byte[1 << 24];
        GreyPicture.FromColor(colors, grey, vectors);
        var recorded = JsonDocument.Parse(Digests.Lines("grey.jsonl").Single()).RootElement;
        Digests.Of(grey).Should().Be(recorded.GetProperty("digest").GetString());
    }

    [Fact]
    public void PicturesOfAnyLengthAreDoneToTheirEnd()
    {
        for (var length = 0; length < 100; length++)
        {
            var (colors, other) = (Bytes(3 * length, 1), Bytes(3 * length, 2));
            var (grey, plain) = (new byte[length], new byte[length]);
            GreyPicture.FromColor(colors, grey);
            GreyPicture.FromColor(colors, plain, vectors: false);
            grey.Should().Equal(plain);
            var brightest = colors.Zip(other, Math.Max).ToArray();
            GreyPicture.Brightest(colors, other);
            colors.Should().Equal(brightest);
        }
    }

    private static byte[] Bytes(int length, ulong seed)
    {
        var random = new Xoshiro256(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (byte)random.NextInt(256))];
    }
}
