namespace SoftRL.Environments.Tests;

public sealed class CanvasTests
{
    private const int Side = 60;

    private static readonly Rgb White = Rgb.Hex(0xFFFFFF);

    private delegate void Paint(Canvas canvas);

    [Fact]
    public void ARectangleOfWholePixelsFillsThemAndNoOthers()
    {
        var picture = Drawn(canvas => canvas.Rectangle(3, 5, 10, 7, Rgb.Hex(0x102030)));
        picture.Where(Rgb.Hex(0x102030)).Should().HaveCount(70).And.OnlyContain(place => place.X > 3 && place.X < 13 && place.Y > 5 && place.Y < 12);
        picture.Where(default).Should().HaveCount((Side * Side) - 70);
    }

    [Fact]
    public void HalfAPixelIsHalfAsBright()
    {
        var picture = Drawn(canvas => canvas.Rectangle(2.5, 4, 1, 1, White));
        picture[2, 4].Red.Should().BeInRange(127, 128);
        picture[3, 4].Red.Should().BeInRange(127, 128);
    }

    [Fact]
    public void ShapesCoverTheirAreas()
    {
        // Sixteen steps per pixel of the outline: the errors of a hundred such pixels stay below 1 %.
        Area(canvas => canvas.Rectangle(3.3, 5.7, 31.5, 22.25, White)).Should().BeApproximately(31.5 * 22.25, 7);
        Area(canvas => canvas.Disc(30.2, 29.6, 20, White)).Should().BeApproximately(Math.PI * 400, 12);
        Area(canvas => canvas.Line(12.2, 14.1, 45.3, 38.9, 7, White)).Should().BeApproximately((Math.PI * 3.5 * 3.5) + (7 * Math.Sqrt((33.1 * 33.1) + (24.8 * 24.8))), 6);
        Area(canvas => canvas.Polygon([(5.5, 8.2), (50.1, 12.9), (22.4, 55.5)], White)).Should().BeApproximately(0.5 * Math.Abs((44.6 * 47.3) - (16.9 * 4.7)), 10);
    }

    [Fact]
    public void APolygonMayBeHollowInwards()
    {
        // An arrow head with a notch: the notch stays dark.
        var picture = Drawn(canvas => canvas.Polygon([(10, 10), (50, 30), (10, 50), (25, 30)], White));
        picture[15, 30].Should().Be(default(Rgb));
        picture[30, 30].Should().Be(White);
    }

    [Fact]
    public void WhatLiesOutsideIsCutOff()
    {
        var picture = Drawn(canvas =>
        {
            canvas.Disc(0, 0, 10, White);
            canvas.Rectangle(-1e30, 50, 2e30, 1e30, White);
            canvas.Line(-100, 30, 1e9, 30, 2, White);
            canvas.Polygon([(-1000, -1000), (-500, -1000), (-500, -500)], White);
            canvas.Disc(200, 200, 10, White);
        });
        picture[0, 0].Should().Be(White);
        picture[Side - 1, Side - 1].Should().Be(White);
        picture[Side - 1, 30].Should().Be(White);
        picture[30, 20].Should().Be(default(Rgb));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void AShapeThatIsNotFiniteIsLeftOut(double bad)
    {
        var picture = Drawn(canvas =>
        {
            canvas.Disc(bad, 5, 3, White);
            canvas.Disc(5, 5, bad, White);
            canvas.Line(5, bad, 20, 20, 3, White);
            canvas.Line(5, 5, 20, 20, bad, White);
            canvas.Rectangle(5, 5, bad, 3, White);
            canvas.Polygon([(5, 5), (bad, 20), (20, 5)], White);
        });
        picture.Where(default).Should().HaveCount(Side * Side);
    }

    [Fact]
    public void NothingOfNoSizeIsDrawn()
    {
        var picture = Drawn(canvas =>
        {
            canvas.Disc(5, 5, 0, White);
            canvas.Line(5, 5, 20, 20, -1, White);
            canvas.Rectangle(5, 5, -3, 3, White);
            canvas.Polygon([(5, 5), (20, 20)], White);
        });
        picture.Where(default).Should().HaveCount(Side * Side);
    }

    [Fact]
    public void SoftEdgesHaveFewColors()
    {
        var picture = Drawn(canvas => canvas.Disc(30, 30, 25.3, White));
        picture.Pixels.Distinct().Should().HaveCountLessThanOrEqualTo(17);
    }

    [Fact]
    public void DrawingAllocatesNothing()
    {
        var pixels = new byte[3 * Side * Side];
        Allocations.Least(() => All(pixels)).Should().Be(0);

        static void All(byte[] pixels)
        {
            var canvas = new Canvas(pixels, Side, Side);
            canvas.Clear(Shades.Ground);
            canvas.Disc(30, 30, 9, Shades.Blue);
            canvas.Line(1, 2, 30, 40, 3, Shades.Ink);
            canvas.Polygon([(5, 5), (50, 20), (20, 50)], Shades.Red);
        }
    }

    [Fact]
    public void RefusesWhatDoesNotFit()
    {
        FluentActions.Invoking(() => new Canvas(new byte[10], 2, 2).Width).Should().Throw<ArgumentException>().WithParameterName("pixels").WithMessage("*10 bytes; 2 x 2 pixels take 12*");
        FluentActions.Invoking(() => new Canvas([], 0, 2).Width).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("width");
        FluentActions.Invoking(() => new Canvas([], 2, -1).Width).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("height");
        FluentActions.Invoking(() => Drawn(canvas => canvas.Polygon(new (double, double)[Canvas.MaxCorners + 1], White)))
            .Should().Throw<ArgumentException>().WithParameterName("corners").WithMessage("*at most 128; there are 129*");
    }

    [Fact]
    public void ColorsAreReadAndMixed()
    {
        Rgb.Hex(0xFF010203).Should().Be(new Rgb(1, 2, 3));
        new Rgb(0, 100, 200).Mix(new Rgb(100, 100, 0), 0.25).Should().Be(new Rgb(25, 100, 150));
        new Rgb(1, 2, 3).Mix(White, -1).Should().Be(new Rgb(1, 2, 3));
        new Rgb(1, 2, 3).Mix(White, 2).Should().Be(White);
    }

    private static Picture Drawn(Paint paint) => Picture.Of(Side, Side, pixels => paint(new Canvas(pixels, Side, Side)));

    private static double Area(Paint paint) => Drawn(paint).Pixels.Where((_, i) => i % 3 == 0).Sum(value => value / 255.0);
}
