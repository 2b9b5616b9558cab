using SoftRL.Training;

namespace LearningResults;

/// <summary>The runs of one agent over seeds.</summary>
internal sealed record RunGroup(string Label, IReadOnlyList<string> Directories, IReadOnlyList<RunFile> Files)
{
    public string Environment => Files[0].Environment;

    public static RunGroup Read(string root, string argument)
    {
        var (label, prefix) = argument.Split('=') is [var left, var right]
            ? (left, right)
            : throw new ArgumentException($"'{argument}' is not LABEL=PREFIX.", nameof(argument));
        var directories = Directory.GetDirectories(root, prefix + "-*")
            .Where(directory => ulong.TryParse(Path.GetFileName(directory)[(prefix.Length + 1)..], out _))
            .OrderBy(directory => ulong.Parse(Path.GetFileName(directory)[(prefix.Length + 1)..]))
            .ToArray();
        return new RunGroup(label, directories, [.. directories.Select(RunFile.Read)]);
    }

    public string Row(double bar)
    {
        var evaluations = Files.Select(file => file.FinalEvaluation?.MeanReturn ?? double.NaN).ToArray();
        var training = Files.Select(file => file.TrainingReturn).ToArray();
        var speed = Files.Select(file => file.StepsDone / file.Seconds).Order().ElementAt(Files.Count / 2);
        return $"| {Label} | {Files.Count} | {Figures(evaluations, bar)} | {Figures(training, bar)} | {speed:F0} |";
    }

    /// <summary>Area under the training curve: the mean over steps of the episode returns, by seed.</summary>
    public IReadOnlyDictionary<ulong, double> Areas() => Directories.Zip(Files).ToDictionary(
        pair => pair.Second.Seed,
        pair => MetricsReader.Metrics(Path.Combine(pair.First, JsonLinesSink.MetricsFileName))
            .Where(row => row.EpisodeReturn is not null)
            .Average(row => row.EpisodeReturn!.Value));

    private static string Figures(double[] values, double bar)
        => $"{values.Average():F1} ({string.Join(", ", values.Select(value => value.ToString("F1")))}) | {values.Count(value => value >= bar)} of {values.Length}";
}
