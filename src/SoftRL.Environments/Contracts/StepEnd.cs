namespace SoftRL.Environments;

/// <summary>How a step left the episode. One value, because whether to bootstrap depends on which end it was.</summary>
public enum StepEnd : byte
{
    /// <summary>The episode goes on.</summary>
    None = 0,

    /// <summary>The episode reached a terminal state: nothing follows, its value is 0.</summary>
    Terminated = 1,

    /// <summary>The episode was cut off (a time limit): the state reached has a future, so its value counts.</summary>
    Truncated = 2,
}
