using SoftRL.Testing;

namespace SoftRL.Environments.Tests;

public sealed class PendulumTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void FollowsTheRecordedGame(bool corrected)
    {
        var environment = new Pendulum();
        ClassicReplay.Follow<ReadOnlySpan<float>>(
            "pendulum",
            environment,
            (row, o) => environment.Step([row.GetProperty("a").GetSingle()], o),
            corrected);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(200)]
    public void KeepsTheContractWithATimeLimitThatIsReached(int limit) =>
        EnvironmentContract.Verify(
            () => new Pendulum(new PendulumOptions { MaxEpisodeSteps = limit }),
            new EnvironmentContractSettings { TimeLimit = limit });

    [Fact]
    public void CostsNothingUprightAtRestAndMostUpsideDown()
    {
        var options = new PendulumOptions();
        PendulumDynamics.Cost(default, 0, options).Should().Be(0);
        PendulumDynamics.Cost(new PendulumState(-Math.PI, 8), -5, options).Should().BeApproximately(16.2736044, 1e-7);
    }

    [Fact]
    public void StartsFromTwoDrawsInOrder()
    {
        var draws = new RecordedDraws([0, 0.75]);
        PendulumDynamics.Start(ref draws).Should().Be(new PendulumState(-Math.PI, 0.5));
        draws.Left.Should().Be(0);
    }
}
