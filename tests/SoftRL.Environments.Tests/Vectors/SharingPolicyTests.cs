namespace SoftRL.Environments.Tests;

public sealed class SharingPolicyTests
{
    [Fact]
    public void NeverSharesShortRounds() => SharedOf(1000, alone: 29, shared: 1).Should().Be(0);

    [Fact]
    public void SharesWhereSharingIsFasterAndTriesTheOtherNowAndThen() =>
        SharedOf(1000, alone: 100, shared: 60).Should().BeInRange(980, 986);

    [Fact]
    public void WorksAloneWhereSharingIsSlowerAndTriesTheOtherNowAndThen() =>
        SharedOf(1000, alone: 100, shared: 140).Should().BeInRange(14, 20);

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

    /// <summary>A thread that has slept wakes up too late for its first round, and now and then a program takes a processor.</summary>
    [Fact]
    public void GoesOnSharingWhenSomeRoundsAreDisturbed()
    {
        var policy = new SharingPolicy(30);
        var (shared, before) = (0, false);
        for (var round = 0; round < 10_000; round++)
        {
            var share = policy.Decide();
            policy.Learn(share, !share ? 100 : !before ? 180 : round % 40 == 0 ? 10_000 : 60);
            shared += share ? 1 : 0;
            before = share;
        }

        shared.Should().BeGreaterThan(9_700);
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
