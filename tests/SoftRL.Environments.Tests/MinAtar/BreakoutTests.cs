namespace SoftRL.Environments.Tests;

public sealed class BreakoutTests
{
    private static readonly MinAtarOptions NotSticky = new() { StickyActionProbability = 0 };

    [Fact]
    public void FirstObservationShowsPaddleBallTrailAndThreeRowsOfBricks()
    {
        var observation = new float[400];
        Array.Fill(observation, float.NaN);
        new Breakout().Reset(1, observation);
        var ball = Array.IndexOf(observation, 1f, 100) - 100;
        ball.Should().BeOneOf(30, 39);
        float[] expected = new float[400];
        expected[94] = expected[100 + ball] = expected[200 + ball] = 1;
        Array.Fill(expected, 1f, 310, 30);
        observation.Should().Equal(expected);
    }

    [Fact]
    public void MinimalActionsAreNothingLeftAndRight()
    {
        var environment = new Breakout(NotSticky with { ActionSet = MinAtarActionSet.Minimal });
        environment.ActionSpace.Should().Be(new DiscreteActions(3));
        PaddleAfter(environment, 0).Should().Be(4);
        PaddleAfter(environment, 1).Should().Be(3);
        PaddleAfter(environment, 2).Should().Be(5);
        new Breakout().ActionSpace.Should().Be(new DiscreteActions(6));
        PaddleAfter(new Breakout(NotSticky), 3).Should().Be(5);
    }

    /// <summary>
    /// Of 20,000 first steps to the right, a share near 0.1 stays (repeats "nothing"): within 0.02 except with
    /// probability 2.3e-7 by Hoeffding.
    /// </summary>
    [Fact]
    public void RepeatsTheLastActionWithTheStickyProbability()
    {
        var environment = new Breakout();
        var observation = new float[400];
        var stayed = 0;
        for (var episode = 0UL; episode < 20_000; episode++)
        {
            environment.Reset(episode, observation);
            environment.Step(3, observation);
            stayed += observation[94] == 1 ? 1 : 0;
        }

        (stayed / 20_000.0).Should().BeApproximately(0.1, 0.02);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void OptionsRefuseWhatIsNoProbability(double probability)
    {
        var options = () => new MinAtarOptions { StickyActionProbability = probability };
        options.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("StickyActionProbability");
    }

    [Fact]
    public void RefusesAnActionSetThatDoesNotExist()
    {
        var make = () => new Breakout(new MinAtarOptions { ActionSet = (MinAtarActionSet)7 });
        make.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("options");
    }

    [Fact]
    public void RefusesASnapshotWithTheBallOffTheGrid()
    {
        var environment = new Breakout();
        environment.Reset(1, new float[400]);
        var bytes = Snapshots.Write(environment.Save);
        bytes[1 + 32 + 1 + 4] = 10;
        var load = () => Snapshots.Read(bytes, environment.Load);
        load.Should().Throw<InvalidDataException>();
    }

    private static int PaddleAfter(Breakout environment, int action)
    {
        var observation = new float[400];
        environment.Reset(1, observation);
        environment.Step(action, observation);
        return Array.IndexOf(observation, 1f) - 90;
    }
}
