namespace SoftRL.Training;

/// <summary>Watches nothing.</summary>
public sealed class SilentObserver : IRunObserver
{
    /// <inheritdoc/>
    public void OnProgress(in RunProgress progress)
    {
    }

    /// <inheritdoc/>
    public void OnEvaluation(long step, EvaluationResult result)
    {
    }

    /// <inheritdoc/>
    public void OnCheckpoint(string path)
    {
    }

    /// <inheritdoc/>
    public void OnWarning(string message)
    {
    }
}
