using SoftRL.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

public sealed partial class BackupsTests
{
    [Fact]
    public void OneStepBackupsOfQAgreeWithTwoTransitionsWorkedByHand()
    {
        using var scope = NewDisposeScope();
        var terms = new SuccessorTerms
        {
            Rewards = new[] { 1.0, 1 }.ToTensor(),
            Terminated = new[] { 0.0, 1 }.ToTensor(),
            NextQ = new[] { new[] { Math.Log(2), Math.Log(6) }, [50, 60] }.ToTensor(),
        };
        var uniform = terms with { NextLogPrior = ReferencePolicies.Uniform(2, ScalarType.Float64) };
        var policy = new[] { new[] { 0.5, 0.5 }, [0.5, 0.5] }.Logs().ToTensor();

        // Hard: max. Soft: ln 8 with the counting measure, ln 4 with the uniform distribution.
        Near(Backups.HardMaximum(terms, 0.5), 1 + (0.5 * Math.Log(6)), 1);
        Near(Backups.Boltzmann(terms, 1, 0.5), 1 + (0.5 * Math.Log(8)), 1);
        Near(Backups.Boltzmann(uniform, 1, 0.5), 1 + (0.5 * Math.Log(4)), 1);
        Near(Backups.FixedPolicyAction(uniform, policy, 1, 0.5), 1 + (0.25 * Math.Log(12)), 1);
        Near(Backups.FixedPolicyAction(terms, policy, 1, 0.5), 1 + (0.5 * ((0.5 * Math.Log(12)) + Math.Log(2))), 1);

        static void Near(Tensor found, params double[] expected) => TensorAssert.AllClose(found, expected.ToTensor(), 0, 1e-14);
    }

    [Theory]
    [MemberData(nameof(Kinds.All), MemberType = typeof(Kinds))]
    public void OneStepBackupsOfQAgreeWithTheScalarTwin(ScalarType dtype, string device)
    {
        using var scope = NewDisposeScope();
        var random = new Random(20);
        const int T = 50, N = 24, A = 5;
        var q = random.NormalRows(T * N, A);
        var priors = q.Select(_ => random.Distribution(A, masks: true)).ToArray();
        var policies = priors.Select((prior, i) => Naive.Boltzmann(random.Normal(A), 1, prior)).ToArray();
        var rewards = random.Normal(T * N);
        var terminated = rewards.Select(_ => random.Next(4) == 0 ? 1.0 : 0).ToArray();
        var terms = new SuccessorTerms
        {
            Rewards = rewards.ToTensor(dtype, device).reshape(T, N),
            Terminated = terminated.ToTensor(dtype, device).reshape(T, N),
            NextQ = q.ToTensor(dtype, device).reshape(T, N, A),
            NextLogPrior = priors.Logs().ToTensor(dtype, device).reshape(T, N, A),
        };

        Check(Backups.Boltzmann(terms, 0.3, 0.9), i => Naive.SoftValue(q[i], 0.3, priors[i]));
        Check(Backups.Boltzmann(terms with { NextLogPrior = null }, 0.3, 0.9), i => Naive.SoftValue(q[i], 0.3, Naive.Counting(A)));
        Check(Backups.HardMaximum(terms, 0.9), i => Naive.SoftValue(q[i], 0, priors[i]));
        Check(Backups.FixedPolicyAction(terms, policies.Logs().ToTensor(dtype, device).reshape(T, N, A), 0.3, 0.9), i => Naive.PolicyValue(q[i], policies[i], 0.3, priors[i]));

        void Check(Tensor found, Func<int, double> value)
        {
            found.dtype.Should().Be(dtype);
            var expected = rewards.Select((r, i) => r + (terminated[i] == 1 ? 0 : 0.9 * value(i))).ToArray().ToTensor().reshape(T, N);
            TensorAssert.AllClose(found, expected, Kinds.Tolerance(dtype), 10 * Kinds.Tolerance(dtype));
        }
    }

    [Fact]
    public void InTheEntropyConventionEveryStepEarnsTauLogAMore()
    {
        using var scope = NewDisposeScope();
        var q = new Random(21).NormalRows(6, 4).ToTensor();
        var terms = new SuccessorTerms { Rewards = zeros(6, dtype: ScalarType.Float64), Terminated = zeros(6, dtype: ScalarType.Float64), NextQ = q };
        var uniform = terms with { NextLogPrior = ReferencePolicies.Uniform(4, ScalarType.Float64) };

        TensorAssert.AllClose(Backups.Boltzmann(terms, 0.3, 0.9) - Backups.Boltzmann(uniform, 0.3, 0.9), full(6, 0.9 * 0.3 * Math.Log(4), dtype: ScalarType.Float64), 0, 1e-14);
    }
}
