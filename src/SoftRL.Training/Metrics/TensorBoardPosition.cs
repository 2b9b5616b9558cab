namespace SoftRL.Training;

/// <summary>How far the event file of a <see cref="TensorBoardSink"/> reaches; a checkpoint keeps it.</summary>
/// <param name="StartedAt">When the run began, whole seconds since 1970 in UTC: part of the file's name and zero of its clock.</param>
/// <param name="Length">Length of the file, bytes.</param>
public readonly record struct TensorBoardPosition(long StartedAt, long Length)
{
    /// <summary>Stores the position.</summary>
    /// <param name="writer">Where to; borrowed.</param>
    public void Save(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(StartedAt);
        writer.Write(Length);
    }

    /// <summary>Reads a stored position.</summary>
    /// <param name="reader">Where from; borrowed.</param>
    /// <returns>The position.</returns>
    /// <exception cref="EndOfStreamException">There is not enough to read.</exception>
    public static TensorBoardPosition Load(BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return new TensorBoardPosition(reader.ReadInt64(), reader.ReadInt64());
    }
}
