namespace SoftRL.Environments;

/// <summary>The complete state of a game of MinAtar Asterix.</summary>
internal struct AsterixState : IMinAtarState
{
    public int X;
    public int Y;
    public AsterixThings Things;
    public int SpawnTimer;
    public int SpawnInterval;
    public int MoveTimer;
    public int MoveInterval;

    /// <summary>Below 0 in the step that makes the game harder.</summary>
    public int RampTimer;

    public static int Channels => 4;

    public int Ended { get; set; }

    public int Ramp { get; set; }

    public readonly bool IsValid
    {
        get
        {
            foreach (ref readonly var thing in (ReadOnlySpan<AsterixThing>)Things)
            {
                if (!thing.IsValid)
                {
                    return false;
                }
            }

            return MinAtarGrid.Holds(X) && Y is >= AsterixDynamics.FirstRow and <= AsterixDynamics.LastRow
                && SpawnInterval is >= 1 and <= AsterixDynamics.FirstSpawnInterval
                && MoveInterval is >= 1 and <= AsterixDynamics.FirstMoveInterval
                && SpawnTimer is >= 0 and <= AsterixDynamics.FirstSpawnInterval
                && MoveTimer is >= 0 and <= AsterixDynamics.FirstMoveInterval
                && RampTimer is >= -1 and <= AsterixDynamics.RampInterval
                && Ended is 0 or 1 && Ramp >= 0;
        }
    }

    public void Start<TDraws>(ref TDraws draws)
        where TDraws : struct, IRandomDraws => this = AsterixDynamics.Start();

    public float Advance<TDraws>(MinAtarAction action, bool ramping, ref TDraws draws)
        where TDraws : struct, IRandomDraws => AsterixDynamics.Step(ref this, action, ramping, ref draws);

    public readonly void Draw(Span<float> observation)
    {
        MinAtarGrid.Set(observation, 0, X, Y);
        for (var place = 0; place < AsterixThings.Count; place++)
        {
            var thing = Things[place];
            if (thing.Exists)
            {
                var row = AsterixDynamics.FirstRow + place;
                MinAtarGrid.Set(observation, thing.Gold == 1 ? 3 : 1, thing.X, row);
                MinAtarGrid.Set(observation, 2, thing.X - thing.Direction, row);
            }
        }
    }
}
