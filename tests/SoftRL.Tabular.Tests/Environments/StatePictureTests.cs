using SoftRL.Environments;
using SoftRL.Testing;

namespace SoftRL.Tabular.Tests;

public class StatePictureTests
{
    [Fact]
    public void EveryNamedEnvironmentKeepsTheContractOfPicturesAndHasOneOfItsOwn()
    {
        foreach (var spec in TabularEnvironments.BuiltIn)
        {
            EnvironmentContract.Verify(spec.CreateDiscrete, new EnvironmentContractSettings { Episodes = 3, SeedsMatter = false });
            var (own, plain) = (AtItsStart(spec.CreateDiscrete()), AtItsStart(new MdpEnvironment(FrozenLake.Create())));
            own.Distinct().Count().Should().BeGreaterThan(plain.Distinct().Count(), spec.Id);
        }
    }

    [Theory]
    [InlineData(0, 0x0B6FB8)]
    [InlineData(5, 0xB3261E)]
    [InlineData(14, 0x0B6FB8)]
    public void TheWalkerOnTheLakeIsBlueAndRedInAHole(int state, uint expected)
    {
        var picture = FrozenLake.Picture();
        var other = Rgb.Hex(expected) == Shades.Red ? Shades.Blue : Shades.Red;
        var where = Where(picture, state, Rgb.Hex(expected));
        where.Should().NotBeEmpty().And.OnlyContain(at => at.X / 64 == state % 4 && at.Y / 64 == state / 4);
        Where(picture, state, other).Should().BeEmpty();
    }

    [Fact]
    public void EveryPlaceOfTheLakeShowsItsLetter()
    {
        var picture = FrozenLake.Picture(FrozenLakeMap.Large);
        (picture.Width, picture.Height, picture.StateCount).Should().Be((384, 384, 64));
        Where(picture, 0, Shades.Green).Should().OnlyContain(at => at.X >= 336 && at.Y >= 336, "the flag is at the goal");
        Where(picture, 0, Rgb.Hex(0x1F4E79)).Select(at => ((at.Y / 48 * 8) + (at.X / 48))).Distinct().Order()
            .Should().Equal(19, 29, 35, 41, 42, 46, 49, 52, 54, 59);
    }

    [Fact]
    public void TheWalkerAboveTheCliffStandsInItsCell()
    {
        var picture = CliffWalking.Picture();
        (picture.Width, picture.Height, picture.StateCount).Should().Be((576, 192, 48));
        foreach (var state in new[] { 0, 25, 36, 47 })
        {
            Where(picture, state, Shades.Blue).Should().NotBeEmpty().And.OnlyContain(at => at.X / 48 == state % 12 && at.Y / 48 == state / 12);
        }

        Where(picture, 0, Rgb.Hex(0x4A3B36)).Should().NotBeEmpty().And.OnlyContain(at => at.Y / 48 == 3 && at.X / 48 >= 1 && at.X / 48 <= 10);
    }

    [Fact]
    public void TheTaxiThePassengerAndTheFlagAreWhereTheStateSays()
    {
        var picture = Taxi.Picture();
        var cab = Rgb.Hex(0xF2B705);
        Cells(Taxi.State(2, 3, 1, 2), cab).Should().Equal((2, 3));
        Cells(Taxi.State(0, 0, 1, 2), cab).Should().Equal((0, 0));

        // Both the passenger and the flag are purple.
        Cells(Taxi.State(2, 3, 1, 2), Shades.Purple).Should().BeEquivalentTo([(0, 4), (4, 0)]);
        Cells(Taxi.State(2, 3, 4, 2), Shades.Purple).Should().BeEquivalentTo([(2, 3), (4, 0)], "the passenger rides");
        Cells(Taxi.State(2, 3, 3, 3), Shades.Purple).Should().Equal((4, 3));

        (int Row, int Column)[] Cells(int state, Rgb color) => [.. Where(picture, state, color).Select(at => ((at.Y - 12) / 72, (at.X - 12) / 72)).Distinct()];
    }

    [Fact]
    public void EveryStateOfTaxiLooksDifferent()
    {
        var picture = Taxi.Picture();
        Enumerable.Range(0, Taxi.StateCount).Select(state => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(Drawn(picture, state))))
            .Distinct().Should().HaveCount(Taxi.StateCount);
    }

    [Fact]
    public void AModelWithoutAPictureLightsTheSquareOfItsState()
    {
        var environment = new MdpEnvironment(Models.Random(3));
        environment.Reset(1, new float[environment.ObservationSpace.Size]);
        var stage = (IRenderable)environment;
        var columns = (int)Math.Ceiling(Math.Sqrt(environment.ObservationSpace.Size));
        var cell = stage.FrameWidth / columns;
        var lit = Lit(Drawn(environment), stage.FrameWidth, Shades.Blue);
        lit.Should().NotBeEmpty().And.OnlyContain(at => ((at.Y / cell * columns) + (at.X / cell)) == environment.State);
    }

    [Fact]
    public void APictureOfAnotherModelIsRefused()
    {
        FluentActions.Invoking(() => new MdpEnvironment(FrozenLake.Create(), picture: Taxi.Picture()))
            .Should().Throw<ArgumentException>().WithParameterName("picture").WithMessage("*shows 500 states; the model has 16*");
    }

    [Fact]
    public void TheArmThatWasPulledIsMarkedAlsoInASnapshot()
    {
        var bandit = new Bandit([new BanditArm(1, 0.5), new BanditArm(-2), new BanditArm(0.5)]);
        var environment = new BanditEnvironment(bandit);
        environment.Reset(1, new float[1]);
        Lit(Drawn(environment), ((IRenderable)environment).FrameWidth, Shades.Blue).Should().BeEmpty();
        environment.Step(1, new float[1]);
        var pulled = Drawn(environment);
        Lit(pulled, ((IRenderable)environment).FrameWidth, Shades.Blue).Should().NotBeEmpty().And.OnlyContain(at => at.X > 72 && at.X < 120);

        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        environment.Save(writer);
        memory.Position = 0;
        var restored = new BanditEnvironment(bandit);
        using var reader = new BinaryReader(memory);
        restored.Load(reader);
        Drawn(restored).Should().Equal(pulled);
    }

    [Fact]
    public void ABanditWhoseArmsPayNothingCanBeDrawn()
    {
        var environment = new BanditEnvironment(Bandit.Deterministic(0, 0));
        environment.Reset(1, new float[1]);
        Drawn(environment).Distinct().Count().Should().BeGreaterThan(1);
    }

    private static byte[] AtItsStart(IEnvironment<int> environment)
    {
        environment.Reset(1, new float[environment.ObservationSpace.Size]);
        return Drawn((IRenderable)environment);
    }

    private static byte[] Drawn(IRenderable stage)
    {
        var pixels = new byte[3 * stage.FrameWidth * stage.FrameHeight];
        stage.Render(pixels);
        return pixels;
    }

    private static byte[] Drawn(IStatePicture picture, int state)
    {
        var pixels = new byte[3 * picture.Width * picture.Height];
        picture.Draw(state, new Canvas(pixels, picture.Width, picture.Height));
        return pixels;
    }

    private static IReadOnlyList<(int X, int Y)> Where(IStatePicture picture, int state, Rgb color) => Lit(Drawn(picture, state), picture.Width, color);

    private static IReadOnlyList<(int X, int Y)> Lit(byte[] pixels, int width, Rgb color) =>
        [.. Enumerable.Range(0, pixels.Length / 3).Where(i => new Rgb(pixels[3 * i], pixels[(3 * i) + 1], pixels[(3 * i) + 2]) == color).Select(i => (i % width, i / width))];
}
