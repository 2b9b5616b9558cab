namespace SoftRL.Training;

/// <summary>Watches a run. Called on the training thread, every few thousand steps; a slow observer slows training.</summary>
public interface IRunObserver
{
    /// <summary>A row of metrics was written.</summary>
    /// <param name="progress">Where the run stands.</param>
    void OnProgress(in RunProgress progress);

    /// <summary>An evaluation was made.</summary>
    /// <param name="step">Environment steps done.</param>
    /// <param name="result">Its returns.</param>
    void OnEvaluation(long step, EvaluationResult result);

    /// <summary>A checkpoint was saved.</summary>
    /// <param name="path">Its directory.</param>
    void OnCheckpoint(string path);

    /// <summary>Something a person should know, for example a damaged checkpoint that was passed over.</summary>
    /// <param name="message">One line.</param>
    void OnWarning(string message);
}
