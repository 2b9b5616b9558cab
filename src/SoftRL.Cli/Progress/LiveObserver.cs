using SoftRL.Training;
using Spectre.Console;

namespace SoftRL.Cli;

/// <summary>Moves a progress bar; evaluations and warnings are printed above it.</summary>
/// <param name="bar">The bar; its description holds the figures.</param>
/// <param name="terminal">Where to write.</param>
internal sealed class LiveObserver(ProgressTask bar, Terminal terminal) : IRunObserver
{
    /// <summary>Columns of the bar itself.</summary>
    public const int BarWidth = 16;

    // Percentage and the gaps between columns.
    private const int Beside = 10;

    /// <inheritdoc/>
    public void OnProgress(in RunProgress progress)
    {
        bar.MaxValue = progress.Steps;
        bar.Value = progress.Step;
        bar.Description = Markup.Escape(ProgressText.Line(progress, terminal.Progress.Profile.Width - BarWidth - Beside));
    }

    /// <inheritdoc/>
    public void OnEvaluation(long step, EvaluationResult result) => terminal.Progress.WriteLine(ProgressText.Line(step, result));

    /// <inheritdoc/>
    public void OnCheckpoint(string path)
    {
    }

    /// <inheritdoc/>
    public void OnWarning(string message) => terminal.Warning(message);
}
