namespace SoftRL.Environments;

/// <summary>
/// What <see cref="NormalizedVectorEnvironment"/> knows of observations and returns. Training updates it; evaluation may share
/// the same object with <see cref="NormalizationOptions.Frozen"/>, or load what training saved.
/// </summary>
public sealed class NormalizationStatistics
{
    private const uint Mark = 0x314E5253;

    /// <summary>Statistics of nothing yet: they change neither observations nor rewards.</summary>
    /// <param name="observationSize">Number of elements of an observation, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="observationSize"/> is not positive.</exception>
    public NormalizationStatistics(int observationSize) => Observations = new RunningStatistics(observationSize);

    /// <summary>Of the elements of observations.</summary>
    public RunningStatistics Observations { get; }

    /// <summary>Of discounted returns, one coordinate.</summary>
    public RunningStatistics Returns { get; } = new(1);

    /// <summary>Writes the statistics, exactly.</summary>
    /// <param name="writer">Borrowed.</param>
    public void Save(BinaryWriter writer)
    {
        Guard.NotNull(writer);
        writer.Write(Mark);
        Observations.Save(writer);
        Returns.Save(writer);
    }

    /// <summary>Replaces the statistics by what <see cref="Save"/> wrote.</summary>
    /// <param name="reader">Borrowed, at the position where <see cref="Save"/> began.</param>
    /// <exception cref="InvalidDataException">They are of observations of another size, or no such statistics.</exception>
    /// <exception cref="EndOfStreamException">The data is too short.</exception>
    public void Load(BinaryReader reader)
    {
        Guard.NotNull(reader);
        Guard.Snapshot(reader.ReadUInt32() == Mark, "it holds no statistics for normalisation");
        Observations.Load(reader);
        Returns.Load(reader);
    }
}
