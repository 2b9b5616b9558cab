namespace SoftRL.Training;

/// <summary>What a slot of the replay memory holds beside its observation.</summary>
[Flags]
internal enum ReplaySlot : byte
{
    /// <summary>Nothing, or an observation whose step has not been taken yet.</summary>
    Open = 0,

    /// <summary>A step was taken from the observation and the episode went on.</summary>
    Step = 1,

    /// <summary>The step ended the episode for good.</summary>
    Terminated = 2,

    /// <summary>The step was the last before the time limit; the next slot holds its true successor.</summary>
    Truncated = 4,

    /// <summary>The observation is the first of an episode.</summary>
    First = 8,
}
