using BenchmarkDotNet.Attributes;
using SoftRL.Environments;
using SoftRL.Training;
using static TorchSharp.torch;

namespace SoftRL.Benchmarks;

/// <summary>Replay memory of MinAtar's frames: a transition added, and a minibatch of 32 drawn.</summary>
public class BufferBenchmarks
{
    private const int Held = 10_000;
    private ReplayMemory _memory = null!;
    private ReplayBatch _batch = null!;
    private RolloutBuffer _rollout = null!;
    private Xoshiro256 _random = new(1);

    [Params(0.0, 0.6)]
    public double PriorityExponent { get; set; }

    [GlobalSetup]
    public void Create()
    {
        var spec = EnvironmentCatalog.Find("MinAtar/Breakout-v1");
        _memory = new ReplayMemory(Held, 1, spec.ObservationSpace, spec.ActionSpace, PriorityExponent);
        _rollout = new RolloutBuffer(1, 1, spec.ObservationSpace, CPU, spec.ActionSpace);
        _batch = new ReplayBatch(32, spec.ObservationSpace, spec.ActionSpace, CPU);
        _rollout.Begin();
        for (var step = 0; step < Held; step++)
        {
            _memory.Add(_rollout);
        }
    }

    [Benchmark]
    public void Add() => _memory.Add(_rollout);

    [Benchmark]
    public void Sample() => _memory.Sample(_batch, steps: 1, discount: 0.99, ref _random);

    [GlobalCleanup]
    public void Release()
    {
        _memory.Dispose();
        _batch.Dispose();
        _rollout.Dispose();
    }
}
