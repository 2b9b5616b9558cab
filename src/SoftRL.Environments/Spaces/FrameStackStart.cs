namespace SoftRL.Environments;

/// <summary>What a stack of frames holds after a reset beside the first frame, which is the newest.</summary>
public enum FrameStackStart : byte
{
    /// <summary>The first frame, repeated.</summary>
    Repeated = 0,

    /// <summary>Zeros.</summary>
    Zeros = 1,
}
