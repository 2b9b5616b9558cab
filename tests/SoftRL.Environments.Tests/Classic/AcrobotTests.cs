using SoftRL.Testing;

namespace SoftRL.Environments.Tests;

public sealed class AcrobotTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void FollowsTheRecordedGame(bool corrected)
    {
        var environment = new Acrobot();
        ClassicReplay.Follow(
            "acrobot", environment, (row, o) => environment.Step(row.Integer("a"), o), corrected);
    }

    [Fact]
    public void KeepsTheContractWithATimeLimitThatIsReached() =>
        EnvironmentContract.Verify(
            () => new Acrobot(new AcrobotOptions { MaxEpisodeSteps = 7 }),
            new EnvironmentContractSettings { TimeLimit = 7 });

    [Fact]
    public void MirrorsWithTheAction()
    {
        var options = new AcrobotOptions();
        var left = AcrobotDynamics.Step(new AcrobotState(0.1, -0.2, 0.3, -0.4), 0, options);
        var right = AcrobotDynamics.Step(new AcrobotState(-0.1, 0.2, -0.3, 0.4), 2, options);
        right.Angle1.Should().BeApproximately(-left.Angle1, 1e-14);
        right.Velocity2.Should().BeApproximately(-left.Velocity2, 1e-13);
    }

    [Theory]
    [InlineData(Math.PI, 0.0, true)]
    [InlineData(0.0, 0.0, false)]
    public void EndsWithTheTipAboveTheLine(double angle1, double angle2, bool terminal) =>
        AcrobotDynamics.IsTerminal(new AcrobotState(angle1, angle2, 0, 0)).Should().Be(terminal);

    [Fact]
    public void StartsFromFourDrawsRoundedToSingle()
    {
        var draws = new RecordedDraws([0, 0.5, 0.5, 0]);
        AcrobotDynamics.Start(ref draws).Should().Be(new AcrobotState(-0.1f, 0, 0, -0.1f));
        draws.Left.Should().Be(0);
    }

    [Fact]
    public void RefusesOtherActions()
    {
        var step = () => AcrobotDynamics.Step(default, 3, new AcrobotOptions());
        step.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("action");
    }
}
