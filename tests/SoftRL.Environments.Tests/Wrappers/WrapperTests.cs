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
    public void KeepTheContractInAnotherOrder() =>
        EnvironmentContract.Verify(
            () => new SignRewards<int>(
                new TimeLimit<int>(
                    new EpisodeStatistics<int>(new FlattenedObservations<int>(new StickyActions(new Breakout(), 0.3))), 7)),
            new EnvironmentContractSettings { TimeLimit = 7 });

    [Fact]
    public void KeepTheContractWithRealValuedActions() =>
        EnvironmentContract.Verify(
            () => new RescaledActions(
                new ClippedActions(
                    new EpisodeStatistics<ReadOnlySpan<float>>(
                        new TimeLimit<ReadOnlySpan<float>>(new FlattenedObservations<ReadOnlySpan<float>>(new Pendulum()), 9)))),
            new EnvironmentContractSettings { TimeLimit = 9 });

    [Fact]
    public void AreLookedThrough()
    {
        var inside = new EpisodeStatistics<int>(new StickyActions(new Countdown(), 0));
        var outside = new SignRewards<int>(
            new ClippedRewards<int>(new ScaledRewards<int>(new FlattenedObservations<int>(new TimeLimit<int>(inside, 5)), 1)));
        IWrapper.Find<IEpisodeRecord>(outside).Should().BeSameAs(inside);
        IWrapper.Find<Countdown>(outside).Should().NotBeNull();
        IWrapper.Find<IRenderable>(outside).Should().BeNull();
        var pusher = new Pusher();
        IWrapper.Find<Pusher>(new RescaledActions(new ClippedActions(pusher))).Should().BeSameAs(pusher);
    }

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

    [Theory]
    [InlineData(3.5f, 1)]
    [InlineData(-0.1f, -1)]
    [InlineData(0f, 0)]
    [InlineData(float.NaN, float.NaN)]
    public void SignRewardsKeepsTheSignAlone(float reward, float sign)
    {
        var environment = new SignRewards<int>(new Countdown { RewardAt = _ => reward });
        environment.Reset(1, new float[2]);
        environment.Step(0, new float[2]).Reward.Should().Be(sign);
    }

    [Fact]
    public void ActionsAreRescaledOntoTheBox()
    {
        var environment = new RescaledActions(new Pusher());
        environment.ActionSpace.Should().Be(new BoxActions([-1, -1], [1, 1]));
        Moved(environment, [-1, -1]).Should().BeApproximately(-0.5f, 1e-6f);
        Moved(environment, [1, 1]).Should().BeApproximately(0.75f, 1e-6f);
        Moved(environment, [0, 0]).Should().BeApproximately(0.125f, 1e-6f);
        Moved(environment, [-7, 9]).Should().BeApproximately(-0.25f, 1e-6f, "beyond the bounds counts as the bound");
        environment.Invoking(it => it.Step([float.NaN, 0], new float[1])).Should().Throw<ArgumentException>();
        environment.Invoking(it => it.Step([0], new float[1])).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void ActionsAreClippedIntoTheBox()
    {
        var environment = new ClippedActions(new Pusher());
        environment.ActionSpace.Should().Be(new Pusher().ActionSpace);
        Moved(environment, [-7, 9]).Should().BeApproximately(-0.25f, 1e-6f);
        Moved(environment, [0.25f, 0.125f]).Should().BeApproximately(0.375f, 1e-6f);
        environment.Invoking(it => it.Step([float.NaN, 0], new float[1])).Should().Throw<ArgumentException>();
        environment.Invoking(it => it.Step([0], new float[1])).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void FlattenedObservationsAreVectorsWithTheSameElements()
    {
        var environment = new FlattenedObservations<int>(new Breakout());
        environment.ObservationSpace.Should().Be(ObservationSpace.Uniform([400], 0, 1));
        var (flat, plain) = (new float[400], new float[400]);
        environment.Reset(3, flat);
        new Breakout().Reset(3, plain);
        flat.Should().Equal(plain);
    }

    [Fact]
    public void StatisticsAreOfTheRewardsInside()
    {
        using var vector = new VectorEnvironment(
            () => new TimeLimit<int>(new SignRewards<int>(new EpisodeStatistics<int>(new Countdown { RewardAt = count => count * 10 })), 4), 1, seed: 2);
        vector.Reset();
        var first = vector.Observations[0];
        for (var step = 0; step < 4; step++)
        {
            vector.Step([0]);
            vector.Rewards[0].Should().Be(1);
        }

        vector.Ends[0].Should().Be(StepEnd.Truncated);
        vector.EpisodeLengths[0].Should().Be(4);
        vector.EpisodeReturns[0].Should().Be((40 * first) - 100);
    }

    [Fact]
    public void StatisticsCountOnWhereTheGameDoes()
    {
        var game = new AtariEnvironment(new Meteors(), AtariPresets.Dqn with { SignRewards = false, FireReset = false });
        var statistics = new EpisodeStatistics<int>(game);
        var observation = new float[game.ObservationSpace.Size];
        var (steps, total, lives) = (0, 0.0, 0);
        for (ulong seed = 0; lives == 0 || !statistics.EpisodeFinished; seed++)
        {
            statistics.Reset(seed, observation);
            for (var end = StepEnd.None; end == StepEnd.None; steps++)
            {
                var result = statistics.Step(1, observation);
                (total, end) = (total + result.Reward, result.End);
            }

            lives++;
        }

        lives.Should().Be(3);
        (statistics.EpisodeLength, statistics.EpisodeReturn).Should().Be((steps, total));
        statistics.Reset(1, observation);
        (statistics.EpisodeLength, statistics.EpisodeReturn).Should().Be((0, 0.0));
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
        Refused(() => new SignRewards<int>(null!), "inner");
        Refused(() => new EpisodeStatistics<int>(null!), "inner");
        Refused(() => new FlattenedObservations<int>(null!), "inner");
        Refused(() => new ClippedActions(null!), "inner");
        Refused(() => new RescaledActions(null!), "inner");
        Refused(() => new StickyActions(new Countdown { ActionSpace = new BoxActions([0], [1]) }, 0.5), "inner");
    }

    [Fact]
    public void DisposeWhatTheyWrap()
    {
        var countdown = new Countdown();
        new TimeLimit<int>(new ClippedRewards<int>(new ScaledRewards<int>(new StickyActions(countdown, 0), 1)), 5).Dispose();
        countdown.Disposed.Should().BeTrue();
        var other = new Countdown();
        new SignRewards<int>(new EpisodeStatistics<int>(new FlattenedObservations<int>(other))).Dispose();
        other.Disposed.Should().BeTrue();
    }

    // How far an action moves the point.
    private static float Moved(IEnvironment<ReadOnlySpan<float>> environment, ReadOnlySpan<float> action)
    {
        var observation = new float[1];
        environment.Reset(1, observation);
        var start = observation[0];
        environment.Step(action, observation);
        return observation[0] - start;
    }

    private static void Refused(Func<object> make, string parameter) =>
        make.Should().Throw<ArgumentException>().WithParameterName(parameter);
}
