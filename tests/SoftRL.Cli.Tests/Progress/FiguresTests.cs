namespace SoftRL.Cli.Tests;

public sealed class FiguresTests
{
    [Theory]
    [InlineData(0, "0:00")]
    [InlineData(59.6, "1:00")]
    [InlineData(3723, "1:02:03")]
    [InlineData(double.PositiveInfinity, "–")]
    [InlineData(double.NaN, "–")]
    [InlineData(1e300, "–")]
    public void ADurationIsReadable(double seconds, string expected) => Figures.Duration(seconds).Should().Be(expected);

    [Fact]
    public void JsonHasNoNumberThatIsNotFinite()
    {
        Figures.Json(double.NaN).Should().BeNull();
        Figures.Json(double.PositiveInfinity).Should().BeNull();
        Figures.Json(1.5)!.GetValue<double>().Should().Be(1.5);
    }
}
