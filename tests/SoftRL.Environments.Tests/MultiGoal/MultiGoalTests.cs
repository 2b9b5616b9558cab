using SoftRL.Testing;

namespace SoftRL.Environments.Tests;

public sealed class MultiGoalTests
{
    private static readonly MultiGoalOptions Options = new();

    [Theory]
    [InlineData(4)]
    [InlineData(30)]
    public void KeepsTheContractWithATimeLimitThatIsReached(int limit) =>
        EnvironmentContract.Verify(
            () => new MultiGoal(new MultiGoalOptions { MaxEpisodeSteps = limit }), new EnvironmentContractSettings { TimeLimit = limit });

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(1, -1, 0)]
    [InlineData(2, 0, 1)]
    [InlineData(3, 0, -1)]
    public void GoingStraightReachesEachGoalInFiveStepsAndTerminates(int goal, float x, float y)
    {
        var environment = new MultiGoal(new MultiGoalOptions { StartDeviation = 0 });
        var position = new float[2];
        environment.Reset(1, position);
        position.Should().Equal(0, 0);
        var total = 0.0;
        for (var step = 1; step <= 5; step++)
        {
            var result = environment.Step([x, y], position);
            total += result.Reward;
            result.End.Should().Be(step < 5 ? StepEnd.None : StepEnd.Terminated, "inside the radius means nearer than it");
        }

        // Action costs of 30 a step; squared distances 16, 9, 4, 1, 0; 10 for the goal.
        total.Should().BeApproximately(10 - (5 * 30) - 30, 1e-5);
        MultiGoalDynamics.Nearest(new MultiGoalState(position[0], position[1]), Options).Should().Be((goal, 0.0));
    }

    [Fact]
    public void TheFourGoalsAreEquallyGood()
    {
        var random = new Xoshiro256(5);
        for (var trial = 0; trial < 200; trial++)
        {
            var (x, y) = (random.NextUniform(-7, 7), random.NextUniform(-7, 7));
            var (u, v) = (random.NextUniform(-1.5, 1.5), random.NextUniform(-1.5, 1.5));
            var (next, reward, reached) = MultiGoalDynamics.Step(new MultiGoalState(x, y), u, v, Options);
            var turned = MultiGoalDynamics.Step(new MultiGoalState(-y, x), -v, u, Options);
            turned.Should().Be((new MultiGoalState(-next.Y, next.X), reward, reached), "a quarter turn changes nothing");
        }
    }

    [Fact]
    public void VelocityAndPositionAreClipped()
    {
        var (next, reward, reached) = MultiGoalDynamics.Step(new MultiGoalState(6.5, -6.5), 3, -3, Options);
        next.Should().Be(new MultiGoalState(7, -7));
        reward.Should().BeApproximately(-60 - (49 + 4), 1e-12);
        reached.Should().BeFalse();
    }

    [Fact]
    public void StartsNearTheOrigin()
    {
        // Sample deviation of 20,000 Gaussians: relative error 0.5 %; 3 % is six standard errors.
        var environment = new MultiGoal();
        var position = new float[2];
        var squares = 0.0;
        for (var seed = 0ul; seed < 10_000; seed++)
        {
            environment.Reset(seed, position);
            squares += (position[0] * position[0]) + (position[1] * position[1]);
        }

        Math.Sqrt(squares / 20_000).Should().BeApproximately(0.1, 0.003);
    }

    [Fact]
    public void RefusesGoalsAndOptionsThatAreNot()
    {
        ((Action)(() => MultiGoalDynamics.Goal(4, Options))).Should().Throw<ArgumentOutOfRangeException>().WithMessage("*0..3*");
        ((Action)(() => _ = new MultiGoalOptions { GoalRadius = 0 })).Should().Throw<ArgumentOutOfRangeException>().WithMessage("*GoalRadius*");
        ((Action)(() => _ = new MultiGoalOptions { ActionCost = double.NaN })).Should().Throw<ArgumentOutOfRangeException>().WithMessage("*ActionCost*");
        ((Action)(() => new MultiGoal().Step([0, 0], new float[2]))).Should().Throw<InvalidOperationException>();
    }
}
