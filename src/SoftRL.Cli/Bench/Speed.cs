using System.Text.Json.Nodes;

namespace SoftRL.Cli;

/// <summary>Environment steps per second of ours, measured; updates per second where an update takes one step.</summary>
internal static class Speed
{
    /// <summary>Seconds that the steps of a case are chosen for.</summary>
    public const double UsualSeconds = 4;

    private const double WarmUp = 0.25;
    private const int Rows = 40;

    /// <summary>Runs a case in a process of its own.</summary>
    /// <param name="measured">The case.</param>
    /// <param name="seconds">About how long.</param>
    /// <param name="cancellation">Ends the process.</param>
    /// <returns>Steps per second after the warm-up: acting, stepping environments, learning, metrics, no evaluation; or learning alone.</returns>
    /// <exception cref="NotMeasuredException">Something that it needs is not on this machine.</exception>
    public static double OfAgent(BenchCase measured, double seconds, CancellationToken cancellation)
    {
        if (measured.Environment is null)
        {
            var request = new LoopRequest(LoopKind.Updates) { Agent = measured.Agent, Threads = measured.Threads, Shards = measured.Shards, Seconds = seconds, Assignments = measured.Assignments };
            return request.Ask(cancellation)["steps_per_second"];
        }

        var directory = Directory.CreateTempSubdirectory("softrl-bench-");
        try
        {
            var (run, config) = (Path.Combine(directory.FullName, "run"), Path.Combine(directory.FullName, "config.json"));
            var counted = Math.Max(Rows, (long)(measured.Steps * seconds / UsualSeconds));
            var steps = measured.LearningStarts + counted;
            File.WriteAllText(config, new JsonObject { ["log_every"] = counted / Rows, ["evaluate_every"] = 0, ["final_episodes"] = 1, ["checkpoint_every"] = steps }.ToJsonString());
            _ = ChildProcess.RunSelf(
                measured.Threads,
                [
                    "train", measured.Agent, "--config", config, "--env", measured.Environment, "--steps", $"{steps}", "--envs", $"{measured.Environments}",
                    "--threads", $"{measured.Threads}", "--shards", $"{measured.Shards}", "--device", measured.Device, "--out", run, "--quiet", "--json", .. Settings(measured),
                ],
                cancellation);
            return OfMetrics(File.ReadLines(Path.Combine(run, "metrics.jsonl")), measured.LearningStarts + (WarmUp * counted));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    /// <summary>Steps per second between the first row after the warm-up and the last.</summary>
    /// <param name="rows">Rows of metrics with <c>step</c> and <c>seconds</c>.</param>
    /// <param name="from">Steps of the warm-up.</param>
    /// <returns>Environment steps per second.</returns>
    /// <exception cref="InvalidOperationException">There are fewer than two rows after the warm-up.</exception>
    public static double OfMetrics(IEnumerable<string> rows, double from)
    {
        var counted = rows
            .Select(row => JsonNode.Parse(row)!)
            .Select(row => (Step: row["step"]!.GetValue<double>(), Seconds: row["seconds"]!.GetValue<double>()))
            .Where(row => row.Step >= from)
            .ToArray();
        return counted.Length >= 2
            ? (counted[^1].Step - counted[0].Step) / (counted[^1].Seconds - counted[0].Seconds)
            : throw new InvalidOperationException($"{counted.Length} rows of metrics are too few to measure a speed.");
    }

    /// <summary>Reads what a program of a loop prints.</summary>
    /// <param name="output">A JSON object with <c>steps_per_second</c>.</param>
    /// <returns>Steps per second.</returns>
    public static double Printed(string output) => JsonNode.Parse(output)!["steps_per_second"]!.GetValue<double>();

    private static IEnumerable<string> Settings(BenchCase measured)
    {
        string[] starts = measured.LearningStarts > 0 ? [$"learning-starts={measured.LearningStarts}"] : [];
        return starts.Concat(measured.Assignments).SelectMany(assignment => new[] { "--set", assignment });
    }
}
