using SoftRL.Testing;

namespace SoftRL.Environments.Tests;

/// <summary>Each rule of the contract is broken once, and must be reported as that rule.</summary>
public sealed class EnvironmentContractTests
{
    [Fact]
    public void AcceptsASoundEnvironment()
    {
        EnvironmentContract.Verify(() => new Faulty());
        EnvironmentContract.Verify(() => new Pusher());
    }

    [Theory]
    [InlineData(Fault.AmbientRandomness, "Seeding:*")]
    [InlineData(Fault.CarriesStateOverReset, "Seeding:*played other episodes before*")]
    [InlineData(Fault.SharesStaticState, "Seeding:*")]
    [InlineData(Fault.LeavesAnElementUnwritten, "Observation: element 1 is NaN*not finite, or not written*")]
    [InlineData(Fault.AddsToTheBuffer, "Observation: element 0*")]
    [InlineData(Fault.IgnoresTheSeed, "Seeding: with the same actions*gave the same episode*")]
    [InlineData(Fault.ObservesOutOfBounds, "Observation: element 0 is *outside [0, 100]*")]
    [InlineData(Fault.RewardsWithNaN, "Step result: *NaN*")]
    [InlineData(Fault.EndsWithNonsense, "Step result: *")]
    [InlineData(Fault.NewSpaceOnEachCall, "Spaces:*same objects*")]
    [InlineData(Fault.AcceptsAnyAction, "Action range: Step with action -1 of 3*")]
    [InlineData(Fault.AcceptsAnyBuffer, "Refusal: *buffer one element too *")]
    [InlineData(Fault.StepsBeforeReset, "Refusal: Step before the first Reset must throw InvalidOperationException*")]
    [InlineData(Fault.StepsAfterTheEnd, "Refusal: Step after the end*")]
    [InlineData(Fault.ForgetsTheGenerator, "Snapshot: *differs at*")]
    [InlineData(Fault.LoadsLessThanItSaved, "Snapshot: Save wrote * bytes, but Load read*")]
    [InlineData(Fault.AllocatesPerStep, "Allocation: * steps allocated * bytes*")]
    [InlineData(Fault.BelongsToAThread, "Threads: *another thread*")]
    [InlineData(Fault.IgnoresTheTimeLimit, "Time limit: *went on after 12 steps*")]
    public void NamesTheRuleThatIsBroken(Fault fault, string message)
    {
        var verify = () => EnvironmentContract.Verify(
            () => new Faulty(fault), new EnvironmentContractSettings { TimeLimit = 12 });
        verify.Should().Throw<EnvironmentContractException>().WithMessage(message);
    }

    [Fact]
    public void ImagesMustBeWholeNumbers()
    {
        var bytes = ObservationSpace.Uniform([2], 0, 255, ElementType.UInt8);
        var verify = () => EnvironmentContract.Verify(() => new Halves(bytes));
        verify.Should().Throw<EnvironmentContractException>().WithMessage("Observation: element 1 is *whole numbers*");
    }

    [Fact]
    public void ReportsALimitThatNoEpisodeReached()
    {
        var verify = () => EnvironmentContract.Verify(
            () => new Faulty(), new EnvironmentContractSettings { TimeLimit = 50 });
        verify.Should().Throw<EnvironmentContractException>().WithMessage("Time limit: no episode was truncated at 50 steps (the longest had 12)*");
    }

    [Fact]
    public void AcceptsAnEnvironmentWithoutChanceWhenToldSo() =>
        EnvironmentContract.Verify(
            () => new Faulty(Fault.IgnoresTheSeed), new EnvironmentContractSettings { SeedsMatter = false });

    [Fact]
    public void ReportsAnActionSpaceOfTheWrongKind()
    {
        var verify = () => EnvironmentContract.Verify(() => new Countdown { ActionSpace = new BoxActions([0], [1]) });
        verify.Should().Throw<EnvironmentContractException>().WithMessage("Spaces: *DiscreteActions*");
    }

    [Fact]
    public void RefusesAFactoryThatReturnsOneEnvironmentTwice()
    {
        var one = new Faulty();
        var verify = () => EnvironmentContract.Verify(() => one);
        verify.Should().Throw<EnvironmentContractException>();
    }

    [Fact]
    public void SettingsRefuseWhatIsNotPositive()
    {
        FluentActions.Invoking(() => new EnvironmentContractSettings { Episodes = 0 })
            .Should().Throw<ArgumentOutOfRangeException>().WithParameterName("Episodes");
        FluentActions.Invoking(() => new EnvironmentContractSettings { StepsPerEpisode = 0 })
            .Should().Throw<ArgumentOutOfRangeException>().WithParameterName("StepsPerEpisode");
        FluentActions.Invoking(() => new EnvironmentContractSettings { TimeLimit = 0 })
            .Should().Throw<ArgumentOutOfRangeException>().WithParameterName("TimeLimit");
    }
}
