using SoftRL.Core;

namespace SoftRL.Tabular;

/// <summary>FrozenLake: cross a frozen lake to the goal without falling into a hole. State = row · columns + column.</summary>
/// <remarks>
/// Actions: 0 left, 1 down, 2 right, 3 up; at the border one stays. Reward 1 on entering the goal, else 0. Entering a hole
/// or the goal ends the episode; both are absorbing. docs/math/tabular.md, TB-3.
/// </remarks>
public static class FrozenLake
{
    /// <summary>Number of actions.</summary>
    public const int ActionCount = 4;

    /// <summary>Builds the model.</summary>
    /// <param name="map">The map; <see cref="FrozenLakeMap.Small"/> when omitted.</param>
    /// <param name="slippery">Whether the intended direction is taken only with probability <paramref name="successRate"/>,
    /// each of the two at right angles sharing the rest. Default true.</param>
    /// <param name="successRate">Chance of the intended direction on a slippery lake, in [0, 1]. Default 1/3. Ignored when not slippery.</param>
    /// <returns>The MDP, one state per place of the map.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="successRate"/> is out of [0, 1].</exception>
    public static FiniteMdp Create(FrozenLakeMap? map = null, bool slippery = true, double successRate = 1.0 / 3.0)
    {
        map ??= FrozenLakeMap.Small;
        Require.Within(0, 1, successRate);
        var side = (1 - successRate) / 2;
        var table = new Outcome[map.Rows * map.Columns][][];
        var starts = new double[table.Length];
        for (var s = 0; s < table.Length; s++)
        {
            var (row, column) = (s / map.Columns, s % map.Columns);
            starts[s] = map[row, column] == 'S' ? 1 : 0;
            table[s] = new Outcome[ActionCount][];
            for (var a = 0; a < ActionCount; a++)
            {
                table[s][a] = map[row, column] is 'H' or 'G' ? [new Outcome(1, s, 0, Terminated: true)]
                    : slippery ? [Move(map, row, column, a + 3, side), Move(map, row, column, a, successRate), Move(map, row, column, a + 1, side)]
                    : [Move(map, row, column, a, 1)];
            }
        }

        var count = starts.Sum();
        return new FiniteMdp(table, [.. starts.Select(start => start / count)]);
    }

    /// <summary>What the states look like, for <see cref="MdpEnvironment"/>.</summary>
    /// <param name="map">The map; <see cref="FrozenLakeMap.Small"/> when omitted.</param>
    /// <returns>Pictures with a square per place of the map.</returns>
    public static IStatePicture Picture(FrozenLakeMap? map = null) => new FrozenLakePicture(map ?? FrozenLakeMap.Small);

    private static Outcome Move(FrozenLakeMap map, int row, int column, int direction, double probability)
    {
        (row, column) = (direction % ActionCount) switch
        {
            0 => (row, Math.Max(column - 1, 0)),
            1 => (Math.Min(row + 1, map.Rows - 1), column),
            2 => (row, Math.Min(column + 1, map.Columns - 1)),
            _ => (Math.Max(row - 1, 0), column),
        };
        var letter = map[row, column];
        return new Outcome(probability, (row * map.Columns) + column, letter == 'G' ? 1 : 0, letter is 'H' or 'G');
    }
}
