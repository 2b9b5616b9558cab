using Xunit.Abstractions;

namespace SoftRL.Environments.Gymnasium.Tests;

/// <summary>The spaces of real Gymnasium environments: what they become here, and which are refused.</summary>
public sealed class SpaceTests(ITestOutputHelper output)
{
    [Fact]
    public void DiscreteObservationsAreOneHotAndActionsCountFromZero() => Play("OneHot", odd =>
    {
        odd.ObservationSpace.Should().Be(ObservationSpace.Uniform([4], 0, 1));
        odd.ActionSpace.Should().Be(new DiscreteActions(3));
        odd.Observations.ToArray().Should().Equal(1, 0, 0, 0);
        odd.Step([2]);
        odd.Observations.ToArray().Should().Equal(0, 0, 1, 0);
        odd.Rewards[0].Should().Be(1.5f);
    });

    [Fact]
    public void BinaryObservationsAreZeroAndOne() => Play("Binary", odd =>
    {
        odd.ObservationSpace.Should().Be(ObservationSpace.Uniform([2, 3], 0, 1));
        odd.Step([1]);
        odd.Observations.ToArray().Should().Equal(1, 0, 1, 0, 0, 1);
    });

    [Fact]
    public void DoublesAreRounded() => Play("Double", odd =>
    {
        odd.ObservationSpace.Should().Be(ObservationSpace.Uniform([2, 2], float.NegativeInfinity, 4));
        odd.Observations.ToArray().Should().Equal(0.1f, 1, 2, 3);
    });

    [Fact]
    public void ScalarsAreVectorsOfOne() => Play("Scalar", odd =>
    {
        odd.ObservationSpace.Should().Be(ObservationSpace.Uniform([1], -1, 1));
        odd.Observations.ToArray().Should().Equal(0.25f);
    });

    [Fact]
    public void PicturesAreTurnedToChannelFirst() => Play("Picture", odd =>
    {
        odd.ObservationSpace.Should().Be(ObservationSpace.Uniform([3, 6, 7], 0, 255, ElementType.UInt8));
        odd.Step([0]);
        for (var channel = 0; channel < 3; channel++)
        {
            for (var pixel = 0; pixel < 42; pixel++)
            {
                odd.Observations[(channel * 42) + pixel].Should().Be((pixel * 3) + channel);
            }
        }
    });

    [Fact]
    public void ActionVectorsAreClippedInTheirOwnPrecision() => Play("Steering", odd =>
    {
        odd.ActionSpace.Should().Be(new BoxActions([-0.1f, 0, 0, 0], [0.1f, 1, 2, 3]));
        odd.Step([0.1f, 0.5f, 9, -1]);
        odd.Observations.ToArray().Should().Equal(0.1f, 0.5f, 2, 0);
        odd.Step([-0.1f, 0.5f, 9, -1]);
        odd.Observations[0].Should().Be(-0.1f);
    });

    [Fact]
    public void ResetsAreSeeded() => Play("Draws", odd =>
    {
        var first = odd.Observations.ToArray();
        odd.Step([0]);
        odd.Step([0]);
        odd.Step([0]);
        odd.Ends[0].Should().Be(StepEnd.Terminated);
        odd.Observations.ToArray().Should().NotEqual(first);
        odd.Reset();
        odd.Observations.ToArray().Should().Equal(first);
    });

    [Fact]
    public void PicturesAreDrawnOnRequest() => RealGymnasium.Run(output, () =>
    {
        using var odd = new GymnasiumVectorEnvironment(RealGymnasium.Odd("Draws"), 2, 1, options: new GymnasiumOptions { Drawable = true });
        odd.Reset();
        var picture = odd.Renderer(1)!;
        (picture.FrameWidth, picture.FrameHeight, picture.FramesPerSecond).Should().Be((7, 6, 12));
        var pixels = new byte[126];
        picture.Render(pixels);
        pixels.Should().Equal(Enumerable.Range(0, 126).Select(i => (byte)i));
    });

    [Theory]
    [InlineData("Dictionary", "*observations Dict(*only Discrete, MultiBinary and Box*")]
    [InlineData("Integers", "*observations Box(*int64*only Discrete, MultiBinary and Box*")]
    [InlineData("Several", "*actions MultiDiscrete(*only Discrete and Box*")]
    [InlineData("Unbounded", "*actions Box(*bounds must be finite*")]
    public void OtherSpacesAreRefusedByName(string name, string message) => RealGymnasium.Run(output, () =>
        FluentActions.Invoking(() => GymnasiumEnvironments.TryFind($"gym:{RealGymnasium.Odd(name)}"))
            .Should().Throw<EnvironmentException>().WithMessage(message));

    private void Play(string name, Action<GymnasiumVectorEnvironment> test) => RealGymnasium.Run(output, () =>
    {
        using var odd = new GymnasiumVectorEnvironment(RealGymnasium.Odd(name), 1, seed: 4);
        odd.Reset();
        test(odd);
    });
}
