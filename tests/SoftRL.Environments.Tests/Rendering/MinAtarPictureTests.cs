namespace SoftRL.Environments.Tests;

public sealed class MinAtarPictureTests
{
    [Fact]
    public void EveryChannelHasAColorOfItsOwn()
    {
        var colors = Enumerable.Range(0, 10).Select(MinAtarPicture.Color).Append(MinAtarPicture.Ground).ToArray();
        for (var i = 0; i < colors.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var distance = Math.Abs(colors[i].Red - colors[j].Red) + Math.Abs(colors[i].Green - colors[j].Green) + Math.Abs(colors[i].Blue - colors[j].Blue);
                distance.Should().BeGreaterThan(70, $"{i} and {j} must be told apart");
            }
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(9, 99)]
    [InlineData(4, 57)]
    public void ACellOfAChannelIsASquareOfItsColor(int channel, int cell)
    {
        var observation = new float[1000];
        observation[(100 * channel) + cell] = 1;
        var picture = Drawn(observation);
        var square = picture.Where(MinAtarPicture.Color(channel));
        square.Should().HaveCount((MinAtarPicture.Cell - 1) * (MinAtarPicture.Cell - 1));
        square.Should().OnlyContain(place => (int)(place.X / MinAtarPicture.Cell) == cell % 10 && (int)(place.Y / MinAtarPicture.Cell) == cell / 10);
        picture.Where(MinAtarPicture.Ground).Should().HaveCount((160 * 160) - square.Count);
    }

    [Fact]
    public void ChannelsThatShareACellAreAllSeen()
    {
        var observation = new float[1000];
        foreach (var channel in new[] { 1, 3, 7 })
        {
            observation[(100 * channel) + 22] = 1;
        }

        var picture = Drawn(observation);
        var sizes = new[] { 1, 3, 7 }.Select(channel => picture.Where(MinAtarPicture.Color(channel)).Count).ToArray();
        sizes.Should().OnlyContain(size => size > 0);
        sizes.Sum().Should().Be(15 * 15);
    }

    [Theory]
    [InlineData("Breakout")]
    [InlineData("SpaceInvaders")]
    [InlineData("Asterix")]
    [InlineData("Freeway")]
    [InlineData("Seaquest")]
    public void AGameShowsWhatItObserves(string name)
    {
        var environment = EnvironmentCatalog.Find($"MinAtar/{name}-v0").CreateDiscrete();
        var observation = new float[environment.ObservationSpace.Size];
        var random = new Xoshiro256(4);
        environment.Reset(4, observation);
        for (var step = 0; step < 60; step++)
        {
            var picture = Picture.Of((IRenderable)environment);
            for (var cell = 0; cell < 100; cell++)
            {
                var first = Enumerable.Range(0, observation.Length / 100).Cast<int?>().FirstOrDefault(channel => observation[(100 * channel!.Value) + cell] != 0);
                var expected = first is { } channel ? MinAtarPicture.Color(channel) : MinAtarPicture.Ground;
                picture[(cell % 10 * MinAtarPicture.Cell) + 1, (cell / 10 * MinAtarPicture.Cell) + 1].Should().Be(expected, $"step {step}, cell {cell}");
            }

            if (environment.Step(random.NextInt(6), observation).End != StepEnd.None)
            {
                environment.Reset((ulong)step, observation);
            }
        }
    }

    private static Picture Drawn(float[] observation) =>
        Picture.Of(MinAtarPicture.Size, MinAtarPicture.Size, pixels => MinAtarPicture.Draw(observation, 10, pixels));
}
