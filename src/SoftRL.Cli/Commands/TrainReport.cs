using System.Text.Json.Nodes;
using SoftRL.Training;

namespace SoftRL.Cli;

/// <summary>What a run came to, for people and as JSON.</summary>
internal static class TrainReport
{
    /// <summary>Prints it.</summary>
    /// <param name="summary">What the run came to.</param>
    /// <param name="terminal">Where to write.</param>
    public static void Print(RunSummary summary, Terminal terminal)
    {
        foreach (var line in Lines(summary))
        {
            terminal.Result(line);
        }

        terminal.PrintJson(Json(summary));
    }

    private static IEnumerable<string> Lines(RunSummary summary)
    {
        if (summary.Evaluation is { } score)
        {
            yield return $"score           {Figures.Short(score.MeanReturn)} ± {Figures.Short(score.StdReturn)} over {score.Episodes} episodes (from {Figures.Short(score.MinReturn)} to {Figures.Short(score.MaxReturn)})";
        }

        yield return $"training return {Figures.Short(summary.TrainingReturn)} over the last 100 episodes";
        yield return $"steps           {Figures.Count(summary.Steps)} in {Figures.Duration(summary.Seconds)} ({Figures.Count(summary.StepsPerSecond)} per second)";
        yield return $"run             {summary.Directory}";
        if (summary.CurvePath is { } curve)
        {
            yield return $"learning curve  {curve}";
        }

        yield return summary.Status == RunStatus.Interrupted
            ? $"Interrupted, nothing is lost. Go on with: softrl train --resume {summary.Directory}"
            : $"Play more episodes with: softrl evaluate {summary.Directory}";
    }

    private static JsonObject Json(RunSummary summary) => new()
    {
        ["run"] = summary.Directory,
        ["steps"] = summary.Steps,
        ["seconds"] = Figures.Json(summary.Seconds),
        ["steps_per_second"] = Figures.Json(summary.StepsPerSecond),
        ["mean_return"] = Figures.Json(summary.Evaluation?.MeanReturn ?? summary.TrainingReturn),
        ["status"] = summary.Status == RunStatus.Completed ? "completed" : "interrupted",
    };
}
