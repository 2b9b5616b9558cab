using SoftRL.Testing;

namespace SoftRL.Environments.Tests;

public sealed class MountainCarTests
{
    private static readonly MountainCarOptions Standard = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void FollowsTheRecordedGame(bool corrected)
    {
        var environment = new MountainCar();
        ClassicReplay.Follow(
            "mountaincar", environment, (row, o) => environment.Step(row.Integer("a"), o), corrected);
    }

    [Fact]
    public void KeepsTheContractWithATimeLimitThatIsReached() =>
        EnvironmentContract.Verify(
            () => new MountainCar(new MountainCarOptions { MaxEpisodeSteps = 7 }),
            new EnvironmentContractSettings { TimeLimit = 7 });

    [Fact]
    public void TheLeftWallStopsTheCar() =>
        MountainCarDynamics.Step(new MountainCarState(-1.19, -0.05), -1, Standard)
            .Should().Be(new MountainCarState(-1.2, 0));

    [Theory]
    [InlineData(0.5, 0.0, true)]
    [InlineData(0.5, -0.001, false)]
    [InlineData(0.4999, 0.05, false)]
    public void EndsAtTheGoalUnlessItRollsBack(double position, double velocity, bool terminal) =>
        MountainCarDynamics.IsTerminal(new MountainCarState(position, velocity), Standard).Should().Be(terminal);

    [Fact]
    public void StartsFromOneDraw()
    {
        var draws = new RecordedDraws([0.5]);
        MountainCarDynamics.Start(ref draws).Should().Be(new MountainCarState(-0.5, 0));
        draws.Left.Should().Be(0);
    }

    [Fact]
    public void RefusesAThrottleOutOfRangeAndAGoalOutOfReach()
    {
        var step = () => MountainCarDynamics.Step(default, 1.5, Standard);
        step.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("throttle");
        var goal = () => new MountainCarOptions { GoalPosition = 0.7 };
        goal.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("GoalPosition");
    }
}
