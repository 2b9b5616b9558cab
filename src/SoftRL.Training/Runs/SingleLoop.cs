using SoftRL.Environments;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Training;

/// <summary>All environments step together and one agent learns from them.</summary>
/// <remarks>Owns the environments, borrows the agent.</remarks>
internal sealed class SingleLoop : ITrainingLoop
{
    private readonly IAgent _agent;
    private readonly IVectorEnvironment _environment;
    private readonly RolloutBuffer _rollout;
    private readonly RolloutCollector _collector;

    public SingleLoop(IAgent agent, IVectorEnvironment environment, EpisodeStatistics episodes, Device device)
    {
        (_agent, _environment) = (agent, environment);
        _rollout = new RolloutBuffer(agent.RolloutLength, environment.Count, environment.ObservationSpace, device, environment.ActionSpace);
        _collector = new RolloutCollector(environment, _rollout, episodes);
    }

    public int StepsPerTurn => _rollout.Count;

    public bool ExactSnapshots => _environment.ExactSnapshots;

    public UpdateReport? Turn(ref Xoshiro256 random, long step, bool report)
    {
        _collector.Collect(_agent, ref random);
        return _agent.Update(_rollout, step, report);
    }

    public void Reset() => _environment.Reset();

    public void Save(BinaryWriter writer) => _environment.Save(writer);

    public void Load(BinaryReader reader) => _environment.Load(reader);

    public void Dispose()
    {
        _rollout.Dispose();
        _environment.Dispose();
    }
}
