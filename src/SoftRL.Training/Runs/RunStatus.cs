namespace SoftRL.Training;

/// <summary>How a run stands.</summary>
public enum RunStatus
{
    /// <summary>Training, or killed while training.</summary>
    Running,

    /// <summary>All steps were done.</summary>
    Completed,

    /// <summary>Stopped on request, after a checkpoint; it can be resumed.</summary>
    Interrupted,

    /// <summary>A number that must be finite was not; the last good checkpoint is kept.</summary>
    Diverged,
}
