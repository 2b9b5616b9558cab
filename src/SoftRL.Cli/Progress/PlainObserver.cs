using SoftRL.Training;

namespace SoftRL.Cli;

/// <summary>Prints a line every few seconds and one for every evaluation.</summary>
/// <param name="terminal">Where to write.</param>
/// <param name="clock">Says when a line is due.</param>
internal sealed class PlainObserver(Terminal terminal, TimeProvider clock) : IRunObserver
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(5);
    private long? _last;

    /// <inheritdoc/>
    public void OnProgress(in RunProgress progress)
    {
        if (_last is { } last && clock.GetElapsedTime(last) < s_interval)
        {
            return;
        }

        _last = clock.GetTimestamp();
        terminal.Notice(ProgressText.Line(progress));
    }

    /// <inheritdoc/>
    public void OnEvaluation(long step, EvaluationResult result) => terminal.Notice(ProgressText.Line(step, result));

    /// <inheritdoc/>
    public void OnCheckpoint(string path)
    {
    }

    /// <inheritdoc/>
    public void OnWarning(string message) => terminal.Warning(message);
}
