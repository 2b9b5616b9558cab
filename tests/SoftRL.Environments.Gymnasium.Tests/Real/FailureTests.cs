using Xunit.Abstractions;

namespace SoftRL.Environments.Gymnasium.Tests;

/// <summary>What goes wrong in real Gymnasium, and how it is told.</summary>
public sealed class FailureTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("CartPol-v1", "*'gym:CartPol-v1'*gym:CartPole-v1*")]
    [InlineData("CartPole-v99", "*'gym:CartPole-v99'*v1*")]
    [InlineData("Nowhere/CartPole-v1", "*Nowhere*")]
    [InlineData("a bad id", "*'gym:a bad id'*")]
    public void AnUnknownIdIsReportedWithTheNearest(string id, string message) => RealGymnasium.Run(output, () =>
        FluentActions.Invoking(() => GymnasiumEnvironments.TryFind($"gym:{id}")).Should().Throw<UnknownEnvironmentException>().WithMessage(message));

    [Theory]
    [InlineData("softrl_odd_environments:Odd/Lacking-v0", "*a_module_that_nobody_has*pip install a_module_that_nobody_has")]
    [InlineData("softrl_odd_environments:Odd/Dependent-v0", "*box2D is not installed*pip install \"gymnasium[box2d]\"")]
    [InlineData("no_such_module:Any-v0", "*no_such_module*pip install no_such_module")]
    public void WhatIsMissingIsNamedWithOneCommand(string id, string message) => RealGymnasium.Run(output, () =>
        FluentActions.Invoking(() => GymnasiumEnvironments.TryFind($"gym:{id}"))
            .Should().Throw<EnvironmentUnavailableException>().WithMessage(message));

    [Fact]
    public void AnEnvironmentThatCannotBeMadeIsReportedWithItsTraceback() => RealGymnasium.Run(output, () =>
        FluentActions.Invoking(() => GymnasiumEnvironments.TryFind($"gym:{RealGymnasium.Odd("Broken")}"))
            .Should().Throw<EnvironmentException>().WithMessage("*raised ValueError while starting: it cannot be made*softrl_odd_environments.py*"));

    [Fact]
    public void ArgumentsReachTheEnvironmentAndWrongOnesAreReported() => RealGymnasium.Run(output, () =>
    {
        GymnasiumEnvironments.TryFind("gym:CartPole-v1", new GymnasiumOptions { Arguments = """{"max_episode_steps": 17}""" })!
            .MaxEpisodeSteps.Should().Be(17);
        FluentActions.Invoking(() => GymnasiumEnvironments.TryFind("gym:CartPole-v1", new GymnasiumOptions { Arguments = """{"wings": 2}""" }))
            .Should().Throw<EnvironmentException>().WithMessage("*TypeError*wings*");
    });

    [Theory]
    [InlineData("Double", "raise", "Environment 0 * raised RuntimeError while stepping: the odd environment broke*softrl_odd_environments.py*")]
    [InlineData("Double", "shape", "Environment 0 * gave an observation of shape (1,) instead of (2, 2) while stepping.")]
    [InlineData("Double", "nan", "Environment 0 * step 2 of its episode 0, left element 0 of its observation NaN.")]
    [InlineData("Double", "reward", "Environment 0 * raised TypeError while stepping:*")]
    [InlineData("Picture", "float", "Environment 0 * gave an observation of float64 instead of uint8 while stepping.")]
    [InlineData("OneHot", "beyond", "Environment 0 * gave the observation 9 outside 2..5 while stepping.")]
    public void AnswersThatMakeNoSenseAreReported(string name, string fault, string message) => RealGymnasium.Run(output, () =>
    {
        var options = new GymnasiumOptions { Arguments = $$"""{"fault": "{{fault}}"}""" };
        using var odd = new GymnasiumVectorEnvironment(RealGymnasium.Odd(name), 2, seed: 4, workers: 1, options);
        odd.Reset();
        odd.Step([0, 0]);
        FluentActions.Invoking(() => odd.Step([0, 0])).Should().Throw<EnvironmentException>()
            .WithMessage(message).Which.EnvironmentIndex.Should().Be(0);
    });
}
