namespace SoftRL.Environments;

/// <summary>The rules of MinAtar Seaquest by which everything but you moves. Of a kind, the newest moves first.</summary>
internal static class SeaquestSea
{
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

    private static void Shoot(ref SeaquestState state, ref SeaquestMover submarine)
    {
        if (submarine.ShotCountdown == 0)
        {
            submarine.ShotCountdown = SeaquestDynamics.EnemyShotInterval;
            state.EnemyShots.Add(new SeaquestMover(submarine.X, submarine.Y, submarine.Direction));
        }
        else
        {
            submarine.ShotCountdown--;
        }
    }

    private static bool Boards(in SeaquestState state, SeaquestMover diver) =>
        state.OnBoard < SeaquestDynamics.Seats && diver.IsAt(state.X, state.Y);

    private static bool EndIfMet(ref SeaquestState state, SeaquestMover other)
    {
        var met = other.IsAt(state.X, state.Y);
        state.Ended |= met ? 1 : 0;
        return met;
    }
}
