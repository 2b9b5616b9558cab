namespace SoftRL.Environments;

/// <summary>Which of the six actions an agent chooses among.</summary>
public enum MinAtarActionSet : byte
{
    /// <summary>All six, in the order of <see cref="MinAtarAction"/> (the <c>-v0</c> environments).</summary>
    Full = 0,

    /// <summary>Those that mean something in the game, in the same order (the <c>-v1</c> environments).</summary>
    Minimal = 1,
}
