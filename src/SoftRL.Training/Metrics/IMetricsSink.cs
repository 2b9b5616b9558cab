namespace SoftRL.Training;

/// <summary>Takes the figures of a run as they arise. Called by one thread.</summary>
public interface IMetricsSink : IDisposable
{
    /// <summary>Takes a row of training figures; steps do not go back.</summary>
    /// <param name="row">The row.</param>
    /// <exception cref="MetricsException">It cannot be stored.</exception>
    void Write(MetricsRow row);

    /// <summary>Takes an evaluation.</summary>
    /// <param name="row">The evaluation.</param>
    /// <exception cref="MetricsException">It cannot be stored.</exception>
    void Write(EvaluationRow row);

    /// <summary>Returns when all that was taken is on the disk; called before a checkpoint remembers how long the files are.</summary>
    /// <exception cref="MetricsException">It cannot be stored.</exception>
    void Flush();
}
