namespace SoftRL.Environments;

/// <summary>The rules of MinAtar Freeway (Young and Tian 2019) as pure functions.</summary>
internal static class FreewayDynamics
{
    /// <summary>Column of the chicken.</summary>
    public const int Column = 4;

    public const int MoveInterval = 3;

    /// <summary>Steps of an episode, less one.</summary>
    public const int Time = 2500;

    public const int Slowest = 5;

    /// <summary>A new game: the chicken in row 9, all cars in column 0 with paces drawn.</summary>
    public static FreewayState Start<TDraws>(ref TDraws draws)
        where TDraws : struct, IRandomDraws
    {
        var state = new FreewayState { Row = MinAtarGrid.Last, MoveTimer = MoveInterval, StepsLeft = Time };
        DrawPaces(state.Cars, ref draws);
        return state;
    }

    /// <summary>One step in place; returns 1 for a road crossed, else 0.</summary>
    public static float Step<TDraws>(ref FreewayState state, MinAtarAction action, ref TDraws draws)
        where TDraws : struct, IRandomDraws
    {
        if (state.MoveTimer == 0 && (action is MinAtarAction.Up or MinAtarAction.Down))
        {
            state.MoveTimer = MoveInterval;
            state.Row = MinAtarGrid.Move(state.Row, action, MinAtarAction.Up, MinAtarAction.Down);
        }

        var crossed = state.Row == 0;
        if (crossed)
        {
            DrawPaces(state.Cars, ref draws);
            state.Row = MinAtarGrid.Last;
        }

        Drive(ref state);
        state.MoveTimer = Math.Max(0, state.MoveTimer - 1);
        state.StepsLeft--;
        state.Ended = state.StepsLeft < 0 ? 1 : 0;
        return crossed ? 1 : 0;
    }

    /// <summary>Draws eight paces in 1 … 5, then for each car a uniform that sends it to the left below ½.</summary>
    private static void DrawPaces<TDraws>(Span<FreewayCar> cars, ref TDraws draws)
        where TDraws : struct, IRandomDraws
    {
        foreach (ref var car in cars)
        {
            car.Countdown = 1 + draws.NextInt(Slowest);
        }

        foreach (ref var car in cars)
        {
            car.Pace = draws.NextDouble() < 0.5 ? -car.Countdown : car.Countdown;
        }
    }

    /// <summary>The cars move in turn; one that is, or comes, where the chicken is sends it back.</summary>
    private static void Drive(ref FreewayState state)
    {
        for (var lane = 0; lane < FreewayCars.Count; lane++)
        {
            ref var car = ref state.Cars[lane];
            Hit(ref state, car.X, lane + 1);
            if (car.Countdown == 0)
            {
                car.Countdown = Math.Abs(car.Pace);
                car.X = car.Beside(1);
                Hit(ref state, car.X, lane + 1);
            }
            else
            {
                car.Countdown--;
            }
        }
    }

    private static void Hit(ref FreewayState state, int x, int row)
    {
        if (x == Column && state.Row == row)
        {
            state.Row = MinAtarGrid.Last;
        }
    }
}
