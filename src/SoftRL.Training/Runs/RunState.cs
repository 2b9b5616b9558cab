using SoftRL.Environments;

namespace SoftRL.Training;

/// <summary>What a run's next step depends on beside the agent and the environments: counters, the exploration generator, episode statistics, lengths of the logs.</summary>
internal sealed class RunState(ulong seed)
{
    /// <summary>The exploration generator; a field because it is a struct that advances.</summary>
    public Xoshiro256 Exploration = new(Seeds.Derive(seed, "exploration"));

    public EpisodeStatistics Episodes { get; } = new();

    public long Step { get; set; }

    public double Seconds { get; set; }

    public JsonLinesPosition Lines { get; set; }

    public TensorBoardPosition Events { get; set; }

    public void Save(BinaryWriter writer)
    {
        writer.Write(Step);
        writer.Write(Seconds);
        Lines.Save(writer);
        Events.Save(writer);
        Exploration.Save(writer);
        Episodes.Save(writer);
    }

    public void Load(BinaryReader reader)
    {
        Step = reader.ReadInt64();
        Seconds = reader.ReadDouble();
        Lines = JsonLinesPosition.Load(reader);
        Events = TensorBoardPosition.Load(reader);
        Exploration = Xoshiro256.Load(reader);
        Episodes.Load(reader);
    }
}
