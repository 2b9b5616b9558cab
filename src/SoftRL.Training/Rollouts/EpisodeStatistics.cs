namespace SoftRL.Training;

/// <summary>Returns and lengths of finished episodes: those since the last report, and the last hundred.</summary>
public sealed class EpisodeStatistics
{
    /// <summary>Episodes in the moving window.</summary>
    public const int Window = 100;

    private readonly double[] _returns = new double[Window];
    private double _sinceReturns;
    private long _sinceSteps;
    private int _since;

    /// <summary>Episodes finished since the start of training.</summary>
    public long Count { get; private set; }

    /// <summary>Mean undiscounted return of the last hundred finished episodes (fewer at the start); NaN when none has finished.</summary>
    public double RecentReturn
    {
        get
        {
            var filled = (int)Math.Min(Count, Window);
            return filled == 0 ? double.NaN : Sum(_returns.AsSpan(0, filled)) / filled;
        }
    }

    /// <summary>Counts one finished episode.</summary>
    /// <param name="episodeReturn">Its undiscounted return.</param>
    /// <param name="length">Its steps.</param>
    public void Add(double episodeReturn, int length)
    {
        _returns[Count % Window] = episodeReturn;
        Count++;
        _since++;
        _sinceReturns += episodeReturn;
        _sinceSteps += length;
    }

    /// <summary>Mean return and length of the episodes since the last call, and forgets them.</summary>
    /// <returns>Both null when no episode has finished since.</returns>
    public (double? MeanReturn, double? MeanLength) TakeReport()
    {
        (double?, double?) report = _since == 0 ? (null, null) : (_sinceReturns / _since, (double)_sinceSteps / _since);
        (_since, _sinceReturns, _sinceSteps) = (0, 0, 0);
        return report;
    }

    /// <summary>Writes the state.</summary>
    /// <param name="writer">Where to. Borrowed.</param>
    public void Save(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(Count);
        writer.Write(_since);
        writer.Write(_sinceReturns);
        writer.Write(_sinceSteps);
        foreach (var value in _returns)
        {
            writer.Write(value);
        }
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="reader">Where from. Borrowed.</param>
    public void Load(BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        Count = reader.ReadInt64();
        _since = reader.ReadInt32();
        _sinceReturns = reader.ReadDouble();
        _sinceSteps = reader.ReadInt64();
        for (var index = 0; index < Window; index++)
        {
            _returns[index] = reader.ReadDouble();
        }
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum;
    }
}
