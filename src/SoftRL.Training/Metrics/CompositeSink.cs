namespace SoftRL.Training;

/// <summary>Gives every row to several sinks in turn.</summary>
/// <param name="sinks">The sinks; owned: disposed with this one.</param>
public sealed class CompositeSink(params IReadOnlyList<IMetricsSink> sinks) : IMetricsSink
{
    private readonly IMetricsSink[] _sinks = [.. sinks];

    /// <inheritdoc/>
    public void Write(MetricsRow row)
    {
        foreach (var sink in _sinks)
        {
            sink.Write(row);
        }
    }

    /// <inheritdoc/>
    public void Write(EvaluationRow row)
    {
        foreach (var sink in _sinks)
        {
            sink.Write(row);
        }
    }

    /// <inheritdoc/>
    public void Flush()
    {
        foreach (var sink in _sinks)
        {
            sink.Flush();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var sink in _sinks)
        {
            sink.Dispose();
        }
    }
}
