namespace SoftRL.Environments;

/// <summary>A fish, submarine, diver or shot of Seaquest. Five bytes without gaps.</summary>
internal struct SeaquestMover(int x, int y, int direction, int countdown = 0, int shotCountdown = 0)
{
    public sbyte X = (sbyte)x;
    public sbyte Y = (sbyte)y;

    /// <summary>−1 to the left, 1 to the right.</summary>
    public sbyte Direction = (sbyte)direction;

    /// <summary>Steps until it moves; 0 for a shot, which always moves.</summary>
    public sbyte Countdown = (sbyte)countdown;

    /// <summary>Steps until it shoots; 0 for what is no enemy submarine.</summary>
    public sbyte ShotCountdown = (sbyte)shotCountdown;

    public readonly bool IsValid =>
        MinAtarGrid.Holds(X) && Y is >= 0 and < MinAtarGrid.Last && Direction is -1 or 1
        && Countdown is >= 0 and <= SeaquestDynamics.FirstMoveInterval
        && ShotCountdown is >= 0 and <= SeaquestDynamics.EnemyShotInterval;

    public readonly bool IsAt(int x, int y) => X == x && Y == y;

    /// <summary>Moves one cell; false when that leaves the grid.</summary>
    public bool Move()
    {
        X += Direction;
        return MinAtarGrid.Holds(X);
    }
}
