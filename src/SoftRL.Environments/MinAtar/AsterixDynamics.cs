namespace SoftRL.Environments;

/// <summary>The rules of MinAtar Asterix (Young and Tian 2019) as pure functions.</summary>
internal static class AsterixDynamics
{
    public const int FirstRow = 1;
    public const int LastRow = AsterixThings.Count;
    public const int FirstSpawnInterval = 10;
    public const int FirstMoveInterval = 5;
    public const int RampInterval = 100;

    /// <summary>A new game: the player in the middle of an empty grid.</summary>
    public static AsterixState Start() => new()
    {
        X = 5,
        Y = 5,
        SpawnTimer = FirstSpawnInterval,
        SpawnInterval = FirstSpawnInterval,
        MoveTimer = FirstMoveInterval,
        MoveInterval = FirstMoveInterval,
        RampTimer = RampInterval,
    };

    /// <summary>One step in place; returns the amount of gold caught.</summary>
    public static float Step<TDraws>(ref AsterixState state, MinAtarAction action, bool ramping, ref TDraws draws)
        where TDraws : struct, IRandomDraws
    {
        if (state.SpawnTimer == 0)
        {
            Spawn(state.Things, ref draws);
            state.SpawnTimer = state.SpawnInterval;
        }

        state.X = MinAtarGrid.Move(state.X, action, MinAtarAction.Left, MinAtarAction.Right);
        state.Y = MinAtarGrid.Move(state.Y, action, MinAtarAction.Up, MinAtarAction.Down, FirstRow, LastRow);
        var reward = Meet(ref state);
        if (state.MoveTimer == 0)
        {
            state.MoveTimer = state.MoveInterval;
            Advance(state.Things);
            reward += Meet(ref state);
        }

        state.SpawnTimer--;
        state.MoveTimer--;
        if (ramping && (state.SpawnInterval > 1 || state.MoveInterval > 1))
        {
            CountDownToRamp(ref state);
        }

        return reward;
    }

    /// <summary>
    /// Draws a side and whether it is gold, then one of the empty rows, from the top down; if there is none, nothing
    /// appears.
    /// </summary>
    private static void Spawn<TDraws>(Span<AsterixThing> things, ref TDraws draws)
        where TDraws : struct, IRandomDraws
    {
        var (x, direction) = MinAtarGrid.Enter(ref draws);
        var gold = draws.NextDouble() < 1.0 / 3 ? 1 : 0;
        var free = 0;
        foreach (ref var thing in things)
        {
            free += thing.Exists ? 0 : 1;
        }

        var skip = free == 0 ? -1 : draws.NextInt(free);
        foreach (ref var thing in things)
        {
            if (!thing.Exists && skip-- == 0)
            {
                thing = new AsterixThing { X = x, Direction = direction, Gold = gold };
            }
        }
    }

    /// <summary>Everything moves one cell; what leaves the grid is gone.</summary>
    private static void Advance(Span<AsterixThing> things)
    {
        foreach (ref var thing in things)
        {
            thing.X += thing.Direction;
            if (!MinAtarGrid.Holds(thing.X))
            {
                thing = default;
            }
        }
    }

    /// <summary>The player takes gold in his cell; an enemy there ends the game. Returns the amount of gold.</summary>
    private static int Meet(ref AsterixState state)
    {
        ref var thing = ref state.Things[state.Y - FirstRow];
        if (!thing.Exists || thing.X != state.X)
        {
            return 0;
        }

        var gold = thing.Gold;
        state.Ended |= 1 - gold;
        thing = gold == 1 ? default : thing;
        return gold;
    }

    /// <summary>Every 102 steps things come more often, and every second time they also move more often.</summary>
    private static void CountDownToRamp(ref AsterixState state)
    {
        if (state.RampTimer >= 0)
        {
            state.RampTimer--;
            return;
        }

        if (state.MoveInterval > 1 && state.Ramp % 2 == 1)
        {
            state.MoveInterval--;
        }

        state.SpawnInterval = Math.Max(1, state.SpawnInterval - 1);
        state.Ramp++;
        state.RampTimer = RampInterval;
    }
}
