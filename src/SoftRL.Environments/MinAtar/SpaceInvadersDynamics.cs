namespace SoftRL.Environments;

/// <summary>The rules of MinAtar Space Invaders (Young and Tian 2019) as pure functions. They draw nothing.</summary>
internal static class SpaceInvadersDynamics
{
    public const int FirstMoveInterval = 12;
    public const int LastMoveInterval = 6;
    public const int AlienShotInterval = 10;
    public const int ShotInterval = 5;

    private const int Row = MinAtarGrid.Size;
    private static readonly UInt128 Formation = Rows(4, first: 2, last: 7);
    private static readonly UInt128 LeftWall = MinAtarMap.Column(0);
    private static readonly UInt128 RightWall = MinAtarMap.Column(MinAtarGrid.Last);
    private static readonly UInt128 Ground = MinAtarMap.All & ~(MinAtarMap.All >> Row);

    /// <summary>A new game: the cannon in column 5, 24 aliens moving to the left.</summary>
    public static SpaceInvadersState Start()
    {
        var state = new SpaceInvadersState
        {
            Cannon = 5,
            Direction = -1,
            MoveTimer = FirstMoveInterval,
            MoveInterval = FirstMoveInterval,
            AlienShotTimer = AlienShotInterval,
        };
        state.Aliens.Bits = Formation;
        return state;
    }

    /// <summary>One step in place; returns the number of aliens shot.</summary>
    public static float Step(ref SpaceInvadersState state, MinAtarAction action, bool ramping)
    {
        Act(ref state, action);
        state.Shots.Bits >>= Row;
        state.AlienShots.Bits = (state.AlienShots.Bits << Row) & MinAtarMap.All;
        var cannon = MinAtarMap.Cell(state.Cannon, MinAtarGrid.Last);
        EndIf(ref state, state.AlienShots.Meets(cannon) || state.Aliens.Meets(cannon));
        if (state.MoveTimer == 0)
        {
            MoveAliens(ref state);
            EndIf(ref state, state.Aliens.Meets(cannon));
        }

        if (state.AlienShotTimer == 0)
        {
            state.AlienShotTimer = AlienShotInterval;
            state.AlienShots.Bits |= NearestAlien(state.Aliens.Bits, state.Cannon);
        }

        var reward = RemoveShotAliens(ref state);
        state.ShotTimer = Math.Max(0, state.ShotTimer - 1);
        state.MoveTimer--;
        state.AlienShotTimer--;
        if (state.Aliens.Count == 0)
        {
            NextWave(ref state, ramping);
        }

        return reward;
    }

    private static void Act(ref SpaceInvadersState state, MinAtarAction action)
    {
        if (action == MinAtarAction.Fire && state.ShotTimer == 0)
        {
            state.Shots.Bits |= MinAtarMap.Cell(state.Cannon, MinAtarGrid.Last);
            state.ShotTimer = ShotInterval;
        }

        state.Cannon = MinAtarGrid.Move(state.Cannon, action, MinAtarAction.Left, MinAtarAction.Right);
    }

    /// <summary>
    /// The aliens move aside, or at a wall down; then those that leave at the bottom, which ends the game, come back on
    /// top.
    /// </summary>
    private static void MoveAliens(ref SpaceInvadersState state)
    {
        state.MoveTimer = Math.Min(state.Aliens.Count, state.MoveInterval);
        var aliens = state.Aliens.Bits;
        if (state.Aliens.Meets(state.Direction < 0 ? LeftWall : RightWall))
        {
            state.Direction = -state.Direction;
            EndIf(ref state, state.Aliens.Meets(Ground));
            state.Aliens.Bits = ((aliens << Row) | (aliens >> (MinAtarGrid.Cells - Row))) & MinAtarMap.All;
        }
        else
        {
            state.Aliens.Bits = state.Direction < 0 ? aliens >> 1 : aliens << 1;
        }
    }

    /// <summary>The lowest alien of the column nearest to the cannon, the left one of two.</summary>
    private static UInt128 NearestAlien(UInt128 aliens, int cannon)
    {
        for (var distance = 0; distance < MinAtarGrid.Size; distance++)
        {
            var (left, right) = (cannon - distance, cannon + distance);
            var found = left >= 0 ? aliens & (LeftWall << left) : 0;
            if (found == 0 && right < MinAtarGrid.Size)
            {
                found = aliens & (LeftWall << right);
            }

            if (found != 0)
            {
                return UInt128.One << (int)UInt128.Log2(found);
            }
        }

        return 0;
    }

    private static int RemoveShotAliens(ref SpaceInvadersState state)
    {
        var before = state.Aliens.Count;
        var hit = state.Aliens.Bits & state.Shots.Bits;
        state.Aliens.Bits &= ~hit;
        state.Shots.Bits &= ~hit;
        return before - state.Aliens.Count;
    }

    private static void NextWave(ref SpaceInvadersState state, bool ramping)
    {
        if (ramping && state.MoveInterval > LastMoveInterval)
        {
            state.MoveInterval--;
            state.Ramp++;
        }

        state.Aliens.Bits = Formation;
    }

    private static void EndIf(ref SpaceInvadersState state, bool lost) => state.Ended |= lost ? 1 : 0;

    private static UInt128 Rows(int rows, int first, int last)
    {
        var mask = UInt128.Zero;
        for (var x = first; x <= last; x++)
        {
            mask |= MinAtarMap.Column(x);
        }

        return mask & ((UInt128.One << (rows * Row)) - 1);
    }
}
