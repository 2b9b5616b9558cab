namespace SoftRL.Environments;

/// <summary>Where the ball of <see cref="BreakoutState"/> is going; always diagonal.</summary>
/// <remarks>Mirroring is an exclusive or of the value: with 1 horizontally, with 3 vertically, with 2 both.</remarks>
internal enum BreakoutDirection
{
    /// <summary>Up and left.</summary>
    UpLeft = 0,

    /// <summary>Up and right.</summary>
    UpRight = 1,

    /// <summary>Down and right.</summary>
    DownRight = 2,

    /// <summary>Down and left.</summary>
    DownLeft = 3,
}
