using SoftRL.Environments;
using SoftRL.Training;

namespace SoftRL.Agents.Pcl;

/// <summary>Replay memory with the generator that draws from it; both are in checkpoints.</summary>
/// <remarks>Owns the memory.</remarks>
internal sealed class DrawnReplay : IDisposable
{
    private readonly ReplayMemory _memory;
    private readonly string _part;
    private Xoshiro256 _draws;

    /// <summary>An empty memory.</summary>
    /// <param name="agent">Name of the agent; the generator's state is kept under it.</param>
    /// <param name="capacity">Environment steps kept.</param>
    /// <param name="context">What the agent is built for.</param>
    public DrawnReplay(string agent, int capacity, AgentContext context)
    {
        _memory = new ReplayMemory(capacity, context.Environments, context.Observation, context.Actions);
        _part = agent + ".bin";
        _draws = new Xoshiro256(Seeds.Derive(context.Seed, "replay"));
    }

    public void Add(RolloutBuffer rollout) => _memory.Add(rollout);

    public bool HoldsPaths(int steps) => _memory.HoldsPaths(steps);

    public void SamplePaths(RolloutBuffer paths) => _memory.SamplePaths(paths, ref _draws);

    public void Sample(ReplayBatch batch, double discount) => _memory.Sample(batch, 1, discount, ref _draws);

    public void Save(CheckpointWriter writer)
    {
        _memory.Save(writer);
        using var state = new BinaryWriter(writer.Part(_part), System.Text.Encoding.UTF8, leaveOpen: true);
        _draws.Save(state);
    }

    public void Load(Checkpoint checkpoint)
    {
        _memory.Load(checkpoint);
        using var state = new BinaryReader(checkpoint.Open(_part));
        _draws = Xoshiro256.Load(state);
    }

    public void Dispose() => _memory.Dispose();
}
