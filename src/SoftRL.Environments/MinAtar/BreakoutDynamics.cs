namespace SoftRL.Environments;

/// <summary>The rules of MinAtar Breakout (Young and Tian 2019) as pure functions.</summary>
public static class BreakoutDynamics
{
    /// <summary>Rows and columns of the grid.</summary>
    public const int GridSize = 10;

    /// <summary>The brick bits of three full rows.</summary>
    public const uint AllBricks = (1u << 30) - 1;

    private const int LastCell = GridSize - 1;

    /// <summary>A new game.</summary>
    /// <typeparam name="TDraws">Where the draw comes from.</typeparam>
    /// <param name="draws">One draw among two is taken: 0 starts the ball on the left edge, 1 on the right.</param>
    /// <returns>The paddle in column 4, the ball in row 3 going down and inwards, three full rows of bricks.</returns>
    public static BreakoutState Start<TDraws>(ref TDraws draws)
        where TDraws : struct, IRandomDraws
    {
        var right = draws.NextInt(2) == 1;
        var column = right ? LastCell : 0;
        return new BreakoutState
        {
            Paddle = 4,
            BallX = column,
            BallY = 3,
            TrailX = column,
            TrailY = 3,
            Direction = right ? BreakoutDirection.DownLeft : BreakoutDirection.DownRight,
            Bricks = AllBricks,
        };
    }

    /// <summary>One step, in place: the paddle moves, then the ball; after the end nothing changes.</summary>
    /// <param name="state">The state, changed in place.</param>
    /// <param name="action">The executed action; other than left and right they leave the paddle where it is.</param>
    /// <returns>1 for a brick, else 0; terminated when the ball is lost. There is no time limit.</returns>
    public static StepResult Step(ref BreakoutState state, MinAtarAction action)
    {
        if (state.Ended)
        {
            return new StepResult(0, StepEnd.Terminated);
        }

        MovePaddle(ref state, action);
        (state.TrailX, state.TrailY) = (state.BallX, state.BallY);
        var (x, y) = MoveBall(ref state);
        var reward = 0f;
        var touching = false;
        if (y < 0)
        {
            y = 0;
            state.Direction ^= (BreakoutDirection)3;
        }
        else if ((touching = HasBrick(state.Bricks, x, y)) && !state.Strike)
        {
            reward = 1;
            state.Strike = true;
            state.Bricks &= ~Brick(x, y);
            y = state.TrailY;
            state.Direction ^= (BreakoutDirection)3;
        }
        else if (y == LastCell)
        {
            y = ReachBottom(ref state, x);
        }

        state.Strike &= touching;
        (state.BallX, state.BallY) = (x, y);
        return new StepResult(reward, state.Ended ? StepEnd.Terminated : StepEnd.None);
    }

    private static void MovePaddle(ref BreakoutState state, MinAtarAction action)
    {
        if (action == MinAtarAction.Left)
        {
            state.Paddle = Math.Max(0, state.Paddle - 1);
        }
        else if (action == MinAtarAction.Right)
        {
            state.Paddle = Math.Min(LastCell, state.Paddle + 1);
        }
    }

    /// <summary>The ball's next cell, mirrored at the side walls; its row may be −1.</summary>
    private static (int X, int Y) MoveBall(ref BreakoutState state)
    {
        var direction = state.Direction;
        var x = state.BallX + (direction is BreakoutDirection.UpRight or BreakoutDirection.DownRight ? 1 : -1);
        var y = state.BallY + (direction >= BreakoutDirection.DownRight ? 1 : -1);
        if ((uint)x > LastCell)
        {
            x = Math.Clamp(x, 0, LastCell);
            state.Direction ^= (BreakoutDirection)1;
        }

        return (x, y);
    }

    /// <summary>The ball comes down to row 9: it bounces off the paddle, or is lost. Returns its row.</summary>
    private static int ReachBottom(ref BreakoutState state, int x)
    {
        if (state.Bricks == 0)
        {
            state.Bricks = AllBricks;
        }

        if (state.BallX == state.Paddle)
        {
            state.Direction ^= (BreakoutDirection)3;
            return state.BallY;
        }

        if (x == state.Paddle)
        {
            state.Direction ^= (BreakoutDirection)2;
            return state.BallY;
        }

        state.Ended = true;
        return LastCell;
    }

    private static bool HasBrick(uint bricks, int x, int y) => y is >= 1 and <= 3 && (bricks & Brick(x, y)) != 0;

    private static uint Brick(int x, int y) => 1u << ((GridSize * (y - 1)) + x);
}
