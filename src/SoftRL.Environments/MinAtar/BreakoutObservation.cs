using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SoftRL.Environments;

/// <summary>Draws a <see cref="BreakoutState"/> into an observation; the table of its elements is at <see cref="Breakout"/>.</summary>
public static class BreakoutObservation
{
    /// <summary>Number of channels.</summary>
    public const int Channels = 4;

    /// <summary>Number of elements, 400.</summary>
    public const int Size = Channels * Plane;

    private const int Plane = BreakoutDynamics.GridSize * BreakoutDynamics.GridSize;
    private const int FirstBrick = (3 * Plane) + BreakoutDynamics.GridSize;

    /// <summary>Writes all elements, channel first: paddle, ball, trail, bricks.</summary>
    /// <param name="state">A valid state.</param>
    /// <param name="observation">Receives <see cref="Size"/> elements, each 0 or 1.</param>
    /// <exception cref="ArgumentException"><paramref name="observation"/> has the wrong length.</exception>
    public static void Write(in BreakoutState state, Span<float> observation)
    {
        Guard.Observation(observation, Size);
        observation.Clear();
        observation[Cell(state.Paddle, BreakoutDynamics.GridSize - 1)] = 1;
        observation[Plane + Cell(state.BallX, state.BallY)] = 1;
        observation[(2 * Plane) + Cell(state.TrailX, state.TrailY)] = 1;
        WriteBricks(state.Bricks, observation.Slice(FirstBrick, 32));
    }

    private static int Cell(int x, int y) => (BreakoutDynamics.GridSize * y) + x;

    /// <summary>
    /// The three rows of bricks lie next to each other, so 30 bits become 30 floats; the two bits above them are 0, as
    /// are the two cells after them.
    /// </summary>
    private static void WriteBricks(uint bricks, Span<float> cells)
    {
        var lanes = Vector256.Create(1u, 2, 4, 8, 16, 32, 64, 128);
        var ones = Vector256.Create(1f).AsUInt32();
        var vectors = MemoryMarshal.Cast<float, Vector256<uint>>(cells);
        for (var i = 0; i < vectors.Length; i++)
        {
            vectors[i] = Vector256.Equals(Vector256.Create(bricks >> (8 * i)) & lanes, lanes) & ones;
        }
    }
}
