namespace SoftRL.Environments;

/// <summary>A car of Freeway; its row is its place in the list, plus 1.</summary>
internal struct FreewayCar
{
    public int X;

    /// <summary>Steps until it moves.</summary>
    public int Countdown;

    /// <summary>±1 … ±5: the sign is the direction, and it moves every |pace| + 1 steps.</summary>
    public int Pace;

    /// <summary>The column so many steps ahead (1) or behind (−1), around the grid.</summary>
    public readonly int Beside(int steps) => (X + (steps * Math.Sign(Pace)) + MinAtarGrid.Size) % MinAtarGrid.Size;
}
