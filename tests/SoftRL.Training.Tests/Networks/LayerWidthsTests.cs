namespace SoftRL.Training.Tests;

public sealed class LayerWidthsTests
{
    [Theory]
    [InlineData("64", 64)]
    [InlineData("64,32", 64, 32)]
    [InlineData(" 8 , 16 ,65536 ", 8, 16, 65_536)]
    public void WidthsAreSeparatedByCommas(string text, params int[] widths)
    {
        LayerWidths.Parse(text).Should().Equal(widths);
        LayerWidths.Check(text, "Hidden").Should().Be(text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("64,")]
    [InlineData("0")]
    [InlineData("-3")]
    [InlineData("65537")]
    [InlineData("64;64")]
    [InlineData("1e3")]
    public void AnythingElseIsRefusedAndShown(string text)
    {
        var act = () => LayerWidths.Parse(text, "Hidden");
        act.Should().Throw<ArgumentException>().WithParameterName("Hidden").WithMessage($"Hidden is '{text}'*64,64*");
    }
}
