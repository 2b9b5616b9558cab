namespace SoftRL.Environments;

/// <summary>The complete state of a game of MinAtar Seaquest.</summary>
internal struct SeaquestState : IMinAtarState
{
    public int X;
    public int Y;

    /// <summary>Where the submarine faces: −1 to the left, 1 to the right.</summary>
    public int Direction;

    public int Air;

    /// <summary>Divers on board; below zero after a landing of six.</summary>
    public int OnBoard;

    /// <summary>1 from coming up until the submarine goes down, else 0.</summary>
    public int Surfaced;

    public int ShotTimer;
    public int EnemyTimer;
    public int EnemyInterval;
    public int DiverTimer;
    public int MoveInterval;
    public SeaquestList Shots;
    public SeaquestList EnemyShots;
    public SeaquestList Fish;
    public SeaquestList Submarines;
    public SeaquestList Divers;

    public static int Channels => 10;

    public int Ended { get; set; }

    public int Ramp { get; set; }

    public readonly bool IsValid =>
        MinAtarGrid.Holds(X) && MinAtarGrid.Holds(X - Direction) && Direction is -1 or 1 && Y is >= 0 and < MinAtarGrid.Last
        && Air is >= -1 and <= SeaquestDynamics.FullAir && OnBoard <= SeaquestDynamics.Seats && Surfaced is 0 or 1
        && ShotTimer is >= 0 and <= SeaquestDynamics.ShotInterval
        && EnemyInterval is >= 1 and <= SeaquestDynamics.FirstEnemyInterval
        && EnemyTimer is >= 0 and <= SeaquestDynamics.FirstEnemyInterval
        && DiverTimer is >= 0 and <= SeaquestDynamics.DiverInterval
        && MoveInterval is >= SeaquestDynamics.LastMoveInterval and <= SeaquestDynamics.FirstMoveInterval
        && Shots.IsValid && EnemyShots.IsValid && Fish.IsValid && Submarines.IsValid && Divers.IsValid
        && Ended is 0 or 1 && Ramp >= 0;

    public void Start<TDraws>(ref TDraws draws)
        where TDraws : struct, IRandomDraws => SeaquestDynamics.Start(ref this);

    public float Advance<TDraws>(MinAtarAction action, bool ramping, ref TDraws draws)
        where TDraws : struct, IRandomDraws => SeaquestDynamics.Step(ref this, action, ramping, ref draws);

    public readonly void Draw(Span<float> observation)
    {
        MinAtarGrid.Set(observation, 0, X, Y);
        MinAtarGrid.Set(observation, 1, X - Direction, Y);
        Shots.Draw(observation, 2);
        EnemyShots.Draw(observation, 4);
        Fish.Draw(observation, 5, trail: 3);
        Submarines.Draw(observation, 6, trail: 3);
        Divers.Draw(observation, 9, trail: 3);
        for (var x = 0; x < Air * MinAtarGrid.Size / SeaquestDynamics.FullAir; x++)
        {
            MinAtarGrid.Set(observation, 7, x, MinAtarGrid.Last);
        }

        for (var diver = 0; diver < OnBoard; diver++)
        {
            MinAtarGrid.Set(observation, 8, MinAtarGrid.Last - 1 - diver, MinAtarGrid.Last);
        }
    }
}
