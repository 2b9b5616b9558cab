using System.Numerics;

namespace SoftRL.Environments.Gymnasium;

/// <summary>The arrays that N environments share with their workers, and where they are.</summary>
internal sealed class GymnasiumMemory
{
    private readonly Dictionary<string, long> offsets = [];
    private readonly WorkerGroup group;
    private readonly int count;
    private readonly int width;
    private readonly int actionWidth;
    private readonly bool bytes;
    private readonly int frameSize;
    private long size;

    /// <summary>Lays the arrays out and has the workers attach to them.</summary>
    /// <param name="group">The workers.</param>
    /// <param name="description">What they play.</param>
    public GymnasiumMemory(WorkerGroup group, EnvironmentDescription description)
    {
        (this.group, count, width, bytes) = (group, group.Count, description.Observations.Size, description.ObservationsAreBytes);
        actionWidth = description.Actions is BoxActions box ? box.Dimension : 1;
        frameSize = description.Frame is var (height, wide) ? checked(height * wide * 3) : 0;
        Place("seeds", sizeof(uint) * count);
        Place("actions", sizeof(int) * (long)count * actionWidth);
        Place("rewards", sizeof(double) * count);
        Place("ends", count);
        Place("observations", (bytes ? 1L : sizeof(float)) * count * width);
        Place("finals", (bytes ? 1L : sizeof(float)) * count * width);
        Place("request", sizeof(int));
        Place("frames", frameSize);
        group.Attach(size, offsets);
    }

    /// <summary>The seed that each environment's next episode starts from, <c>[N]</c>.</summary>
    public Span<uint> Seeds => group.Memory.Array<uint>(offsets["seeds"], count);

    /// <summary>Discrete actions, <c>[N]</c>.</summary>
    public Span<int> Actions => group.Memory.Array<int>(offsets["actions"], count);

    /// <summary>Action vectors, <c>[N, A]</c>.</summary>
    public Span<float> ActionVectors => group.Memory.Array<float>(offsets["actions"], count * actionWidth);

    /// <summary>Rewards of the last step, <c>[N]</c>.</summary>
    public ReadOnlySpan<double> Rewards => group.Memory.Array<double>(offsets["rewards"], count);

    /// <summary>Ends of the last step as <see cref="StepEnd"/>, <c>[N]</c>; a faulty worker may have left other values.</summary>
    public ReadOnlySpan<byte> Ends => group.Memory.Array<byte>(offsets["ends"], count);

    /// <summary>The picture asked for last.</summary>
    public ReadOnlySpan<byte> Frame => group.Memory.Array<byte>(offsets["frames"], frameSize);

    /// <summary>Has an environment drawn.</summary>
    public void Draw(int index)
    {
        group.Memory.Array<int>(offsets["request"], 1)[0] = index;
        group.Ask(group.WorkerOf(index), 'P', "drawing");
    }

    /// <summary>Copies the observation of an environment to act on next.</summary>
    public void CopyObservation(int index, Span<float> row) => Copy(offsets["observations"], index, row);

    /// <summary>Copies the observation after which an environment's episode ended.</summary>
    public void CopyFinal(int index, Span<float> row) => Copy(offsets["finals"], index, row);

    private void Place(string name, long bytesNeeded)
    {
        const int Alignment = 64;
        offsets[name] = size;
        size += (bytesNeeded + Alignment - 1) / Alignment * Alignment;
    }

    private void Copy(long offset, int index, Span<float> row)
    {
        if (bytes)
        {
            Widen(group.Memory.Array<byte>(offset + ((long)index * width), width), row);
        }
        else
        {
            group.Memory.Array<float>(offset + ((long)index * width * sizeof(float)), width).CopyTo(row);
        }
    }

    private static void Widen(ReadOnlySpan<byte> bytes, Span<float> floats)
    {
        var i = 0;
        for (; i <= bytes.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(bytes[i..]), out var low, out var high);
            WidenHalf(low, floats[i..]);
            WidenHalf(high, floats[(i + Vector<ushort>.Count)..]);
        }

        for (; i < bytes.Length; i++)
        {
            floats[i] = bytes[i];
        }
    }

    private static void WidenHalf(Vector<ushort> values, Span<float> floats)
    {
        Vector.Widen(values, out var low, out var high);
        Vector.ConvertToSingle(low).CopyTo(floats);
        Vector.ConvertToSingle(high).CopyTo(floats[Vector<float>.Count..]);
    }
}
