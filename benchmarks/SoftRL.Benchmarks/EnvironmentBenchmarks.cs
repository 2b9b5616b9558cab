using BenchmarkDotNet.Attributes;
using SoftRL.Environments;

namespace SoftRL.Benchmarks;

/// <summary>A step of sixteen environments.</summary>
public class EnvironmentBenchmarks
{
    private readonly int[] _actions = new int[16];
    private IVectorEnvironment _environment = null!;

    [Params("CartPole-v1", "Acrobot-v1", "MinAtar/Breakout-v1", "MinAtar/Asterix-v1", "MinAtar/Seaquest-v1", "MinAtar/Freeway-v1", "MinAtar/SpaceInvaders-v1")]
    public string Environment { get; set; } = "";

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Create()
    {
        _environment = EnvironmentCatalog.Find(Environment).CreateVector(16, seed: 1, Threads);
        _environment.Reset();
    }

    [Benchmark]
    public void StepOfSixteen() => _environment.Step(_actions);

    [GlobalCleanup]
    public void Release() => _environment.Dispose();
}
