namespace SoftRL.Environments;

/// <summary>The rules of MinAtar Seaquest for all that swims and flies. Of a kind, the newest moves first.</summary>
internal static class SeaquestSea
{
    /// <summary>An enemy and a diver, where their time has come.</summary>
    public static void Spawn<TDraws>(ref SeaquestState state, ref TDraws draws)
        where TDraws : struct, IRandomDraws
    {
        if (state.EnemyTimer == 0)
        {
            SpawnEnemy(ref state, ref draws);
            state.EnemyTimer = state.EnemyInterval;
        }

        if (state.DiverTimer == 0)
        {
            var (x, direction) = MinAtarGrid.Enter(ref draws);
            state.Divers.Add(Mover(x, DrawRow(ref draws), direction, SeaquestDynamics.DiverMoveInterval));
            state.DiverTimer = SeaquestDynamics.DiverInterval;
        }
    }

    /// <summary>Your shots move, and each takes the oldest fish in its cell with it, or else the oldest submarine.</summary>
    public static int MoveShots(ref SeaquestState state)
    {
        var hits = 0;
        for (var i = state.Shots.Count - 1; i >= 0; i--)
        {
            ref var shot = ref state.Shots.Items[i];
            var inside = shot.Move();
            var hit = inside && (state.Fish.TryRemoveAt(shot.X, shot.Y) || state.Submarines.TryRemoveAt(shot.X, shot.Y));
            hits += hit ? 1 : 0;
            if (!inside || hit)
            {
                state.Shots.RemoveAt(i);
            }
        }

        return hits;
    }

    /// <summary>Divers move, and come on board where they meet you before or after and there is a seat.</summary>
    public static void MoveDivers(ref SeaquestState state)
    {
        for (var i = state.Divers.Count - 1; i >= 0; i--)
        {
            ref var diver = ref state.Divers.Items[i];
            var (taken, inside) = (Boards(state, diver), true);
            if (!taken && diver.Countdown == 0)
            {
                diver.Countdown = SeaquestDynamics.DiverMoveInterval;
                inside = diver.Move();
                taken = Boards(state, diver);
            }
            else
            {
                diver.Countdown--;
            }

            state.OnBoard += taken ? 1 : 0;
            if (taken || !inside)
            {
                state.Divers.RemoveAt(i);
            }
        }
    }

    /// <summary>
    /// Fish or submarines move; one that meets you before or after ends the game, one that meets your shot goes with it.
    /// Submarines also shoot, even as they go. Returns how many were shot.
    /// </summary>
    public static int MoveEnemies(ref SeaquestState state, ref SeaquestList enemies, bool armed)
    {
        var hits = 0;
        for (var i = enemies.Count - 1; i >= 0; i--)
        {
            ref var enemy = ref enemies.Items[i];
            EndIfMet(ref state, enemy);
            var (inside, hit) = (true, false);
            if (enemy.Countdown == 0)
            {
                enemy.Countdown = (sbyte)state.MoveInterval;
                inside = enemy.Move();
                hit = !EndIfMet(ref state, enemy) && state.Shots.TryRemoveAt(enemy.X, enemy.Y);
            }
            else
            {
                enemy.Countdown--;
            }

            if (armed)
            {
                Shoot(ref state, ref enemy);
            }

            hits += hit ? 1 : 0;
            if (!inside || hit)
            {
                enemies.RemoveAt(i);
            }
        }

        return hits;
    }

    /// <summary>The enemies' shots move; one that meets you before or after ends the game.</summary>
    public static void MoveEnemyShots(ref SeaquestState state)
    {
        for (var i = state.EnemyShots.Count - 1; i >= 0; i--)
        {
            ref var shot = ref state.EnemyShots.Items[i];
            EndIfMet(ref state, shot);
            if (shot.Move())
            {
                EndIfMet(ref state, shot);
            }
            else
            {
                state.EnemyShots.RemoveAt(i);
            }
        }
    }

    /// <summary>Draws a side, the kind and a row; nothing appears where something in the row goes the other way.</summary>
    private static void SpawnEnemy<TDraws>(ref SeaquestState state, ref TDraws draws)
        where TDraws : struct, IRandomDraws
    {
        var (x, direction) = MinAtarGrid.Enter(ref draws);
        var submarine = draws.NextDouble() < 1.0 / 3;
        var row = DrawRow(ref draws);
        if (state.Fish.Opposes(row, direction) || state.Submarines.Opposes(row, direction))
        {
            return;
        }

        var enemy = Mover(x, row, direction, state.MoveInterval);
        if (submarine)
        {
            enemy.ShotCountdown = SeaquestDynamics.EnemyShotInterval;
            state.Submarines.Add(enemy);
        }
        else
        {
            state.Fish.Add(enemy);
        }
    }

    private static void Shoot(ref SeaquestState state, ref SeaquestMover submarine)
    {
        if (submarine.ShotCountdown == 0)
        {
            submarine.ShotCountdown = SeaquestDynamics.EnemyShotInterval;
            state.EnemyShots.Add(Mover(submarine.X, submarine.Y, submarine.Direction, 0));
        }
        else
        {
            submarine.ShotCountdown--;
        }
    }

    private static int DrawRow<TDraws>(ref TDraws draws)
        where TDraws : struct, IRandomDraws => 1 + draws.NextInt(8);

    private static SeaquestMover Mover(int x, int y, int direction, int countdown) => new()
    {
        X = (sbyte)x, Y = (sbyte)y, Direction = (sbyte)direction, Countdown = (sbyte)countdown,
    };

    private static bool Boards(in SeaquestState state, SeaquestMover diver) =>
        state.OnBoard < SeaquestDynamics.Seats && diver.IsAt(state.X, state.Y);

    private static bool EndIfMet(ref SeaquestState state, SeaquestMover other)
    {
        var met = other.IsAt(state.X, state.Y);
        state.Ended |= met ? 1 : 0;
        return met;
    }
}
