namespace SoftRL.Environments;

/// <summary>The rules of MinAtar Seaquest by which enemies and divers appear.</summary>
internal static class SeaquestArrivals
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
            state.Divers.Add(new SeaquestMover(x, DrawRow(ref draws), direction, SeaquestDynamics.DiverMoveInterval));
            state.DiverTimer = SeaquestDynamics.DiverInterval;
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

        if (submarine)
        {
            state.Submarines.Add(
                new SeaquestMover(x, row, direction, state.MoveInterval, SeaquestDynamics.EnemyShotInterval));
        }
        else
        {
            state.Fish.Add(new SeaquestMover(x, row, direction, state.MoveInterval));
        }
    }

    private static int DrawRow<TDraws>(ref TDraws draws)
        where TDraws : struct, IRandomDraws => 1 + draws.NextInt(8);
}
