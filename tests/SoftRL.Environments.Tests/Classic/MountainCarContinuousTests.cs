using SoftRL.Testing;

namespace SoftRL.Environments.Tests;

public sealed class MountainCarContinuousTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void FollowsTheRecordedGame(bool corrected)
    {
        var environment = new MountainCarContinuous();
        ClassicReplay.Follow<ReadOnlySpan<float>>(
            "mountaincarcontinuous",
            environment,
            (row, o) => environment.Step([row.GetProperty("a").GetSingle()], o),
            corrected);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(999)]
    public void KeepsTheContract(int limit) =>
        EnvironmentContract.Verify(
            () => new MountainCarContinuous(MountainCarOptions.Continuous with { MaxEpisodeSteps = limit }),
            new EnvironmentContractSettings { TimeLimit = limit });

    [Fact]
    public void PaysForTheActionAsGivenButDrivesWithItClipped()
    {
        var (given, clipped) = (new MountainCarContinuous(), new MountainCarContinuous());
        var (left, right) = (new float[2], new float[2]);
        given.Reset(1, left);
        clipped.Reset(1, right);
        given.Step([3], left).Reward.Should().BeApproximately(-0.9f, 1e-6f);
        clipped.Step([1], right).Reward.Should().BeApproximately(-0.1f, 1e-6f);
        left.Should().Equal(right);
    }
}
