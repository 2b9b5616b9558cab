namespace SoftRL.Training.Tests;

public sealed class OptionValueTests
{
    [Fact]
    public void AValueThatIsAllowedComesBack()
    {
        OptionValue.Defined(OptimizerKind.Adam, "Optimizer").Should().Be(OptimizerKind.Adam);
        OptionValue.Text("uniform", "Reference").Should().Be("uniform");
        OptionValue.NotNull("x", "Schedule").Should().Be("x");
    }

    [Fact]
    public void AnEnumerationTakesOnlyItsMembers()
    {
        var act = () => OptionValue.Defined((OptimizerKind)99, "Optimizer");
        act.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("Optimizer").WithMessage("*RmsProp, Adam*99*");
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(null)]
    public void ATextIsNotEmpty(string? text)
    {
        var act = () => OptionValue.Text(text!, "Reference");
        act.Should().Throw<ArgumentException>().WithParameterName("Reference");
    }

    [Fact]
    public void NothingIsRefusedByName()
    {
        var act = () => OptionValue.NotNull<string>(null, "LearningRate");
        act.Should().Throw<ArgumentNullException>().WithParameterName("LearningRate");
    }
}
