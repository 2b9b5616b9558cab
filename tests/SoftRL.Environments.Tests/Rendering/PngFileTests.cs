namespace SoftRL.Environments.Tests;

public sealed class PngFileTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(17, 3)]
    [InlineData(300, 200)]
    public void APictureComesBackExactly(int width, int height)
    {
        var random = new Xoshiro256(3);
        var pixels = new byte[3 * width * height];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)random.NextInt(256);
        }

        var picture = PngReader.Read(PngFile.Encode(pixels, width, height));
        (picture.Width, picture.Height).Should().Be((width, height));
        picture.Pixels.Should().Equal(pixels);
    }

    [Fact]
    public void RefusesWhatDoesNotFit()
    {
        FluentActions.Invoking(() => PngFile.Encode(new byte[5], 2, 1)).Should().Throw<ArgumentException>().WithParameterName("pixels");
        FluentActions.Invoking(() => PngFile.Encode([], 0, 1)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("width");
        FluentActions.Invoking(() => PngFile.Encode([], 1, -1)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("height");
    }
}
