namespace SoftRL.Training.Tests;

public sealed class RasterCanvasTests
{
    [Fact]
    public void ARectangleOnPixelBordersIsExact()
    {
        var png = Paint(8, 6, canvas => canvas.Rectangle(2, 1, 3, 4, Ink.Series1));

        for (var y = 0; y < 6; y++)
        {
            for (var x = 0; x < 8; x++)
            {
                png[x, y].Should().Be(x is >= 2 and < 5 && y is >= 1 and < 5 ? Palette.Light(Ink.Series1) : 0xFFFFFFu);
            }
        }
    }

    [Fact]
    public void APolygonCoversItsArea()
    {
        var mask = new CoverageMask(100, 80);
        (double X, double Y)[] polygon = [(10.3, 5.2), (90.7, 30.1), (60.5, 70.9), (20.2, 60.4)];
        mask.AddPolygon(polygon);

        Total(mask).Should().BeApproximately(Area(polygon), 0.002 * Area(polygon));
    }

    [Fact]
    public void ADotCoversItsDiscAndALineItsLengthTimesItsWidth()
    {
        var mask = new CoverageMask(200, 100);
        mask.AddSegment((50, 50), (50, 50), 20);
        Total(mask).Should().BeApproximately(Math.PI * 20 * 20, 10);

        mask.AddSegment((20.5, 30.5), (170.5, 70.5), 3);
        Total(mask).Should().BeApproximately((6 * Math.Sqrt((150 * 150) + (40 * 40))) + (Math.PI * 9), 12);
    }

    [Fact]
    public void ALineThatCrossesItselfIsNotDarkerWhereItDoes()
    {
        var png = Paint(20, 20, canvas => canvas.Line([(2, 10), (18, 10), (10, 2), (10, 18)], 4, Ink.Series1, 0.5));

        png[10, 10].Should().Be(png[6, 10]).And.NotBe(0xFFFFFFu);
    }

    [Fact]
    public void WhatLiesOutsideIsCutOff()
    {
        var png = Paint(10, 10, canvas =>
        {
            canvas.Line([(-50, -50), (60, 60)], 2, Ink.Series1);
            canvas.Polygon([(-5, 8), (30, 8), (30, 30), (-5, 30)], Ink.Series2);
            canvas.Dot(500, 500, 5, Ink.Series3);
            canvas.Text("far away", -100, -100, new TextStyle(12, Ink.Text));
        });

        png[5, 5].Should().Be(Palette.Light(Ink.Series1));
        png[0, 9].Should().Be(Palette.Light(Ink.Series2));
        png[9, 0].Should().Be(0xFFFFFFu);
    }

    [Fact]
    public void UpwardTextIsLevelTextTurnedByAQuarter()
    {
        var level = Paint(60, 60, canvas => canvas.Text("Rt", 20, 30, new TextStyle(20, Ink.Text, Anchor.Middle)));
        var upward = Paint(60, 60, canvas => canvas.Text("Rt", 30, 40, new TextStyle(20, Ink.Text, Anchor.Middle, IsUpward: true)));

        for (var y = 0; y < 60; y++)
        {
            for (var x = 0; x < 60; x++)
            {
                upward[y, 59 - x].Should().Be(level[x, y]);
            }
        }
    }

    [Fact]
    public void EveryPrintableCharacterHasAGlyphOfItsOwn()
    {
        string Shape(char letter) => string.Join(' ', StrokeFont.Strokes(letter.ToString(), 10).SelectMany(stroke => stroke));
        var unknown = Shape('\u0001');
        var shapes = Enumerable.Range('!', '~' - '!' + 1).Select(code => Shape((char)code)).ToArray();

        shapes.Should().OnlyHaveUniqueItems().And.NotContain(unknown).And.NotContain("");
        unknown.Should().NotBeEmpty("what has no glyph is shown as a box");
    }

    [Fact]
    public void TheChecksumOfTheSecondOpinionIsTheKnownOne() => PngReader.Crc("IEND"u8).Should().Be(0xAE426082u);

    private static PngReader Paint(double width, double height, Action<RasterCanvas> paint)
    {
        var canvas = new RasterCanvas(width, height, scale: 1);
        canvas.Rectangle(0, 0, width, height, Ink.Ground);
        paint(canvas);
        return PngReader.Read(canvas.ToPng());
    }

    private static double Total(CoverageMask mask)
    {
        var pixels = new byte[3 * 200 * 100];
        mask.Paint(pixels, 0xFFFFFF, 1);
        return pixels.Sum(value => (double)value) / (3 * 255);
    }

    private static double Area((double X, double Y)[] polygon) => Math.Abs(polygon
        .Select((a, i) => (A: a, B: polygon[(i + 1) % polygon.Length]))
        .Sum(edge => (edge.A.X * edge.B.Y) - (edge.B.X * edge.A.Y))) / 2;
}
