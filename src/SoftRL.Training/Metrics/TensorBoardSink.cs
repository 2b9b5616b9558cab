using System.Globalization;

namespace SoftRL.Training;

/// <summary>Writes a TensorBoard event file, so that <c>tensorboard --logdir runs</c> shows the run.</summary>
/// <remarks>
/// Tags are the keys of <c>metrics.jsonl</c>, and <c>evaluation/</c> before those of <c>evaluations.jsonl</c>. Figures that are absent
/// or not finite are left out. Wall times are the start of the run plus the seconds of the row.
/// </remarks>
public sealed class TensorBoardSink : IMetricsSink
{
    private readonly AppendFile _file;
    private readonly EventEncoder _encoder = new();
    private readonly long _startedAt;

    private TensorBoardSink(AppendFile file, long startedAt)
    {
        _file = file;
        _startedAt = startedAt;
        if (file.Length == 0)
        {
            _file.Append(_encoder.Version(startedAt));
        }
    }

    /// <summary>How far the file reaches; call <see cref="Flush"/> first when a checkpoint keeps it.</summary>
    public TensorBoardPosition Position => new(_startedAt, _file.Length);

    /// <summary>Starts the file of a new run.</summary>
    /// <param name="directory">The folder of the file, usually the run directory; created if it is missing.</param>
    /// <param name="started">When the run began.</param>
    /// <returns>A sink, disposed by the caller.</returns>
    /// <exception cref="MetricsException">There is a file of a run begun in the same second, or it cannot be created.</exception>
    public static TensorBoardSink Create(string directory, DateTimeOffset started)
    {
        var second = started.ToUnixTimeSeconds();
        return new TensorBoardSink(AppendFile.Create(FilePath(directory, second)), second);
    }

    /// <summary>Continues the file of an interrupted run: cuts off what came after the checkpoint.</summary>
    /// <param name="directory">The folder of the file.</param>
    /// <param name="position">Where the checkpoint was taken.</param>
    /// <returns>A sink, disposed by the caller.</returns>
    /// <exception cref="MetricsException">The file is shorter than it was, or cannot be opened.</exception>
    public static TensorBoardSink Resume(string directory, TensorBoardPosition position) =>
        new(AppendFile.Resume(FilePath(directory, position.StartedAt), position.Length), position.StartedAt);

    /// <inheritdoc/>
    public void Write(MetricsRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        _encoder.Begin(_startedAt + row.Seconds, row.Step);
        _encoder.Add(MetricsRow.EpisodeReturnKey, row.EpisodeReturn);
        _encoder.Add(MetricsRow.EpisodeLengthKey, row.EpisodeLength);
        _encoder.Add(MetricsRow.StepsPerSecondKey, row.StepsPerSecond);
        foreach (var (name, value) in row.Values)
        {
            _encoder.Add(name, value);
        }

        _encoder.Add(MetricsRow.EntropyKey, row.Entropy);
        _encoder.Add(MetricsRow.KlKey, row.Kl);
        _file.Append(_encoder.End());
    }

    /// <inheritdoc/>
    public void Write(EvaluationRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        const string Group = "evaluation/";
        _encoder.Begin(_startedAt + row.Seconds, row.Step);
        _encoder.Add(Group + EvaluationRow.MeanReturnKey, row.MeanReturn);
        _encoder.Add(Group + EvaluationRow.StdReturnKey, row.StdReturn);
        _encoder.Add(Group + EvaluationRow.MinReturnKey, row.MinReturn);
        _encoder.Add(Group + EvaluationRow.MaxReturnKey, row.MaxReturn);
        _encoder.Add(Group + EvaluationRow.MeanLengthKey, row.MeanLength);
        _file.Append(_encoder.End());
    }

    /// <inheritdoc/>
    public void Flush() => _file.Flush();

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static string FilePath(string directory, long startedAt)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        return Path.Combine(directory, $"events.out.tfevents.{startedAt.ToString("D10", CultureInfo.InvariantCulture)}.softrl");
    }
}
