using SoftRL.Training;

namespace SoftRL.Cli;

/// <summary>One line of figures of a running training.</summary>
internal static class ProgressText
{
    /// <summary>The line.</summary>
    /// <param name="progress">Where the run stands.</param>
    /// <returns>Step, speed, return, entropy, loss and the time left.</returns>
    public static string Line(in RunProgress progress)
    {
        var left = progress.StepsPerSecond > 0 ? Math.Max(0, progress.Steps - progress.Step) / progress.StepsPerSecond : double.NaN;
        return $"{Figures.Count(progress.Step)}/{Figures.Count(progress.Steps)} steps  {Figures.Count(progress.StepsPerSecond)}/s  "
            + $"return {Figures.Short(progress.RecentReturn)}  entropy {Figures.Short(progress.Update?.Entropy)}  loss {Figures.Short(progress.Update?.Loss)}  {Figures.Duration(left)} left";
    }

    /// <summary>The line of an evaluation.</summary>
    /// <param name="step">Environment steps done.</param>
    /// <param name="result">Its returns.</param>
    /// <returns>Step, mean, spread and number of episodes.</returns>
    public static string Line(long step, EvaluationResult result)
        => $"evaluation at {Figures.Count(step)}: {Figures.Short(result.MeanReturn)} ± {Figures.Short(result.StdReturn)} over {result.Episodes} episodes";
}
