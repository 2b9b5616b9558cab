namespace SoftRL.Training;

/// <summary>The figures of a run on disk: JSON lines, TensorBoard events, the learning curve.</summary>
internal sealed class RunLogs : IDisposable
{
    private readonly string _directory;
    private readonly JsonLinesSink _lines;
    private readonly TensorBoardSink _events;
    private readonly CompositeSink _sinks;

    private RunLogs(string directory, JsonLinesSink lines, TensorBoardSink events)
    {
        (_directory, _lines, _events) = (directory, lines, events);
        _sinks = new CompositeSink(lines, events);
    }

    /// <summary>Starts the logs, or cuts them back to where the restored state was saved.</summary>
    public static RunLogs Open(string directory, RunState state, DateTimeOffset now)
    {
        if (state.Step > 0)
        {
            return new RunLogs(directory, JsonLinesSink.Resume(directory, state.Lines), TensorBoardSink.Resume(directory, state.Events));
        }

        // A run that was killed before its first checkpoint starts over, and so do its logs.
        foreach (var leftover in Directory.EnumerateFiles(directory, "events.out.tfevents.*").ToArray())
        {
            File.Delete(leftover);
        }

        return new RunLogs(directory, JsonLinesSink.Resume(directory, default), TensorBoardSink.Create(directory, now));
    }

    /// <summary>Makes the directory if need be and writes and removes a file, so that a run does not fail after an hour.</summary>
    /// <exception cref="RunException">The directory cannot be made or written.</exception>
    public static void RequireWritable(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
            var probe = Path.Combine(directory, ".writable");
            File.WriteAllText(probe, "SoftRL");
            File.Delete(probe);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new RunException($"The run directory '{directory}' cannot be written: {error.Message}", error);
        }
    }

    public void WriteTraining(RunState state, double seconds, double stepsPerSecond, UpdateReport? report)
    {
        var (episodeReturn, episodeLength) = state.Episodes.TakeReport();
        _sinks.Write(new MetricsRow
        {
            Step = state.Step,
            Seconds = seconds,
            EpisodeReturn = episodeReturn,
            EpisodeLength = episodeLength,
            StepsPerSecond = stepsPerSecond,
            Entropy = report?.Entropy,
            Kl = report?.Kl,
            Values =
            [
                new("episode_return_100", state.Episodes.RecentReturn),
                new("loss/total", report?.Loss ?? double.NaN),
                new("loss/value", report?.ValueLoss ?? double.NaN),
                new("optimizer/gradient_norm", report?.GradientNorm ?? double.NaN),
                new("optimizer/learning_rate", report?.LearningRate ?? double.NaN),
                new("policy/temperature", report?.Temperature ?? double.NaN),
            ],
        });
    }

    public void WriteEvaluation(long step, double seconds, EvaluationResult result)
        => _sinks.Write(new EvaluationRow
        {
            Step = step,
            Seconds = seconds,
            Episodes = result.Episodes,
            MeanReturn = result.MeanReturn,
            StdReturn = result.StdReturn,
            MinReturn = result.MinReturn,
            MaxReturn = result.MaxReturn,
            MeanLength = result.MeanLength,
            Seed = result.Seed,
        });

    /// <summary>Brings everything to the disk and notes in the state how long the files are.</summary>
    public void Flush(RunState state)
    {
        _sinks.Flush();
        (state.Lines, state.Events) = (_lines.Position, _events.Position);
    }

    /// <summary>Draws the learning curve; null when there is nothing to draw.</summary>
    public string? DrawCurve(RunFile file)
        => LearningCurve.Write(_directory, $"{file.Agent} on {file.Environment}, seed {file.Seed}");

    public void Dispose() => _sinks.Dispose();
}
