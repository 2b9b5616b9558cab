using SoftRL.Training;

namespace SoftRL.Cli;

/// <summary>Prints warnings only.</summary>
/// <param name="terminal">Where to write.</param>
internal sealed class QuietObserver(Terminal terminal) : IRunObserver
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
    public void OnWarning(string message) => terminal.Warning(message);
}
