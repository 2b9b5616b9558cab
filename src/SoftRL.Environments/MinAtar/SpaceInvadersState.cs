namespace SoftRL.Environments;

/// <summary>The complete state of a game of MinAtar Space Invaders.</summary>
internal struct SpaceInvadersState : IMinAtarState
{
    public int Cannon;
    public MinAtarMap Aliens;
    public MinAtarMap Shots;
    public MinAtarMap AlienShots;

    /// <summary>−1 while the aliens move to the left, 1 to the right.</summary>
    public int Direction;

    public int MoveTimer;
    public int MoveInterval;
    public int AlienShotTimer;
    public int ShotTimer;

    public static int Channels => 6;

    public int Ended { get; set; }

    public int Ramp { get; set; }

    public readonly bool IsValid =>
        MinAtarGrid.Holds(Cannon) && Aliens.IsValid && Aliens.Count > 0 && Shots.IsValid && AlienShots.IsValid
        && Direction is -1 or 1
        && MoveTimer is >= 0 and <= SpaceInvadersDynamics.FirstMoveInterval
        && MoveInterval is >= SpaceInvadersDynamics.LastMoveInterval and <= SpaceInvadersDynamics.FirstMoveInterval
        && AlienShotTimer is >= 0 and <= SpaceInvadersDynamics.AlienShotInterval
        && ShotTimer is >= 0 and <= SpaceInvadersDynamics.ShotInterval
        && Ended is 0 or 1 && Ramp >= 0;

    public void Start<TDraws>(ref TDraws draws)
        where TDraws : struct, IRandomDraws => this = SpaceInvadersDynamics.Start();

    public float Advance<TDraws>(MinAtarAction action, bool ramping, ref TDraws draws)
        where TDraws : struct, IRandomDraws => SpaceInvadersDynamics.Step(ref this, action, ramping);

    public readonly void Draw(Span<float> observation)
    {
        MinAtarGrid.Set(observation, 0, Cannon, MinAtarGrid.Last);
        Aliens.Draw(observation, 1);
        Aliens.Draw(observation, Direction < 0 ? 2 : 3);
        Shots.Draw(observation, 4);
        AlienShots.Draw(observation, 5);
    }
}
