using BenchmarkDotNet.Attributes;
using SoftRL.Environments;
using SoftRL.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Benchmarks;

/// <summary>What a network gives for a few rows, as agents ask for it (up to 32 rows without LibTorch), and by LibTorch alone.</summary>
public class ActingBenchmarks
{
    private TrainedNetwork _trained = null!;
    private Tensor _observations = null!;

    [Params("minatar", "mlp 64-64", "mlp 256-256")]
    public string Network { get; set; } = "";

    [Params(1, 8, 16, 32)]
    public int Rows { get; set; }

    [GlobalSetup]
    public void Create()
    {
        int[] observation = Network == "minatar" ? [4, 10, 10] : [17];
        int[] hidden = Network == "mlp 64-64" ? [64, 64] : [256, 256];
        var activation = Network == "mlp 64-64" ? Activation.Tanh : Activation.Relu;
        var shape = NetworkShape.For(TorsoKind.Auto, ObservationSpace.Uniform(observation), hidden, 7, activation);
        var random = new Xoshiro256(1);
        var settings = new OptimizerSettings(OptimizerKind.Adam, new Schedule.Constant(1e-3), 0.99, 1e-8, 1, RunSteps: 1);
        _trained = new TrainedNetwork(new FeedForwardNetwork(shape, new double[7], ref random, CPU), settings);
        using var generator = new Generator(1);
        _observations = rand([Rows, .. observation.Select(size => (long)size)], generator: generator).DetachFromDisposeScope();
    }

    [Benchmark]
    public float Evaluate()
    {
        using var scope = NewDisposeScope();
        return _trained.Evaluate(_observations)[0];
    }

    [Benchmark]
    public float LibTorch()
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        return _trained.Network.call(_observations).data<float>()[0];
    }

    [GlobalCleanup]
    public void Release()
    {
        _observations.Dispose();
        _trained.Dispose();
    }
}
