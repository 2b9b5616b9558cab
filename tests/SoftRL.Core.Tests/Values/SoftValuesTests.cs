using SoftRL.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

public sealed partial class SoftValuesTests
{
    [Fact]
    public void AgreesWithTwoActionsWorkedByHand()
    {
        using var scope = NewDisposeScope();
        var q = new[] { new[] { Math.Log(2), Math.Log(6) } }.ToTensor();

        // Entropy convention at τ = 1: ln(2 + 6). Uniform reference: ln(8 / 2). Reference (1/4, 3/4): ln(0.5 + 4.5).
        SoftValues.EntropySoftValue(q, 1).Numbers()[0].Should().BeApproximately(Math.Log(8), 1e-15);
        SoftValues.KlSoftValue(q, 1, ReferencePolicies.Uniform(2, ScalarType.Float64)).Numbers()[0].Should().BeApproximately(Math.Log(4), 1e-15);
        SoftValues.KlSoftValue(q, 1, new[] { 0.25, 0.75 }.Logs().ToTensor()).Numbers()[0].Should().BeApproximately(Math.Log(5), 1e-15);

        // τ = 2: 2 ln(√2 + √6).
        SoftValues.SoftValue(q, 2).Numbers()[0].Should().BeApproximately(2 * Math.Log(Math.Sqrt(2) + Math.Sqrt(6)), 1e-14);
    }

    [Fact]
    public void APolicyIsWorthItsMeanLessItsDivergence()
    {
        using var scope = NewDisposeScope();
        var q = new[] { new[] { 1.0, 5.0 } }.ToTensor();
        var policy = new[] { new[] { 0.75, 0.25 } }.Logs().ToTensor();
        var entropy = -((0.75 * Math.Log(0.75)) + (0.25 * Math.Log(0.25)));

        SoftValues.PolicyValue(q, policy, 0).Numbers()[0].Should().BeApproximately(2, 1e-15);
        SoftValues.PolicyValue(q, policy, 0.5).Numbers()[0].Should().BeApproximately(2 + (0.5 * entropy), 1e-15);
        SoftValues.PolicyValue(q, policy, 0.5, ReferencePolicies.Uniform(2, ScalarType.Float64)).Numbers()[0]
            .Should().BeApproximately(2 + (0.5 * (entropy - Math.Log(2))), 1e-15);
    }

    [Theory]
    [MemberData(nameof(Kinds.All), MemberType = typeof(Kinds))]
    public void AgreesWithTheScalarTwin(ScalarType dtype, string device)
    {
        var random = new Random(11);
        for (var group = 0; group < 48; group++)
        {
            using var scope = NewDisposeScope();
            var actions = random.Next(1, 9);
            var temperature = Temperature(random, group);
            var q = random.NormalRows(32, actions, scale: 3);
            var (priors, logPrior) = Priors(random, group, 32, actions, dtype, device);
            if (logPrior is null && double.IsPositiveInfinity(temperature))
            {
                continue;
            }

            var values = SoftValues.SoftValue(q.ToTensor(dtype, device), temperature, logPrior);
            var expected = q.Select((row, i) => Naive.SoftValue(row, temperature, priors[i])).ToArray().ToTensor();
            TensorAssert.AllClose(values, expected, Kinds.Tolerance(dtype), 10 * Kinds.Tolerance(dtype), $"temperature {temperature}, group {group}");
            values.dtype.Should().Be(dtype);

            var policies = q.Select(_ => random.Distribution(actions, masks: true)).Zip(priors, Inside).ToArray();
            var finite = double.IsFinite(temperature) ? temperature : 1;
            var policyValues = SoftValues.PolicyValue(q.ToTensor(dtype, device), policies.Logs().ToTensor(dtype, device), finite, logPrior);
            var expectedPolicyValues = q.Select((row, i) => Naive.PolicyValue(row, policies[i], finite, priors[i])).ToArray().ToTensor();
            TensorAssert.AllClose(policyValues, expectedPolicyValues, Kinds.Tolerance(dtype), (3 + (10 * finite)) * Kinds.Tolerance(dtype), $"policy, temperature {finite}, group {group}");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds.All), MemberType = typeof(Kinds))]
    public void DoesNotOverflowAtAMillionNats(ScalarType dtype, string device)
    {
        using var scope = NewDisposeScope();
        var q = new[] { new[] { 1e4, 1e4, -1e4 }, [-1e4, -1e4, -1e4] }.ToTensor(dtype, device).requires_grad_();
        var value = SoftValues.SoftValue(q, 0.01);
        value.sum().backward();

        TensorAssert.AllClose(value, new[] { 1e4 + (0.01 * Math.Log(2)), -1e4 + (0.01 * Math.Log(3)) }.ToTensor(), 1e-6, 0);
        TensorAssert.AllClose(q.grad!, new[] { new[] { 0.5, 0.5, 0 }, [1 / 3.0, 1 / 3.0, 1 / 3.0] }.ToTensor(), 1e-6, 1e-12);
    }

    /// <remarks>1e4 and 1e4 + 11/1024 are both float32 numbers; 11/1024 is 1.07 nats at τ = 0.01, which dividing first would lose.</remarks>
    [Theory]
    [MemberData(nameof(Kinds.All), MemberType = typeof(Kinds))]
    public void AMillionNatsUpTheDifferencesStillCount(ScalarType dtype, string device)
    {
        using var scope = NewDisposeScope();
        const double Gap = 11 / 1024.0, Temperature = 0.01;
        var q = new[] { new[] { 1e4, 1e4 + Gap, 1e4 - Gap } }.ToTensor(dtype, device).requires_grad_();
        var policy = Naive.Boltzmann([0, Gap, -Gap], Temperature, Naive.Counting(3));
        SoftValues.SoftValue(q, Temperature).sum().backward();

        TensorAssert.AllClose(q.grad!, new[] { policy }.ToTensor(), Kinds.Tolerance(dtype) / 10, 0);
        TensorAssert.AllClose(BoltzmannPolicies.LogPolicy(q, Temperature), new[] { policy.Logs() }.ToTensor(), Kinds.Tolerance(dtype) / 10, 0);
        var prior = ReferencePolicies.Uniform(3, dtype, new Device(device));
        TensorAssert.AllClose(BoltzmannPolicies.LogPolicy(q, Temperature, prior), new[] { policy.Logs() }.ToTensor(), Kinds.Tolerance(dtype) / 10, 0);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(3e38)]
    public void WhateverQSaysOfAMaskedActionChangesNothing(double masked)
    {
        foreach (var temperature in new[] { 0, 0.1, double.PositiveInfinity })
        {
            using var scope = NewDisposeScope();
            var logPrior = new[] { 0.25, 0.0, 0.75 }.Logs().ToTensor(ScalarType.Float32);
            var q = new[] { new[] { 1, masked, 2 } }.ToTensor(ScalarType.Float32).requires_grad_();
            var plain = new[] { new[] { 1, 0.0, 2 } }.ToTensor(ScalarType.Float32).requires_grad_();
            var value = SoftValues.SoftValue(q, temperature, logPrior);
            var expected = SoftValues.SoftValue(plain, temperature, logPrior);
            value.backward();
            expected.backward();

            value.Numbers().Should().Equal(expected.Numbers());
            q.grad!.Numbers().Should().Equal(plain.grad!.Numbers());
            q.grad!.Numbers()[1].Should().Be(0);
        }
    }

    private static double Temperature(Random random, int group) => (group % 6) switch
    {
        0 => 0,
        1 => double.PositiveInfinity,
        _ => Math.Pow(10, random.NextDouble() * 4 - 3),
    };

    /// <summary>In turn: the counting measure, one row for all states, one row per state; masks in half of them.</summary>
    private static (double[][] Probabilities, Tensor? Logs) Priors(Random random, int group, int rows, int actions, ScalarType dtype, string device)
    {
        var masks = group % 2 == 0;
        switch (group % 5)
        {
            case 0:
                return ([.. Enumerable.Repeat(Naive.Counting(actions), rows)], null);
            case 1 or 2:
                var shared = random.Distribution(actions, masks);
                return ([.. Enumerable.Repeat(shared, rows)], shared.Logs().ToTensor(dtype, device));
            default:
                var perRow = Enumerable.Range(0, rows).Select(_ => random.Distribution(actions, masks)).ToArray();
                return (perRow, perRow.Logs().ToTensor(dtype, device));
        }
    }

    private static double[] Inside(double[] policy, double[] prior)
    {
        var kept = policy.Zip(prior, (p, allowed) => allowed > 0 ? p : 0).ToArray();
        return kept.Sum() > 0 ? [.. kept.Select(p => p / kept.Sum())] : prior;
    }
}
