namespace SoftRL.Environments;

/// <summary>Where one environment of a vector is: the number of its episode, and the episode's return and length so far.</summary>
internal struct EpisodeCounter
{
    public ulong Episode;
    public double Return;
    public int Length;

    public static EpisodeCounter Load(BinaryReader reader) => new()
    {
        Episode = reader.ReadUInt64(),
        Return = reader.ReadDouble(),
        Length = reader.ReadInt32(),
    };

    public readonly void Save(BinaryWriter writer)
    {
        writer.Write(Episode);
        writer.Write(Return);
        writer.Write(Length);
    }

    public void Add(float reward)
    {
        Return += reward;
        Length++;
    }

    public void Next() => (Episode, Return, Length) = (Episode + 1, 0, 0);
}
