namespace SoftRL.Environments;

/// <summary>The complete state of a game of MinAtar Freeway.</summary>
internal struct FreewayState : IMinAtarState
{
    /// <summary>Row of the chicken, which is always in <see cref="FreewayDynamics.Column"/>.</summary>
    public int Row;

    public int MoveTimer;
    public int StepsLeft;
    public FreewayCars Cars;

    public static int Channels => 7;

    public int Ended { get; set; }

    public readonly int Ramp => 0;

    public readonly bool IsValid
    {
        get
        {
            foreach (ref readonly var car in (ReadOnlySpan<FreewayCar>)Cars)
            {
                if (!MinAtarGrid.Holds(car.X) || car.Countdown < 0
                    || car.Pace is 0 or < -FreewayDynamics.Slowest or > FreewayDynamics.Slowest
                    || car.Countdown > Math.Abs(car.Pace))
                {
                    return false;
                }
            }

            return MinAtarGrid.Holds(Row) && MoveTimer is >= 0 and <= FreewayDynamics.MoveInterval
                && StepsLeft is >= -1 and <= FreewayDynamics.Time
                && Ended is 0 or 1;
        }
    }

    public void Start<TDraws>(ref TDraws draws)
        where TDraws : struct, IRandomDraws => this = FreewayDynamics.Start(ref draws);

    public float Advance<TDraws>(MinAtarAction action, bool ramping, ref TDraws draws)
        where TDraws : struct, IRandomDraws => FreewayDynamics.Step(ref this, action, ref draws);

    public readonly void Draw(Span<float> observation)
    {
        MinAtarGrid.Set(observation, 0, FreewayDynamics.Column, Row);
        for (var lane = 0; lane < FreewayCars.Count; lane++)
        {
            var car = Cars[lane];
            MinAtarGrid.Set(observation, 1, car.X, lane + 1);
            MinAtarGrid.Set(observation, 1 + Math.Abs(car.Pace), car.Beside(-1), lane + 1);
        }
    }
}
