using BenchmarkDotNet.Attributes;
using SoftRL.Core;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Benchmarks;

/// <summary>Functions of SoftRL.Core on the sizes of a MinAtar rollout: B = 80 rows, A = 6 actions, T = 5, N = 16.</summary>
public class CoreBenchmarks
{
    private const int Steps = 5;
    private const int Environments = 16;
    private readonly Tensor _q;
    private readonly Tensor _prior = ReferencePolicies.Uniform(6);
    private readonly Tensor _logPolicy;
    private readonly Tensor _matrix;
    private readonly RolloutTerms _terms;

    public CoreBenchmarks()
    {
        using var random = new Generator(1);
        _q = rand([Steps * Environments, 6], generator: random);
        _logPolicy = BoltzmannPolicies.LogPolicy(_q, 0.1, _prior);
        _matrix = rand([Steps, Environments], generator: random);
        var none = zeros([Steps, Environments]);
        _terms = new RolloutTerms { Rewards = _matrix, NextValues = _matrix, Terminated = none, Truncated = none, Kl = _matrix };
    }

    [Benchmark]
    public void SoftValue() => SoftValues.SoftValue(_q, 0.1, _prior).Dispose();

    [Benchmark]
    public void LogPolicy() => BoltzmannPolicies.LogPolicy(_q, 0.1, _prior).Dispose();

    [Benchmark]
    public void KullbackLeibler() => Divergences.KullbackLeibler(_logPolicy, _prior).Dispose();

    [Benchmark]
    public void StateTargets() => Backups.StateTargets(_terms, 0.1, 0.99, Steps).Dispose();

    [Benchmark]
    public void LambdaStateTargets() => Backups.LambdaStateTargets(_terms, _matrix, 0.1, 0.99, 0.95).Dispose();
}
