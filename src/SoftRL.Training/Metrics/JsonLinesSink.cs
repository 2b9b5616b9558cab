using System.Buffers;
using System.Text.Json;

namespace SoftRL.Training;

/// <summary>Writes <c>metrics.jsonl</c> and <c>evaluations.jsonl</c> of a run directory, one JSON object per line.</summary>
/// <remarks>
/// A line reaches the operating system in one piece before <c>Write</c> returns, so a killed run loses none. A resumed run cuts
/// off the lines after its checkpoint and writes them again; but for <see cref="MetricsRow.ClockKeys"/> the files then equal those
/// of a run that was never interrupted.
/// </remarks>
public sealed class JsonLinesSink : IMetricsSink
{
    /// <summary>File name of the training figures.</summary>
    public const string MetricsFileName = "metrics.jsonl";

    /// <summary>File name of the evaluations.</summary>
    public const string EvaluationsFileName = "evaluations.jsonl";

    private readonly AppendFile _metrics;
    private readonly AppendFile _evaluations;
    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly Utf8JsonWriter _json;

    private JsonLinesSink(AppendFile metrics, AppendFile evaluations)
    {
        _metrics = metrics;
        _evaluations = evaluations;
        _json = new Utf8JsonWriter(_line);
    }

    /// <summary>How far the files reach; call <see cref="Flush"/> first when a checkpoint keeps it.</summary>
    public JsonLinesPosition Position => new(_metrics.Length, _evaluations.Length);

    /// <summary>Starts the files of a new run.</summary>
    /// <param name="runDirectory">The run directory; created if it is missing.</param>
    /// <returns>A sink, disposed by the caller.</returns>
    /// <exception cref="MetricsException">The files exist already or cannot be created.</exception>
    public static JsonLinesSink Create(string runDirectory) => Open(runDirectory, AppendFile.Create, AppendFile.Create);

    /// <summary>Continues the files of an interrupted run.</summary>
    /// <param name="runDirectory">The run directory.</param>
    /// <param name="position">Where the checkpoint was taken; the default starts both files anew.</param>
    /// <returns>A sink, disposed by the caller.</returns>
    /// <exception cref="MetricsException">A file is shorter than it was, or cannot be opened.</exception>
    public static JsonLinesSink Resume(string runDirectory, JsonLinesPosition position) => Open(
        runDirectory, path => AppendFile.Resume(path, position.Metrics), path => AppendFile.Resume(path, position.Evaluations));

    /// <inheritdoc/>
    public void Write(MetricsRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        MetricsJson.Write(_json, row);
        EndLine(_metrics);
    }

    /// <inheritdoc/>
    public void Write(EvaluationRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        MetricsJson.Write(_json, row);
        EndLine(_evaluations);
    }

    /// <inheritdoc/>
    public void Flush()
    {
        _metrics.Flush();
        _evaluations.Flush();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _json.Dispose();
        _metrics.Dispose();
        _evaluations.Dispose();
    }

    private static JsonLinesSink Open(string runDirectory, Func<string, AppendFile> openMetrics, Func<string, AppendFile> openEvaluations)
    {
        ArgumentException.ThrowIfNullOrEmpty(runDirectory);
        var metrics = openMetrics(Path.Combine(runDirectory, MetricsFileName));
        try
        {
            return new JsonLinesSink(metrics, openEvaluations(Path.Combine(runDirectory, EvaluationsFileName)));
        }
        catch
        {
            metrics.Dispose();
            throw;
        }
    }

    private void EndLine(AppendFile file)
    {
        _json.Flush();
        _line.Write("\n"u8);
        try
        {
            file.Append(_line.WrittenSpan);
        }
        finally
        {
            _line.ResetWrittenCount();
            _json.Reset();
        }
    }
}
