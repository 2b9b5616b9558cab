namespace SoftRL.Cli;

/// <summary>What a process that measures one thing is to measure.</summary>
internal enum LoopKind
{
    /// <summary>An agent's updates alone.</summary>
    Updates,

    /// <summary>Environments alone.</summary>
    Stepping,

    /// <summary>Replay memory of pictures.</summary>
    PictureMemory,

    /// <summary>Replay memory of vectors.</summary>
    VectorMemory,

    /// <summary>Where the time of an agent goes.</summary>
    Phases,
}
