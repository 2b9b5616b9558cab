using BenchmarkDotNet.Attributes;
using SoftRL.Agents.ActorCritic;
using SoftRL.Agents.SoftQ;
using SoftRL.Training;

namespace SoftRL.Benchmarks;

/// <summary>Agents on MinAtar with sixteen environments: a rollout of five steps, and the update on it.</summary>
public class AgentBenchmarks
{
    private Experience _experience = null!;

    [Params("a2c", "softq", "spg")]
    public string Agent { get; set; } = "";

    [GlobalSetup]
    public void Create()
    {
        var descriptor = Agent switch { "a2c" => A2cAgent.Descriptor, "softq" => SoftQAgent.Descriptor, _ => SpgAgent.Descriptor };
        _experience = new Experience(descriptor, "MinAtar/Breakout-v1", environments: 16);
        _experience.Collect();
    }

    [Benchmark]
    public void Rollout() => _experience.Collect();

    [Benchmark]
    public void Update() => _experience.Learn();

    [GlobalCleanup]
    public void Release() => _experience.Dispose();
}
