using SoftRL.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

public sealed partial class BoltzmannPoliciesTests
{
    [Fact]
    public void AgreesWithTwoActionsWorkedByHand()
    {
        using var scope = NewDisposeScope();
        var q = new[] { new[] { Math.Log(2), Math.Log(6) } }.ToTensor();

        // Weights (2, 6); with the reference (1/4, 3/4) they become (0.5, 4.5); at τ = 1/2 they are squared.
        BoltzmannPolicies.LogPolicy(q, 1).exp().Numbers().Should().BeEquivalentTo([0.25, 0.75], Near(1e-15));
        BoltzmannPolicies.LogPolicy(q, 1, new[] { 0.25, 0.75 }.Logs().ToTensor()).exp().Numbers().Should().BeEquivalentTo([0.1, 0.9], Near(1e-15));
        BoltzmannPolicies.LogPolicy(q, 0.5).exp().Numbers().Should().BeEquivalentTo([0.1, 0.9], Near(1e-15));
    }

    [Fact]
    public void TheLimitsAreTheArgmaxOfTheReferenceAndTheReference()
    {
        using var scope = NewDisposeScope();
        var q = new[] { new[] { 1.0, 3, 3, 9 } }.ToTensor();
        var prior = new[] { 0.3, 0.15, 0.55, 0 }.Logs().ToTensor();

        BoltzmannPolicies.LogPolicy(q, 0, prior).exp().Numbers().Should().BeEquivalentTo([0, 0.15 / 0.7, 0.55 / 0.7, 0], Near(1e-15));
        BoltzmannPolicies.LogPolicy(q, 0).exp().Numbers().Should().BeEquivalentTo([0.0, 0, 0, 1], Near(0));
        BoltzmannPolicies.LogPolicy(q, double.PositiveInfinity, prior).exp().Numbers().Should().BeEquivalentTo([0.3, 0.15, 0.55, 0], Near(1e-15));
        BoltzmannPolicies.LogPolicy(q, double.PositiveInfinity).exp().Numbers().Should().BeEquivalentTo([0.25, 0.25, 0.25, 0.25], Near(1e-15));
    }

    [Theory]
    [MemberData(nameof(Kinds.All), MemberType = typeof(Kinds))]
    public void AgreesWithTheScalarTwin(ScalarType dtype, string device)
    {
        var random = new Random(12);
        for (var group = 0; group < 40; group++)
        {
            using var scope = NewDisposeScope();
            var actions = random.Next(1, 9);
            var temperature = (group % 5) switch { 0 => 0, 1 => double.PositiveInfinity, _ => Math.Pow(10, (random.NextDouble() * 3) - 2) };
            var q = random.NormalRows(32, actions);
            var priors = Enumerable.Range(0, 32).Select(_ => random.Distribution(actions, masks: group % 2 == 0)).ToArray();
            var expected = q.Select((row, i) => Naive.Boltzmann(row, temperature, priors[i])).ToArray();

            var policy = BoltzmannPolicies.LogPolicy(q.ToTensor(dtype, device), temperature, priors.Logs().ToTensor(dtype, device));
            var slack = Kinds.Tolerance(dtype) * (1 + (temperature > 0 ? 3 / temperature : 0));
            TensorAssert.AllClose(policy.exp(), expected.ToTensor(), 0, Math.Min(slack, 1e-3), $"temperature {temperature}, group {group}");
            TensorAssert.AllClose(policy.isneginf().to(dtype), priors.Select((row, i) => row.Select((p, a) =>
                p == 0 || (temperature == 0 && expected[i][a] == 0) ? 1.0 : 0).ToArray()).ToArray().ToTensor(), 0, 0, "support");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds.All), MemberType = typeof(Kinds))]
    public void DoesNotOverflowAtAMillionNats(ScalarType dtype, string device)
    {
        using var scope = NewDisposeScope();
        var q = new[] { new[] { 1e4, 1e4, -1e4 } }.ToTensor(dtype, device).requires_grad_();
        var logPolicy = BoltzmannPolicies.LogPolicy(q, 0.01);
        TensorAssert.AllClose(logPolicy, new[] { new[] { -Math.Log(2), -Math.Log(2), -2e6 } }.ToTensor(), 1e-6);
        logPolicy.narrow(1, 0, 1).sum().backward();
        TensorAssert.AllClose(q.grad!, new[] { new[] { 50, -50.0, 0 } }.ToTensor(), 1e-6, 1e-12);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-1e38)]
    public void WhateverQSaysOfAMaskedActionChangesNothing(double masked)
    {
        using var scope = NewDisposeScope();
        var prior = new[] { 0.25, 0, 0.75 }.Logs().ToTensor(ScalarType.Float32);
        var q = new[] { new[] { 1, masked, 2 } }.ToTensor(ScalarType.Float32).requires_grad_();
        var logPolicy = BoltzmannPolicies.LogPolicy(q, 0.1, prior);
        var entropy = Divergences.Entropy(logPolicy);
        (entropy.sum() + Policies.LogProbability(logPolicy, new[] { 2L }.ToIndices()).sum()).backward();

        logPolicy.exp().Numbers()[1].Should().Be(0);
        logPolicy.exp().Numbers().Sum().Should().BeApproximately(1, 1e-6);
        q.grad!.Numbers().Should().OnlyContain(g => double.IsFinite(g));
        q.grad!.Numbers()[1].Should().Be(0);
        Divergences.KullbackLeibler(BoltzmannPolicies.LogPolicy(q, 0, prior), prior).Numbers()[0].Should().BeApproximately(-Math.Log(0.75), 1e-6);
    }

    private static Func<FluentAssertions.Equivalency.EquivalencyAssertionOptions<double>, FluentAssertions.Equivalency.EquivalencyAssertionOptions<double>> Near(double tolerance) =>
        options => options.WithStrictOrdering().Using<double>(c => c.Subject.Should().BeApproximately(c.Expectation, tolerance)).WhenTypeIs<double>();
}
