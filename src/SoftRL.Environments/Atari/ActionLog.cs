namespace SoftRL.Environments;

/// <summary>
/// What was played since a source's reset, so that it can be played again: the snapshot of a source that cannot save itself.
/// </summary>
internal sealed class ActionLog
{
    private const int LongestRun = byte.MaxValue;
    private const int Preallocated = 1 << 20;

    private byte[] runs;
    private int length;

    /// <param name="calls">How many actions are expected at most; room for them is made now.</param>
    public ActionLog(long calls) => runs = new byte[Math.Min(2 * calls, Preallocated)];

    /// <summary>The seed of the source's last reset.</summary>
    public ulong Seed { get; private set; }

    /// <summary>Begins anew.</summary>
    public void Begin(ulong seed) => (Seed, length) = (seed, 0);

    /// <summary>Notes that an action was held for some frames.</summary>
    public void Add(int action, int frames)
    {
        if (length > 0 && runs[length - 2] == action)
        {
            var more = Math.Min(frames, LongestRun - runs[length - 1]);
            runs[length - 1] += (byte)more;
            frames -= more;
        }

        for (; frames > 0; frames -= LongestRun)
        {
            if (length + 2 > runs.Length)
            {
                Array.Resize(ref runs, Math.Max(2, 2 * runs.Length));
            }

            runs[length++] = (byte)action;
            runs[length++] = (byte)Math.Min(frames, LongestRun);
        }
    }

    /// <summary>Resets a source and plays everything again.</summary>
    /// <returns>Frames played; −1 when the game was over before the end of the log.</returns>
    public int Replay(IFrameSource source)
    {
        source.Reset(Seed);
        var frames = 0;
        for (var i = 0; i < length; i += 2)
        {
            var played = source.Act(runs[i], runs[i + 1]);
            frames += played.Frames;
            if (played.Frames != runs[i + 1] || (played.GameOver && i + 2 < length))
            {
                return -1;
            }
        }

        return frames;
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(Seed);
        writer.Write(length);
        writer.Write(runs, 0, length);
    }

    public void Load(BinaryReader reader, int actions)
    {
        Seed = reader.ReadUInt64();
        length = reader.ReadInt32();
        Guard.Snapshot(length >= 0 && length % 2 == 0, $"it holds {length} bytes of played actions");
        if (runs.Length < length)
        {
            runs = reader.ReadBytes(length);
            Guard.Snapshot(runs.Length == length, "the played actions are cut off");
        }
        else
        {
            reader.ReadExactly(runs.AsSpan(0, length));
        }

        for (var i = 0; i < length; i += 2)
        {
            Guard.Snapshot(runs[i] < actions && runs[i + 1] > 0, $"action {runs[i]} of {actions} was held for {runs[i + 1]} frames");
        }
    }
}
