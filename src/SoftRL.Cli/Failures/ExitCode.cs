namespace SoftRL.Cli;

/// <summary>What the command ends with.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>A check failed: a residual too large, a run that diverged, a damaged checkpoint.</summary>
    public const int CheckFailed = 1;

    /// <summary>Wrong usage.</summary>
    public const int WrongUsage = 2;

    /// <summary>An environment or device that is not there.</summary>
    public const int NotThere = 3;

    /// <summary>Interrupted, after a checkpoint.</summary>
    public const int Interrupted = 130;
}
