namespace SoftRL.Environments.Tests;

public sealed class SharingPolicyTests
{
    [Fact]
    public void NeverSharesShortRounds() => SharedOf(1000, alone: 29, shared: 1).Should().Be(0);

    [Fact]
    public void SharesWhereSharingIsFasterAndTriesTheOtherNowAndThen() =>
        SharedOf(1000, alone: 100, shared: 60).Should().BeInRange(990, 993);

    [Fact]
    public void WorksAloneWhereSharingIsSlowerAndTriesTheOtherNowAndThen() =>
        SharedOf(1000, alone: 100, shared: 140).Should().BeInRange(6, 9);

    [Fact]
    public void ChangesItsMindWithTheTimes()
    {
        var policy = new SharingPolicy(30);
        Play(ref policy, 500, alone: 100, shared: 140);
        Play(ref policy, 500, alone: 100, shared: 60);
        Play(ref policy, 1000, alone: 100, shared: 60).Should().BeGreaterThan(960);
        Play(ref policy, 500, alone: 20, shared: 60);
        Play(ref policy, 1000, alone: 20, shared: 60).Should().BeLessThan(40);
    }

    private static int SharedOf(int rounds, double alone, double shared)
    {
        var policy = new SharingPolicy(30);
        return Play(ref policy, rounds, alone, shared);
    }

    private static int Play(ref SharingPolicy policy, int rounds, double alone, double shared)
    {
        var count = 0;
        for (var i = 0; i < rounds; i++)
        {
            var share = policy.Decide();
            policy.Learn(share, share ? shared : alone);
            count += share ? 1 : 0;
        }

        return count;
    }
}
