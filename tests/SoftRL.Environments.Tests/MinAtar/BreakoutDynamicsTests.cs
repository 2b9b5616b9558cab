namespace SoftRL.Environments.Tests;

public sealed class BreakoutDynamicsTests
{
    [Fact]
    public void StartsOnEitherSideGoingInwards()
    {
        var (left, right) = (new RecordedDraws([0]), new RecordedDraws([1]));
        BreakoutDynamics.Start(ref left).Should().Match<BreakoutState>(
            state => state.BallX == 0 && state.BallY == 3 && state.Direction == BreakoutDirection.DownRight);
        BreakoutDynamics.Start(ref right).Should().Match<BreakoutState>(
            state => state.BallX == 9 && state.BallY == 3 && state.Direction == BreakoutDirection.DownLeft);
    }

    [Fact]
    public void BreaksOneBrickPerStrikeAndBouncesBack()
    {
        var state = Rising(x: 5, y: 4);
        BreakoutDynamics.Step(ref state, MinAtarAction.None).Should().Be(1);
        state.Bricks.Should().Be(BreakoutDynamics.AllBricks & ~(1u << 24));
        (state.BallX, state.BallY, state.Direction, state.Strike).Should().Be((4, 4, BreakoutDirection.DownLeft, 1));

        state.Direction = BreakoutDirection.UpLeft;
        BreakoutDynamics.Step(ref state, MinAtarAction.None).Should().Be(0);
        (state.BallX, state.BallY, state.Strike).Should().Be((3, 3, 1));
    }

    [Fact]
    public void MirrorsAtTheWallsAndTheCeiling()
    {
        var state = Rising(x: 0, y: 1) with { Bricks = 0 };
        BreakoutDynamics.Step(ref state, MinAtarAction.None);
        (state.BallX, state.BallY, state.Direction).Should().Be((0, 0, BreakoutDirection.UpRight));
        BreakoutDynamics.Step(ref state, MinAtarAction.None);
        (state.BallX, state.BallY, state.Direction).Should().Be((1, 0, BreakoutDirection.DownRight));
    }

    [Theory]
    [InlineData(5, 5, (int)BreakoutDirection.UpRight, 8)]
    [InlineData(5, 6, (int)BreakoutDirection.UpLeft, 8)]
    public void BouncesOffThePaddleByWhereItHits(int ball, int paddle, int direction, int row)
    {
        var state = Rising(x: ball, y: 8) with { Direction = BreakoutDirection.DownRight, Paddle = paddle };
        BreakoutDynamics.Step(ref state, MinAtarAction.None);
        state.Ended.Should().Be(0);
        (state.BallX, state.BallY, state.Direction).Should().Be((6, row, (BreakoutDirection)direction));
    }

    [Fact]
    public void IsLostBesideThePaddleAndStaysLost()
    {
        var state = Rising(x: 5, y: 8) with { Direction = BreakoutDirection.DownRight, Paddle = 0 };
        Play(ref state, MinAtarAction.None).Should().Be(new StepResult(0, StepEnd.Terminated));
        state.BallY.Should().Be(9);
        var lost = state;
        Play(ref state, MinAtarAction.Right).Should().Be(new StepResult(0, StepEnd.Terminated));
        state.Should().Be(lost);
    }

    [Fact]
    public void GetsNewBricksWhenNoneIsLeftAndTheBallComesDown()
    {
        var state = Rising(x: 5, y: 7) with { Direction = BreakoutDirection.DownRight, Paddle = 7, Bricks = 0 };
        BreakoutDynamics.Step(ref state, MinAtarAction.None);
        state.Bricks.Should().Be(0);
        BreakoutDynamics.Step(ref state, MinAtarAction.None);
        state.Bricks.Should().Be(BreakoutDynamics.AllBricks);
    }

    [Theory]
    [InlineData(MinAtarAction.Left, 0, 0)]
    [InlineData(MinAtarAction.Left, 4, 3)]
    [InlineData(MinAtarAction.Right, 9, 9)]
    [InlineData(MinAtarAction.Right, 4, 5)]
    [InlineData(MinAtarAction.Up, 4, 4)]
    [InlineData(MinAtarAction.Down, 4, 4)]
    [InlineData(MinAtarAction.Fire, 4, 4)]
    public void MovesThePaddleWithinTheGrid(MinAtarAction action, int before, int after)
    {
        var state = Rising(x: 5, y: 7) with { Paddle = before };
        BreakoutDynamics.Step(ref state, action);
        state.Paddle.Should().Be(after);
    }

    private static StepResult Play(ref BreakoutState state, MinAtarAction action)
    {
        var draws = new RecordedDraws([]);
        return MinAtarGame<BreakoutState>.Play(ref state, action, ramping: true, ref draws);
    }

    private static BreakoutState Rising(int x, int y) => new()
    {
        Paddle = 4, BallX = x, BallY = y, TrailX = x, TrailY = y,
        Direction = BreakoutDirection.UpLeft, Bricks = BreakoutDynamics.AllBricks,
    };
}
