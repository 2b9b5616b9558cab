using SoftRL.Training;
using Spectre.Console;

namespace SoftRL.Cli;

/// <summary>Shows a run while it trains, on the thread that trains.</summary>
/// <param name="watch">Calls the training with the observer that shows it.</param>
internal sealed class ProgressView(Func<Func<IRunObserver, RunSummary>, RunSummary> watch)
{
    /// <summary>Trains and shows.</summary>
    /// <param name="train">The training.</param>
    /// <returns>What it came to.</returns>
    public RunSummary Watch(Func<IRunObserver, RunSummary> train) => watch(train);

    /// <summary>A bar and a line of figures, redrawn in place.</summary>
    /// <param name="terminal">A live terminal.</param>
    /// <returns>The view.</returns>
    public static ProgressView Live(Terminal terminal) => new(train =>
    {
        RunSummary? summary = null;
        terminal.Progress.Progress()
            .AutoClear(true)
            .Columns(new ProgressBarColumn { Width = LiveObserver.BarWidth }, new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(context => summary = train(new LiveObserver(context.AddTask("starting"), terminal)));
        return summary!;
    });

    /// <summary>A line of figures every few seconds, for logs.</summary>
    /// <param name="terminal">Where to write.</param>
    /// <param name="clock">Says when a line is due.</param>
    /// <returns>The view.</returns>
    public static ProgressView Plain(Terminal terminal, TimeProvider clock) => new(train => train(new PlainObserver(terminal, clock)));

    /// <summary>Warnings only.</summary>
    /// <param name="terminal">Where to write.</param>
    /// <returns>The view.</returns>
    public static ProgressView Silent(Terminal terminal) => new(train => train(new QuietObserver(terminal)));
}
