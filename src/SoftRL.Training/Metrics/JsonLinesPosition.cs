namespace SoftRL.Training;

/// <summary>How far the files of a <see cref="JsonLinesSink"/> reach; a checkpoint keeps it.</summary>
/// <param name="Metrics">Length of <c>metrics.jsonl</c>, bytes.</param>
/// <param name="Evaluations">Length of <c>evaluations.jsonl</c>, bytes.</param>
public readonly record struct JsonLinesPosition(long Metrics, long Evaluations)
{
    /// <summary>Stores the position.</summary>
    /// <param name="writer">Where to; borrowed.</param>
    public void Save(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(Metrics);
        writer.Write(Evaluations);
    }

    /// <summary>Reads a stored position.</summary>
    /// <param name="reader">Where from; borrowed.</param>
    /// <returns>The position.</returns>
    /// <exception cref="EndOfStreamException">There is not enough to read.</exception>
    public static JsonLinesPosition Load(BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return new JsonLinesPosition(reader.ReadInt64(), reader.ReadInt64());
    }
}
