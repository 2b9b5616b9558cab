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

    public long MetricsLength { get; set; }

    public long EvaluationsLength { get; set; }

    public void Save(BinaryWriter writer)
    {
        writer.Write(Step);
        writer.Write(Seconds);
        writer.Write(MetricsLength);
        writer.Write(EvaluationsLength);
        Exploration.Save(writer);
        Episodes.Save(writer);
    }

    public void Load(BinaryReader reader)
    {
        Step = reader.ReadInt64();
        Seconds = reader.ReadDouble();
        MetricsLength = reader.ReadInt64();
        EvaluationsLength = reader.ReadInt64();
        Exploration = Xoshiro256.Load(reader);
        Episodes.Load(reader);
    }
}
