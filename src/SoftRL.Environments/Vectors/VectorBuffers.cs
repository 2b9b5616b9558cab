using System.Runtime.InteropServices;

namespace SoftRL.Environments;

/// <summary>The contiguous buffers of N environments with D observation elements each; action vectors of A coordinates, or indices (A = 0).</summary>
internal sealed class VectorBuffers(int count, int observationSize, int actionDimension)
{
    public readonly int[] Actions = new int[count];
    public readonly float[] ActionVectors = new float[checked(count * actionDimension)];
    public readonly float[] Observations = new float[checked(count * observationSize)];
    public readonly float[] FinalObservations = new float[checked(count * observationSize)];
    public readonly float[] Rewards = new float[count];
    public readonly StepEnd[] Ends = new StepEnd[count];
    public readonly float[] EpisodeReturns = new float[count];
    public readonly int[] EpisodeLengths = new int[count];

    public int ObservationSize => observationSize;

    public int ActionDimension => actionDimension;

    public Span<float> Observation(int index) => Observations.AsSpan(index * observationSize, observationSize);

    public Span<float> FinalObservation(int index) => FinalObservations.AsSpan(index * observationSize, observationSize);

    public ReadOnlySpan<float> ActionVector(int index) => ActionVectors.AsSpan(index * actionDimension, actionDimension);

    /// <summary>Writes all but the actions, which are the caller's.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(MemoryMarshal.AsBytes(Observations.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(FinalObservations.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(Rewards.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(Ends.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(EpisodeReturns.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(EpisodeLengths.AsSpan()));
    }

    public void Load(BinaryReader reader)
    {
        reader.ReadExactly(MemoryMarshal.AsBytes(Observations.AsSpan()));
        reader.ReadExactly(MemoryMarshal.AsBytes(FinalObservations.AsSpan()));
        reader.ReadExactly(MemoryMarshal.AsBytes(Rewards.AsSpan()));
        reader.ReadExactly(MemoryMarshal.AsBytes(Ends.AsSpan()));
        reader.ReadExactly(MemoryMarshal.AsBytes(EpisodeReturns.AsSpan()));
        reader.ReadExactly(MemoryMarshal.AsBytes(EpisodeLengths.AsSpan()));
    }
}
