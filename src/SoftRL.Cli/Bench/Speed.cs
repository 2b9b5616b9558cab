using System.Text.Json.Nodes;

namespace SoftRL.Cli;

/// <summary>Environment steps per second, measured; updates per second where an update takes one step.</summary>
internal static class Speed
{
    private const double WarmUp = 0.25;
    private const string Seconds = "8";

    /// <summary>Runs a case in a process of its own.</summary>
    /// <param name="measured">The case.</param>
    /// <param name="cancellation">Ends the process.</param>
    /// <returns>Steps per second after the warm-up: acting, stepping environments, learning, metrics, no evaluation; or learning alone.</returns>
    public static double OfAgent(BenchCase measured, CancellationToken cancellation)
    {
        if (measured.Environment is null)
        {
            return Printed(ChildProcess.RunSelf(measured.Threads, ["bench", "--updates", measured.Agent, "--threads", $"{measured.Threads}", "--seconds", Seconds, "--json"], cancellation));
        }

        var directory = Directory.CreateTempSubdirectory("softrl-bench-");
        try
        {
            var run = Path.Combine(directory.FullName, "run");
            _ = ChildProcess.RunSelf(
                measured.Threads,
                [
                    "train", measured.Agent, "--env", measured.Environment, "--steps", $"{measured.Steps}", "--envs", $"{measured.Environments}",
                    "--threads", $"{measured.Threads}", "--eval-every", "0", "--checkpoint-every", $"{measured.Steps}",
                    "--out", run, "--quiet", "--json", .. measured.Assignments.SelectMany(assignment => new[] { "--set", assignment }),
                ],
                cancellation);
            return OfMetrics(File.ReadLines(Path.Combine(run, "metrics.jsonl")), measured.Steps);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    /// <summary>Runs a plain C++ loop.</summary>
    /// <param name="program">Its path.</param>
    /// <param name="loop">Which one.</param>
    /// <param name="threads">Threads of tensor operations.</param>
    /// <param name="cancellation">Ends the process.</param>
    /// <returns>Steps per second.</returns>
    public static double OfFloor(string program, string loop, int threads, CancellationToken cancellation)
        => Printed(ChildProcess.Run(program, [loop, Seconds], threads, cancellation));

    /// <summary>Steps per second between the first row after the warm-up and the last.</summary>
    /// <param name="rows">Rows of metrics with <c>step</c> and <c>seconds</c>.</param>
    /// <param name="steps">Steps of the whole run.</param>
    /// <returns>Environment steps per second.</returns>
    /// <exception cref="InvalidOperationException">There are fewer than two rows after the warm-up.</exception>
    public static double OfMetrics(IEnumerable<string> rows, long steps)
    {
        var counted = rows
            .Select(row => JsonNode.Parse(row)!)
            .Select(row => (Step: row["step"]!.GetValue<double>(), Seconds: row["seconds"]!.GetValue<double>()))
            .Where(row => row.Step >= WarmUp * steps)
            .ToArray();
        return counted.Length >= 2
            ? (counted[^1].Step - counted[0].Step) / (counted[^1].Seconds - counted[0].Seconds)
            : throw new InvalidOperationException($"{counted.Length} rows of metrics are too few to measure a speed.");
    }

    private static double Printed(string output) => JsonNode.Parse(output)!["steps_per_second"]!.GetValue<double>();
}
