using SoftRL.Training;

namespace SoftRL.Cli;

/// <summary>One line of figures of a running training.</summary>
internal static class ProgressText
{
    private const string Gap = "  ";

    /// <summary>The line for a log.</summary>
    /// <param name="progress">Where the run stands.</param>
    /// <returns>Step, speed, return, entropy, loss and the time left.</returns>
    public static string Line(in RunProgress progress)
        => string.Join(Gap, [$"{Figures.Count(progress.Step)}/{Figures.Count(progress.Steps)} steps", .. Parts(progress).Skip(1).Select(part => part.Text)]);

    /// <summary>The line beside a progress bar, as much of it as there is room for.</summary>
    /// <param name="progress">Where the run stands.</param>
    /// <param name="room">Columns.</param>
    /// <returns>Step and return always; then, as they fit, speed, time left, entropy and loss.</returns>
    public static string Line(in RunProgress progress, int room)
    {
        var parts = Parts(progress).ToList();
        while (parts.Count > 2 && parts.Sum(part => part.Text.Length) + (Gap.Length * (parts.Count - 1)) > room)
        {
            parts.Remove(parts.MaxBy(part => part.Rank));
        }

        return string.Join(Gap, parts.Select(part => part.Text));
    }

    /// <summary>The line of an evaluation.</summary>
    /// <param name="step">Environment steps done.</param>
    /// <param name="result">Its returns.</param>
    /// <returns>Step, mean, spread and number of episodes.</returns>
    public static string Line(long step, EvaluationResult result)
        => $"evaluation at {Figures.Count(step)}: {Figures.Short(result.MeanReturn)} ± {Figures.Short(result.StdReturn)} over {result.Episodes} episodes";

    // In the order of display; what has the highest rank goes first when there is too little room.
    private static (string Text, int Rank)[] Parts(in RunProgress progress)
    {
        var left = progress.StepsPerSecond > 0 ? Math.Max(0, progress.Steps - progress.Step) / progress.StepsPerSecond : double.NaN;
        return
        [
            (Figures.Count(progress.Step), 0),
            ($"{Figures.Count(progress.StepsPerSecond)}/s", 2),
            ($"return {Figures.Short(progress.RecentReturn)}", 1),
            ($"entropy {Figures.Short(progress.Update?.Entropy)}", 4),
            ($"loss {Figures.Short(progress.Update?.Loss)}", 5),
            ($"{Figures.Duration(left)} left", 3),
        ];
    }
}
