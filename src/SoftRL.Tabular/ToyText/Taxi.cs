namespace SoftRL.Tabular;

/// <summary>
/// Taxi: fetch a passenger and bring them where they want to go on a 5 × 5 grid with walls. 500 states:
/// ((row · 5 + column) · 5 + passenger) · 4 + destination, passenger 0 to 3 = waiting at that location, 4 = in the taxi.
/// </summary>
/// <remarks>
/// Locations: 0 red (0,0), 1 green (0,4), 2 yellow (4,0), 3 blue (4,3). Actions: 0 south, 1 north, 2 east, 3 west, 4 pick
/// up, 5 drop off. Reward −1 per step; −10 for a pick-up or drop-off that cannot be done; +20 for the passenger at the
/// destination, which ends the episode. The passenger may be dropped at any location. The first state is uniform over the
/// 300 states where a passenger waits away from the destination. docs/math/tabular.md, TB-3.
/// </remarks>
public static class Taxi
{
    /// <summary>Number of states.</summary>
    public const int StateCount = 500;

    /// <summary>Number of actions.</summary>
    public const int ActionCount = 6;

    internal const int Size = 5;
    internal const int InTaxi = 4;

    internal static readonly (int Row, int Column)[] Locations = [(0, 0), (0, 4), (4, 0), (4, 3)];

    /// <summary>Builds the model.</summary>
    /// <returns>The MDP: 500 states, 6 actions, deterministic.</returns>
    public static FiniteMdp Create()
    {
        var table = new Outcome[StateCount][][];
        var initial = new double[StateCount];
        for (var s = 0; s < StateCount; s++)
        {
            var (row, column, passenger, destination) = (s / 100, s / 20 % 5, s / 4 % 5, s % 4);
            initial[s] = passenger != InTaxi && passenger != destination ? 1.0 / 300.0 : 0;
            table[s] = new Outcome[ActionCount][];
            for (var a = 0; a < ActionCount; a++)
            {
                table[s][a] = [Act(row, column, passenger, destination, a)];
            }
        }

        return new FiniteMdp(table, initial);
    }

    /// <summary>The index of a state.</summary>
    /// <param name="row">Row of the taxi, 0 (north) to 4.</param>
    /// <param name="column">Column of the taxi, 0 (west) to 4.</param>
    /// <param name="passenger">0 to 3 = waiting at that location, 4 = in the taxi.</param>
    /// <param name="destination">Location wanted, 0 to 3.</param>
    /// <returns>The state, in [0, 500).</returns>
    /// <exception cref="ArgumentOutOfRangeException">A part is out of its range.</exception>
    public static int State(int row, int column, int passenger, int destination)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Size, nameof(row));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)column, (uint)Size, nameof(column));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)passenger, (uint)InTaxi, nameof(passenger));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)destination, (uint)Locations.Length, nameof(destination));
        return (((((row * Size) + column) * 5) + passenger) * 4) + destination;
    }

    /// <summary>What the states look like, for <see cref="MdpEnvironment"/>.</summary>
    /// <returns>Pictures of 384 × 384 pixels.</returns>
    public static IStatePicture Picture() => new TaxiPicture();

    internal static bool WallEastOf(int row, int column) => column switch
    {
        1 => row <= 1,
        0 or 2 => row >= 3,
        _ => false,
    };

    private static Outcome Act(int row, int column, int passenger, int destination, int action)
    {
        var here = Array.IndexOf(Locations, (row, column));
        return action switch
        {
            0 => To(Math.Min(row + 1, Size - 1), column, passenger),
            1 => To(Math.Max(row - 1, 0), column, passenger),
            2 => To(row, WallEastOf(row, column) ? column : Math.Min(column + 1, Size - 1), passenger),
            3 => To(row, column > 0 && WallEastOf(row, column - 1) ? column : Math.Max(column - 1, 0), passenger),
            4 => here >= 0 && passenger == here ? To(row, column, InTaxi) : To(row, column, passenger, -10),
            _ when passenger == InTaxi && here == destination => To(row, column, here, 20, ends: true),
            _ when passenger == InTaxi && here >= 0 => To(row, column, here),
            _ => To(row, column, passenger, -10),
        };

        Outcome To(int toRow, int toColumn, int toPassenger, double reward = -1, bool ends = false) =>
            new(1, State(toRow, toColumn, toPassenger, destination), reward, ends);
    }
}
