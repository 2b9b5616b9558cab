namespace SoftRL.Environments;

/// <summary>The complete state of a game of MinAtar Breakout. Columns and rows are 0 … 9, row 0 on top.</summary>
public record struct BreakoutState
{
    /// <summary>Column of the paddle, which is always in row 9.</summary>
    public int Paddle { get; set; }

    /// <summary>Column of the ball.</summary>
    public int BallX { get; set; }

    /// <summary>Row of the ball.</summary>
    public int BallY { get; set; }

    /// <summary>Column of the ball before the last step.</summary>
    public int TrailX { get; set; }

    /// <summary>Row of the ball before the last step.</summary>
    public int TrailY { get; set; }

    /// <summary>Where the ball is going.</summary>
    public BreakoutDirection Direction { get; set; }

    /// <summary>
    /// The bricks left: bit <c>10·(row − 1) + column</c>, rows 1 … 3; the two highest bits are 0. No brick is ever in
    /// another row.
    /// </summary>
    public uint Bricks { get; set; }

    /// <summary>Whether the ball struck a brick in the last step and has not left the bricks since.</summary>
    public bool Strike { get; set; }

    /// <summary>Whether the ball was lost.</summary>
    public bool Ended { get; set; }

    /// <summary>Whether every member lies in its range.</summary>
    public readonly bool IsValid =>
        OnGrid(Paddle) && OnGrid(BallX) && OnGrid(BallY) && OnGrid(TrailX) && OnGrid(TrailY)
        && Direction <= BreakoutDirection.DownLeft && (Bricks & ~BreakoutDynamics.AllBricks) == 0;

    private static bool OnGrid(int coordinate) => (uint)coordinate < BreakoutDynamics.GridSize;
}
