using SoftRL.Testing;

namespace SoftRL.Environments.Tests;

public sealed class WrapperTests
{
    [Fact]
    public void KeepTheContractAlsoOnTopOfEachOther() =>
        EnvironmentContract.Verify(
            () => new TimeLimit<int>(
                new ClippedRewards<int>(new ScaledRewards<int>(new StickyActions(new Breakout(), 0.25), 3), 0, 2), 9),
            new EnvironmentContractSettings { TimeLimit = 9 });

    [Fact]
    public void TimeLimitTruncatesButLeavesATerminationWhatItIs()
    {
        var observation = new float[2];
        var longer = new TimeLimit<int>(new Countdown { Start = 20 }, 3);
        longer.Reset(1, observation);
        longer.Step(0, observation).End.Should().Be(StepEnd.None);
        longer.Step(0, observation).End.Should().Be(StepEnd.None);
        longer.Step(0, observation).End.Should().Be(StepEnd.Truncated);
        var after = () => longer.Step(0, new float[2]);
        after.Should().Throw<InvalidOperationException>();

        var length = 5 + new Xoshiro256(1).NextInt(10);
        var exact = new TimeLimit<int>(new Countdown { Start = 5 }, length);
        exact.Reset(1, observation);
        var end = StepEnd.None;
        for (var i = 0; i < length; i++)
        {
            end.Should().Be(StepEnd.None);
            end = exact.Step(0, observation).End;
        }

        end.Should().Be(StepEnd.Terminated);
    }

    [Fact]
    public void RewardsAreScaledAndClipped()
    {
        var observation = new float[2];
        var scaled = new ScaledRewards<int>(new Countdown(), 0.5);
        scaled.Reset(1, observation);
        scaled.Step(0, observation).Reward.Should().Be(observation[0] / 2);
        var clipped = new ClippedRewards<int>(new Countdown(), -1, 4);
        clipped.Reset(1, observation);
        clipped.Step(0, observation).Reward.Should().Be(4);
        var broken = new ClippedRewards<int>(new Countdown { RewardAt = _ => float.NaN });
        broken.Reset(1, observation);
        broken.Step(0, observation).Reward.Should().Be(float.NaN);
    }

    /// <summary>
    /// 20,000 steps alternate between actions 1 and 2; a repeated step shows the other. The share is within 0.02 of the
    /// probability except with probability 2.3e-7 by Hoeffding. (A repetition of a repetition shows the action asked for.)
    /// </summary>
    [Fact]
    public void StickyActionsRepeatTheExecutedAction()
    {
        const double Probability = 0.3;
        var environment = new StickyActions(new Countdown { Start = 20_001 }, Probability);
        var observation = new float[2];
        environment.Reset(1, observation);
        var (last, repeats) = (0f, 0);
        for (var i = 0; i < 20_000; i++)
        {
            var asked = last == 1 ? 2 : 1;
            environment.Step(asked, observation);
            repeats += observation[1] == last ? 1 : 0;
            observation[1].Should().BeOneOf(asked, last);
            last = observation[1];
        }

        (repeats / 20_000.0).Should().BeApproximately(Probability, 0.02);
    }

    [Fact]
    public void RefuseWhatIsOutOfRange()
    {
        Refused(() => new TimeLimit<int>(null!, 3), "inner");
        Refused(() => new TimeLimit<int>(new Countdown(), 0), "maxEpisodeSteps");
        Refused(() => new ScaledRewards<int>(new Countdown(), double.NaN), "scale");
        Refused(() => new ScaledRewards<int>(new Countdown(), 0), "scale");
        Refused(() => new ClippedRewards<int>(new Countdown(), 1, 0), "high");
        Refused(() => new ClippedRewards<int>(new Countdown(), double.NegativeInfinity, 0), "low");
        Refused(() => new StickyActions(new Countdown(), 1.5), "probability");
        Refused(() => new StickyActions(new Countdown { ActionSpace = new BoxActions([0], [1]) }, 0.5), "inner");
    }

    [Fact]
    public void DisposeWhatTheyWrap()
    {
        var countdown = new Countdown();
        new TimeLimit<int>(new ClippedRewards<int>(new ScaledRewards<int>(new StickyActions(countdown, 0), 1)), 5).Dispose();
        countdown.Disposed.Should().BeTrue();
    }

    private static void Refused(Func<object> make, string parameter) =>
        make.Should().Throw<ArgumentException>().WithParameterName(parameter);
}
