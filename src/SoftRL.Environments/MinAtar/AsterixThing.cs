namespace SoftRL.Environments;

/// <summary>An enemy or a piece of gold of Asterix; its row is its place in the list, plus 1.</summary>
internal struct AsterixThing
{
    public int X;

    /// <summary>−1 to the left, 1 to the right, 0 where there is nothing in the row.</summary>
    public int Direction;

    /// <summary>1 for gold, 0 for an enemy.</summary>
    public int Gold;

    public readonly bool Exists => Direction != 0;

    public readonly bool IsValid =>
        MinAtarGrid.Holds(X) && Direction is >= -1 and <= 1 && Gold is 0 or 1 && (Exists || (X == 0 && Gold == 0));
}
