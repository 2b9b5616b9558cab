namespace SoftRL.Environments;

/// <summary>
/// The rules of MinAtar Seaquest (Young and Tian 2019) as pure functions: what you do. See also
/// <see cref="SeaquestArrivals"/> and <see cref="SeaquestSea"/>.
/// </summary>
internal static class SeaquestDynamics
{
    public const int FullAir = 200;
    public const int Seats = 6;
    public const int ShotInterval = 5;
    public const int EnemyShotInterval = 10;
    public const int FirstEnemyInterval = 20;
    public const int DiverInterval = 30;
    public const int DiverMoveInterval = 5;
    public const int FirstMoveInterval = 5;
    public const int LastMoveInterval = 2;

    private const int LastRow = MinAtarGrid.Last - 1;

    /// <summary>A new game, from a state that is all zero: alone at the surface, facing left.</summary>
    public static void Start(ref SeaquestState state)
    {
        state.X = 5;
        state.Direction = -1;
        state.Air = FullAir;
        state.Surfaced = 1;
        state.EnemyTimer = FirstEnemyInterval;
        state.EnemyInterval = FirstEnemyInterval;
        state.DiverTimer = DiverInterval;
        state.MoveInterval = FirstMoveInterval;
    }

    /// <summary>One step in place, played to its end even where the game is lost in it; returns the reward.</summary>
    public static float Step<TDraws>(ref SeaquestState state, MinAtarAction action, bool ramping, ref TDraws draws)
        where TDraws : struct, IRandomDraws
    {
        SeaquestArrivals.Spawn(ref state, ref draws);
        Act(ref state, action);
        var reward = SeaquestSea.MoveShots(ref state);
        SeaquestSea.MoveDivers(ref state);
        reward += SeaquestSea.MoveEnemies(ref state, ref state.Submarines, armed: true);
        SeaquestSea.MoveEnemyShots(ref state);
        reward += SeaquestSea.MoveEnemies(ref state, ref state.Fish, armed: false);
        state.EnemyTimer = Math.Max(0, state.EnemyTimer - 1);
        state.DiverTimer = Math.Max(0, state.DiverTimer - 1);
        state.ShotTimer = Math.Max(0, state.ShotTimer - 1);
        return reward + Breathe(ref state, ramping);
    }

    private static void Act(ref SeaquestState state, MinAtarAction action)
    {
        if (action == MinAtarAction.Fire && state.ShotTimer == 0)
        {
            state.Shots.Add(new SeaquestMover(state.X, state.Y, state.Direction));
            state.ShotTimer = ShotInterval;
        }

        state.Direction = action switch { MinAtarAction.Left => -1, MinAtarAction.Right => 1, _ => state.Direction };
        state.X = MinAtarGrid.Move(state.X, action, MinAtarAction.Left, MinAtarAction.Right);
        state.Y = MinAtarGrid.Move(state.Y, action, MinAtarAction.Up, MinAtarAction.Down, last: LastRow);
    }

    /// <summary>Under water the air goes; coming up renews it. Returns the reward for landing six divers.</summary>
    private static int Breathe(ref SeaquestState state, bool ramping)
    {
        state.Ended |= state.Air <= 0 ? 1 : 0;
        if (state.Y > 0)
        {
            state.Air--;
            state.Surfaced = 0;
            return 0;
        }

        if (state.Surfaced == 1)
        {
            return 0;
        }

        if (state.OnBoard == 0)
        {
            state.Ended = 1;
            return 0;
        }

        var reward = 0;
        if (state.OnBoard == Seats)
        {
            state.OnBoard = 0;
            reward = state.Air * MinAtarGrid.Size / FullAir;
        }

        state.Surfaced = 1;
        state.Air = FullAir;
        state.OnBoard--;
        if (ramping && (state.EnemyInterval > 1 || state.MoveInterval > LastMoveInterval))
        {
            GetHarder(ref state);
        }

        return reward;
    }

    /// <summary>Enemies come more often, and every second time they also move more often.</summary>
    private static void GetHarder(ref SeaquestState state)
    {
        if (state.MoveInterval > LastMoveInterval && state.Ramp % 2 == 1)
        {
            state.MoveInterval--;
        }

        state.EnemyInterval = Math.Max(1, state.EnemyInterval - 1);
        state.Ramp++;
    }
}
