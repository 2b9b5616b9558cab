namespace SoftRL.Environments.Gymnasium.Tests;

/// <summary>Options are checked where they are set.</summary>
public sealed class GymnasiumOptionsTests
{
    [Theory]
    [InlineData("")]
    [InlineData("[1]")]
    [InlineData("{")]
    [InlineData("7")]
    public void ArgumentsAreAJsonObject(string arguments) =>
        FluentActions.Invoking(() => new GymnasiumOptions { Arguments = arguments })
            .Should().Throw<ArgumentException>().WithParameterName("Arguments").WithMessage("*JSON object*");

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void TimesArePositive(double seconds)
    {
        FluentActions.Invoking(() => new GymnasiumOptions { StartSeconds = seconds }).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("StartSeconds");
        FluentActions.Invoking(() => new GymnasiumOptions { StepSeconds = seconds }).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("StepSeconds");
        FluentActions.Invoking(() => new GymnasiumOptions { CloseSeconds = seconds }).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("CloseSeconds");
    }

    [Fact]
    public void WorkersArePositiveAndPythonIsNamed()
    {
        FluentActions.Invoking(() => new GymnasiumOptions { Workers = 0 }).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("Workers");
        FluentActions.Invoking(() => new GymnasiumOptions { Python = " " }).Should().Throw<ArgumentException>().WithParameterName("Python");
    }

    [Fact]
    public void ThePythonIsTheOneNamedOrThatOfTheEnvironment()
    {
        new GymnasiumOptions { Python = "/opt/python" }.ResolvedPython.Should().Be("/opt/python");
        var before = Environment.GetEnvironmentVariable("SOFTRL_PYTHON");
        try
        {
            Environment.SetEnvironmentVariable("SOFTRL_PYTHON", "/opt/other");
            new GymnasiumOptions().ResolvedPython.Should().Be("/opt/other");
            Environment.SetEnvironmentVariable("SOFTRL_PYTHON", null);
            new GymnasiumOptions().ResolvedPython.Should().BeOneOf("python3", "python");
        }
        finally
        {
            Environment.SetEnvironmentVariable("SOFTRL_PYTHON", before);
        }
    }

    [Fact]
    public void OnlyIdsOfGymnasiumAreFound()
    {
        GymnasiumEnvironments.TryFind("CartPole-v1").Should().BeNull();
        GymnasiumEnvironments.TryFind("Gym:CartPole-v1").Should().BeNull();
        FluentActions.Invoking(() => GymnasiumEnvironments.TryFind("gym:")).Should().Throw<ArgumentException>();
    }
}
