using System.Globalization;
using System.Xml.Linq;

namespace SoftRL.Training.Tests;

public sealed class LearningCurveTests : IDisposable
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ARunGetsAPageAVectorPictureAndPixels()
    {
        WriteRun("run", rows: 300, evaluations: 4);

        var page = LearningCurve.Write(_folder["run"], "softq on <CartPole-v1> & seed \"1\"");

        page.Should().Be(_folder["run/learning-curve.html"]);
        var svg = XDocument.Load(_folder["run/learning-curve.svg"]).Root!;
        svg.Element(Svg + "title")!.Value.Should().Be("softq on <CartPole-v1> & seed \"1\"");
        svg.Elements(Svg + "text").Select(text => text.Value).Should()
            .Contain(["training", "training, running mean of 9 rows", "evaluation", "environment steps", "return per episode", "0", "1k", "3k"]);
        svg.Elements(Svg + "circle").Should().HaveCount(4 + 1, "there are four evaluations and one in the legend");
        File.ReadAllText(page).Should().Contain(File.ReadAllText(_folder["run/learning-curve.svg"]).Trim()).And.StartWith("<!DOCTYPE html>");
        var png = PngReader.Read(File.ReadAllBytes(_folder["run/learning-curve.png"]));
        (png.Width, png.Height).Should().Be((1920, 1080));
        png[0, 0].Should().Be(0xFFFFFFu);
    }

    [Fact]
    public void PointsLieWhereTheAxesSay()
    {
        WriteRun("run", rows: 10, evaluations: 0);
        using (var sink = JsonLinesSink.Resume(_folder["run"], new JsonLinesPosition(new FileInfo(_folder["run/metrics.jsonl"]).Length, 0)))
        {
            sink.Write(Rows.Evaluation(50) with { MeanReturn = 20 });
        }

        LearningCurve.Write(_folder["run"], "a run");

        var svg = XDocument.Load(_folder["run/learning-curve.svg"]).Root!;
        var dot = svg.Elements(Svg + "circle").First();
        X(svg, "40").Should().BeLessThan(Number(dot, "cx")).And.BeLessThan(X(svg, "60"));
        Number(dot, "cx").Should().BeApproximately((X(svg, "40") + X(svg, "60")) / 2, 0.02);
        Number(dot, "cy").Should().BeApproximately(GridLine(svg, "20"), 0.02);
        var png = PngReader.Read(File.ReadAllBytes(_folder["run/learning-curve.png"]));
        png[(int)(2 * Number(dot, "cx")), (int)(2 * Number(dot, "cy"))].Should().Be(Palette.Light(Ink.Series2));
    }

    [Fact]
    public void TheSameRunGivesTheSameBytes()
    {
        WriteRun("a", rows: 200, evaluations: 3);
        WriteRun("b", rows: 200, evaluations: 3);
        LearningCurve.Write(_folder["a"], "twice");
        LearningCurve.Write(_folder["b"], "twice");

        foreach (var extension in (string[])["html", "svg", "png"])
        {
            File.ReadAllBytes(_folder[$"a/learning-curve.{extension}"]).Should().Equal(File.ReadAllBytes(_folder[$"b/learning-curve.{extension}"]));
        }
    }

    [Fact]
    public void ALongRunGivesASmallPicture()
    {
        WriteRun("run", rows: 20_000, evaluations: 3);

        LearningCurve.Write(_folder["run"], "long");

        new FileInfo(_folder["run/learning-curve.svg"]).Length.Should().BeLessThan(80_000);
    }

    [Fact]
    public void ARunWithoutAFinishedEpisodeSaysSo()
    {
        WriteRun("run", rows: 0, evaluations: 0);

        LearningCurve.Write(_folder["run"], "young");

        File.ReadAllText(_folder["run/learning-curve.svg"]).Should().Contain("no episode has ended yet");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void AFewRowsAreEnough(int rows)
    {
        WriteRun("run", rows, evaluations: 0);
        File.Delete(_folder["run/evaluations.jsonl"]);

        LearningCurve.Write(_folder["run"], "young");

        XDocument.Load(_folder["run/learning-curve.svg"]).Root!.Elements(Svg + "text").Select(text => text.Value).Should().Contain("training");
    }

    [Fact]
    public void MissingMetricsAreNamed()
    {
        var write = () => LearningCurve.Write(_folder["none"], "nothing");

        write.Should().Throw<MetricsException>().WithMessage($"Cannot read '{_folder["none/metrics.jsonl"]}': *");
    }

    [Fact]
    public void APictureThatCannotBeWrittenIsNamed()
    {
        WriteRun("run", rows: 3, evaluations: 0);
        Directory.CreateDirectory(_folder["run/learning-curve.svg"]);
        var write = () => LearningCurve.Write(_folder["run"], "in the way");

        write.Should().Throw<MetricsException>().WithMessage($"Cannot write '{_folder["run/learning-curve.svg"]}': *");
    }

    [Fact]
    public void AComparisonHasAnAreaAndALinePerSeries()
    {
        WriteRun("a", rows: 40, evaluations: 0);
        WriteRun("b", rows: 60, evaluations: 0);

        var path = LearningCurve.Compare(
            _folder["compare"], "softq and a2c", CurveSeries.FromRuns("softq", [_folder["a"], _folder["b"]]), CurveSeries.FromRuns("a2c", [_folder["b"]]));

        path.Should().Be(_folder["compare.svg"]);
        var svg = XDocument.Load(path).Root!;
        svg.Elements(Svg + "polygon").Select(area => area.Attribute("class")!.Value).Should().Equal("f-series1", "f-series2");
        svg.Elements(Svg + "text").Select(text => text.Value).Should()
            .Contain(["softq, 2 seeds", "a2c, 1 seed", "line: mean over seeds; area: smallest to largest"]);
        PngReader.Read(File.ReadAllBytes(_folder["compare.png"])).Width.Should().Be(1920);
    }

    [Fact]
    public void AComparisonOfNothingIsRefused()
    {
        var none = () => LearningCurve.Compare(_folder["compare"], "none");
        var noSeed = () => LearningCurve.Compare(_folder["compare"], "none", new CurveSeries("a2c", []));
        var noPoint = () => LearningCurve.Compare(_folder["compare"], "none", new CurveSeries("a2c", [[]]));

        none.Should().Throw<ArgumentException>().WithParameterName("series");
        noSeed.Should().Throw<ArgumentException>().WithParameterName("series");
        noPoint.Should().Throw<ArgumentException>().WithParameterName("series");
    }

    private static double Number(XElement element, string attribute) =>
        double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    /// <summary>Where the step axis has a label.</summary>
    private static double X(XElement svg, string label) => Number(
        svg.Elements(Svg + "text").Single(text => text.Value == label && text.Attribute("text-anchor")?.Value == "middle"), "x");

    /// <summary>Height of the grid line that belongs to a label of the value axis: the line before it.</summary>
    private static double GridLine(XElement svg, string label)
    {
        var text = svg.Elements(Svg + "text").Single(text => text.Value == label && text.Attribute("text-anchor")?.Value == "end");
        var line = text.ElementsBeforeSelf(Svg + "polyline").Last();
        return double.Parse(line.Attribute("points")!.Value.Split(' ')[0].Split(',')[1], CultureInfo.InvariantCulture);
    }

    private void WriteRun(string name, int rows, int evaluations)
    {
        using var sink = JsonLinesSink.Create(_folder[name]);
        for (var i = 1; i <= rows; i++)
        {
            sink.Write(Rows.Metrics(i * 10) with { EpisodeReturn = i % 7 == 5 ? null : 30 * Math.Abs(Math.Sin(i * 0.37)) });
        }

        for (var i = 1; i <= evaluations; i++)
        {
            sink.Write(Rows.Evaluation(i * 10 * rows / evaluations) with { MeanReturn = i });
        }
    }
}
