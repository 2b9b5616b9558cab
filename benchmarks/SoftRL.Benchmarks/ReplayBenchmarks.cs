using BenchmarkDotNet.Attributes;
using SoftRL.Agents.Dqn;
using SoftRL.Agents.Sac;
using SoftRL.Training;

namespace SoftRL.Benchmarks;

/// <summary>Agents that learn from replay: one step in one environment, and a step kept with an update on one minibatch.</summary>
public class ReplayBenchmarks
{
    private const int Held = 2_000;
    private Experience _experience = null!;

    [Params("dqn", "sac")]
    public string Agent { get; set; } = "";

    [GlobalSetup]
    public void Create()
    {
        _experience = Agent == "dqn"
            ? new Experience(DqnAgent.Descriptor, "MinAtar/Breakout-v1", environments: 1, "random-actions=0", $"learning-starts={Held}")
            : new Experience(SacAgent.Descriptor, "Pendulum-v1", environments: 1, $"learning-starts={Held}");
        for (var step = 0; step < Held; step++)
        {
            _experience.Collect();
            _experience.Learn();
        }
    }

    [Benchmark]
    public void Step() => _experience.Collect();

    [Benchmark]
    public void Update() => _experience.Learn();

    [GlobalCleanup]
    public void Release() => _experience.Dispose();
}
