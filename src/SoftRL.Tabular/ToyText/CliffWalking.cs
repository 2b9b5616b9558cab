namespace SoftRL.Tabular;

/// <summary>CliffWalking: walk along a cliff from one corner to the other on a 4 × 12 grid. State = 12 · row + column.</summary>
/// <remarks>
/// Actions: 0 up, 1 right, 2 down, 3 left; moves are clipped at the border. Start 36, goal 47, the cliff is row 3, columns
/// 1 to 10. Reward −1 per step; a step into the cliff costs −100 and leads back to the start; entering the goal ends the
/// episode. The best return is −13. docs/math/tabular.md, TB-3.
/// </remarks>
public static class CliffWalking
{
    /// <summary>Number of actions.</summary>
    public const int ActionCount = 4;

    internal const int Rows = 4;
    internal const int Columns = 12;
    internal const int Start = 36;
    internal const int Goal = 47;

    /// <summary>Builds the model.</summary>
    /// <param name="slippery">Whether the direction taken is the intended one or one at right angles to it, 1/3 each. Default false.</param>
    /// <returns>The MDP: 48 states, 4 actions.</returns>
    public static FiniteMdp Create(bool slippery = false)
    {
        var table = new Outcome[Rows * Columns][][];
        for (var s = 0; s < table.Length; s++)
        {
            table[s] = new Outcome[ActionCount][];
            for (var a = 0; a < ActionCount; a++)
            {
                table[s][a] = slippery
                    ? [Move(s, a + 3, 1.0 / 3.0), Move(s, a, 1.0 / 3.0), Move(s, a + 1, 1.0 / 3.0)]
                    : [Move(s, a, 1)];
            }
        }

        var initial = new double[table.Length];
        initial[Start] = 1;
        return new FiniteMdp(table, initial);
    }

    /// <summary>What the states look like, for <see cref="MdpEnvironment"/>.</summary>
    /// <returns>Pictures of 576 × 192 pixels.</returns>
    public static IStatePicture Picture() => new CliffWalkingPicture();

    internal static bool IsCliff(int state) => state is > Start and < Goal;

    private static Outcome Move(int state, int direction, double probability)
    {
        var (row, column) = (state / Columns, state % Columns);
        (row, column) = (direction % ActionCount) switch
        {
            0 => (Math.Max(row - 1, 0), column),
            1 => (row, Math.Min(column + 1, Columns - 1)),
            2 => (Math.Min(row + 1, Rows - 1), column),
            _ => (row, Math.Max(column - 1, 0)),
        };
        var next = (row * Columns) + column;
        return IsCliff(next)
            ? new Outcome(probability, Start, -100)
            : new Outcome(probability, next, -1, next == Goal);
    }
}
