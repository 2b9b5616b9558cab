using SoftRL.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

public sealed partial class BackupsTests
{
    [Fact]
    public void OffPolicyTargetsAgreeWithTwoStepsWorkedByHand()
    {
        using var scope = NewDisposeScope();
        var rollout = new Rollout([[1], [2]], [[3], [4]], [[4], [8]], [[0.5], [0]], [[StepKind.GoesOn], [StepKind.GoesOn]]);
        var ratios = new[] { new[] { 0.5 }, [4] }.Logs().ToTensor();

        // τ = 2, γ = ½: δ = (1 − 1 + 2 − 3, 2 + 4 − 4) = (−1, 2); ρ = (½, 1), c_0 = ½: X = (−½ + ½·½·2, 2).
        VTraceTargets trace = Backups.VTrace(rollout.Terms(), rollout.ValueTensor(), ratios, 2, 0.5);
        trace.StateTargets.Numbers().Should().Equal(3, 6);
        trace.Advantages.Numbers().Should().Equal(0.5 * (0 + (0.5 * 6) - 3), 2);

        // Unclipped: ρ = (½, 4): X = (−½ + ½·½·8, 8).
        Backups.VTrace(rollout.Terms(), rollout.ValueTensor(), ratios, 2, 0.5, 1, double.PositiveInfinity).StateTargets.Numbers().Should().Equal(4.5, 12);

        // Retrace of Q = (3, 4): δ = (1 + 2 − 3, 2 + 4 − 4) = (0, 2); c_1 = min(1, 4) = 1: X = (0 + ½·2, 2).
        Backups.Retrace(rollout.Terms(), rollout.ValueTensor(), ratios, 0.5).Numbers().Should().Equal(4, 6);
        Backups.Retrace(rollout.Terms(), rollout.ValueTensor(), ratios.flip(0), 0.5).Numbers().Should().Equal(3.5, 6);
    }

    [Theory]
    [MemberData(nameof(Kinds.All), MemberType = typeof(Kinds))]
    public void OffPolicyTargetsAgreeWithTheirDefinitionsFollowedStepByStep(ScalarType dtype, string device)
    {
        var random = new Random(22);
        for (var group = 0; group < 60; group++)
        {
            using var scope = NewDisposeScope();
            var rollout = Rollout.Draw(random, random.Next(1, 9), random.Next(1, 12), endings: (group % 3) * 0.3);
            var (temperature, discount, lambda) = (random.NextDouble(), random.NextDouble(), random.NextDouble());
            var (ratioClip, traceClip) = (0.5 + random.NextDouble(), group % 2 == 0 ? double.PositiveInfinity : 0.5 + random.NextDouble());
            var logRatios = random.NormalRows(rollout.Length, rollout.Count);
            var (terms, values) = (rollout.Terms(dtype, device), rollout.ValueTensor(dtype, device));
            var ratios = logRatios.ToTensor(dtype, device);

            var trace = Backups.VTrace(terms, values, ratios, temperature, discount, lambda, ratioClip, traceClip);
            Check(trace.StateTargets, State);
            Check(trace.Advantages, (t, n) => Clipped(t, n, ratioClip) * (rollout.Reward(t, n, temperature) + (discount * Next(t, n)) - rollout.Values[t][n]));
            Check(Backups.Retrace(terms, values, ratios, discount, lambda), Action);

            double Clipped(int t, int n, double clip) => Math.Min(clip, Math.Exp(logRatios[t][n]));

            double Next(int t, int n) => rollout.Remaining(t, n) == 1 ? rollout.Bootstrap(t, n) : State(t + 1, n);

            double State(int t, int n)
            {
                var (sum, weight) = (rollout.Values[t][n], 1.0);
                for (var k = t; k < t + rollout.Remaining(t, n); k++)
                {
                    sum += weight * Clipped(k, n, ratioClip) * rollout.Error(k, n, temperature, discount);
                    weight *= discount * lambda * Clipped(k, n, traceClip);
                }

                return sum;
            }

            double Action(int t, int n)
            {
                var (sum, weight) = (rollout.Values[t][n], 1.0);
                for (var k = t; k < t + rollout.Remaining(t, n); k++)
                {
                    weight *= k == t ? 1 : discount * lambda * Clipped(k, n, 1);
                    sum += weight * rollout.Error(k, n, 0, discount);
                }

                return sum;
            }

            void Check(Tensor found, Func<int, int, double> definition)
            {
                found.dtype.Should().Be(dtype);
                var expected = rollout.Everywhere(definition).ToTensor().reshape(rollout.Length, rollout.Count);
                TensorAssert.AllClose(found, expected, Kinds.Tolerance(dtype), 20 * Kinds.Tolerance(dtype), $"group {group}");
            }
        }
    }

    /// <remarks>One state, two actions, γ = ½, endless: Q_π(a) = r(a) + γV, V = (E_π[r] − τ·KL)/(1 − γ). With these values every
    /// expected error is zero, so the expectation over behaviour μ of both targets is the value itself: their fixed points are
    /// V_π and Q_π although μ chose the actions.</remarks>
    [Fact]
    public void TheFixedPointsAreTheValuesOfTheTargetPolicy()
    {
        using var scope = NewDisposeScope();
        double[] policy = [0.3, 0.7], behaviour = [0.6, 0.4], prior = [0.5, 0.5], reward = [1, 3];
        const double Temperature = 0.8, Discount = 0.5;
        var divergence = Naive.KullbackLeibler(policy, prior);
        var value = ((0.3 * 1) + (0.7 * 3) - (Temperature * divergence)) / (1 - Discount);

        // All 2³ action sequences as columns, weighted by their probability under the behaviour policy.
        var sequences = Enumerable.Range(0, 8).Select(i => new[] { i & 1, (i >> 1) & 1, (i >> 2) & 1 }).ToArray();
        var weights = sequences.Select(s => s.Aggregate(1.0, (w, a) => w * behaviour[a])).ToArray().ToTensor();
        Tensor Rows(Func<int, double> of) => Enumerable.Range(0, 3).Select(t => sequences.Select(s => of(s[t])).ToArray()).ToArray().ToTensor();
        var terms = new RolloutTerms
        {
            Rewards = Rows(a => reward[a]),
            NextValues = Rows(_ => value),
            Terminated = Rows(_ => 0),
            Truncated = Rows(_ => 0),
            Kl = Rows(_ => divergence),
        };
        var ratios = Rows(a => Math.Log(policy[a] / behaviour[a]));

        var trace = Backups.VTrace(terms, Rows(_ => value), ratios, Temperature, Discount, 1, double.PositiveInfinity);
        var expected = new[] { value, value, value }.ToTensor();
        TensorAssert.AllClose((trace.StateTargets * weights).sum(1), expected, 1e-13, 0);
        var retrace = Backups.Retrace(terms, Rows(a => reward[a] + (Discount * value)), ratios, Discount);
        TensorAssert.AllClose(retrace, Rows(a => reward[a] + (Discount * value)), 1e-13, 0);

        // The clipped ρ̄ = 1 moves the fixed point: the expected target differs from V_π.
        var clipped = Backups.VTrace(terms, Rows(_ => value), ratios, Temperature, Discount);
        ((clipped.StateTargets * weights).sum(1) - expected).abs().min().Numbers()[0].Should().BeGreaterThan(0.1);
    }
}
