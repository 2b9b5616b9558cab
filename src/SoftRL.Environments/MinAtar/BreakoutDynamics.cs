namespace SoftRL.Environments;

/// <summary>The rules of MinAtar Breakout (Young and Tian 2019) as pure functions.</summary>
internal static class BreakoutDynamics
{
    /// <summary>The brick bits of three full rows.</summary>
    public const uint AllBricks = (1u << 30) - 1;

    private const int LastCell = MinAtarGrid.Last;

    /// <summary>
    /// A new game: the paddle in column 4, the ball in row 3 going down and inwards from the left edge (draw 0 of two) or
    /// the right, three full rows of bricks.
    /// </summary>
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

    /// <summary>One step in place: the paddle moves, then the ball; returns 1 for a brick, else 0.</summary>
    public static float Step(ref BreakoutState state, MinAtarAction action)
    {
        state.Paddle = MinAtarGrid.Move(state.Paddle, action, MinAtarAction.Left, MinAtarAction.Right);
        (state.TrailX, state.TrailY) = (state.BallX, state.BallY);
        var (x, y) = MoveBall(ref state);
        var reward = 0f;
        var touching = false;
        if (y < 0)
        {
            y = 0;
            state.Direction ^= (BreakoutDirection)3;
        }
        else if ((touching = HasBrick(state.Bricks, x, y)) && state.Strike == 0)
        {
            reward = 1;
            state.Strike = 1;
            state.Bricks &= ~Brick(x, y);
            y = state.TrailY;
            state.Direction ^= (BreakoutDirection)3;
        }
        else if (y == LastCell)
        {
            y = ReachBottom(ref state, x);
        }

        state.Strike &= touching ? 1 : 0;
        (state.BallX, state.BallY) = (x, y);
        return reward;
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

        state.Ended = 1;
        return LastCell;
    }

    private static bool HasBrick(uint bricks, int x, int y) => y is >= 1 and <= 3 && (bricks & Brick(x, y)) != 0;

    private static uint Brick(int x, int y) => 1u << ((MinAtarGrid.Size * (y - 1)) + x);
}
