using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SoftRL.Environments;

/// <summary>The complete state of a game of MinAtar Breakout. Columns and rows are 0 … 9, row 0 on top.</summary>
internal struct BreakoutState : IMinAtarState
{
    /// <summary>Column of the paddle, which is always in row 9.</summary>
    public int Paddle;

    public int BallX;
    public int BallY;

    /// <summary>The ball's cell before the last step.</summary>
    public int TrailX;

    public int TrailY;
    public BreakoutDirection Direction;

    /// <summary>
    /// The bricks left: bit <c>10·(row − 1) + column</c>, rows 1 … 3; the two highest bits are 0. No brick is ever in
    /// another row.
    /// </summary>
    public uint Bricks;

    /// <summary>1 when the ball struck a brick and has not left the bricks since, else 0.</summary>
    public int Strike;

    public static int Channels => 4;

    public int Ended { get; set; }

    public readonly int Ramp => 0;

    public readonly bool IsValid =>
        MinAtarGrid.Holds(Paddle) && MinAtarGrid.Holds(BallX) && MinAtarGrid.Holds(BallY)
        && MinAtarGrid.Holds(TrailX) && MinAtarGrid.Holds(TrailY)
        && Direction is >= BreakoutDirection.UpLeft and <= BreakoutDirection.DownLeft
        && (Bricks & ~BreakoutDynamics.AllBricks) == 0 && Strike is 0 or 1 && Ended is 0 or 1;

    public void Start<TDraws>(ref TDraws draws)
        where TDraws : struct, IRandomDraws => this = BreakoutDynamics.Start(ref draws);

    public float Advance<TDraws>(MinAtarAction action, bool ramping, ref TDraws draws)
        where TDraws : struct, IRandomDraws => BreakoutDynamics.Step(ref this, action);

    public readonly void Draw(Span<float> observation)
    {
        MinAtarGrid.Set(observation, 0, Paddle, MinAtarGrid.Last);
        MinAtarGrid.Set(observation, 1, BallX, BallY);
        MinAtarGrid.Set(observation, 2, TrailX, TrailY);
        DrawBricks(observation.Slice((3 * MinAtarGrid.Cells) + MinAtarGrid.Size, 32));
    }

    /// <summary>
    /// The three rows of bricks lie next to each other, so 30 bits become 30 floats; the two bits above them are 0, as
    /// are the two cells after them.
    /// </summary>
    private readonly void DrawBricks(Span<float> cells)
    {
        var lanes = Vector256.Create(1u, 2, 4, 8, 16, 32, 64, 128);
        var ones = Vector256.Create(1f).AsUInt32();
        var vectors = MemoryMarshal.Cast<float, Vector256<uint>>(cells);
        for (var i = 0; i < vectors.Length; i++)
        {
            vectors[i] = Vector256.Equals(Vector256.Create(Bricks >> (8 * i)) & lanes, lanes) & ones;
        }
    }
}
