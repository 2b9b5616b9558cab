namespace SoftRL.Environments;

/// <summary>The six actions of every MinAtar game; those without a meaning in a game act as <see cref="None"/>.</summary>
public enum MinAtarAction : byte
{
    /// <summary>Do nothing.</summary>
    None = 0,

    /// <summary>Move left.</summary>
    Left = 1,

    /// <summary>Move up.</summary>
    Up = 2,

    /// <summary>Move right.</summary>
    Right = 3,

    /// <summary>Move down.</summary>
    Down = 4,

    /// <summary>Fire.</summary>
    Fire = 5,
}
