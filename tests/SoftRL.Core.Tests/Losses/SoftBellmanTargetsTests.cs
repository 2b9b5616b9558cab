using SoftRL.Testing;
using static SoftRL.Core.Tests.Doubles;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

public sealed class SoftBellmanTargetsTests
{
    [Fact]
    public void AreTheWorkedExample()
    {
        using var scope = NewDisposeScope();

        // 3 − 0.5·(−1) and, with a prior, 3 − 0.5·(−1 + 4)
        ShouldBeClose(Read(SoftBellmanTargets.SampledValue(Vector(3), Vector(-1), 0.5)), [3.5]);
        ShouldBeClose(Read(SoftBellmanTargets.SampledValue(Vector(3), Vector(-1), 0.5, Vector(-4))), [1.5]);

        // Two samples of each of two states: means of (3.5, 1) and of (2, 4).
        var (q, logProbabilities) = (Shaped([3, 2, 1, 4], 2, 2), Shaped([-1, 0, 0, 0], 2, 2));
        ShouldBeClose(Read(SoftBellmanTargets.SampledValue(q, logProbabilities, 0.5)), [2.25, 3]);

        // 1 + 0.9·10 and, at the end, 2.
        ShouldBeClose(Read(SoftBellmanTargets.OneStep(Vector(1, 2), Vector(10, 10), Vector(0, 1), 0.9)), [10, 2]);
    }

    [Fact]
    public void ShiftWithTheValueByTheDiscount() => BatchLaws.Hold(2, columns =>
    {
        using var scope = NewDisposeScope();
        var alive = zeros(columns[0].Length, ScalarType.Float64);
        var targets = SoftBellmanTargets.OneStep(Vector(columns[0]), Vector(columns[1]), alive, 0.9);
        var shifted = SoftBellmanTargets.OneStep(Vector(columns[0]), Vector(columns[1]) + 5, alive, 0.9);
        var ended = SoftBellmanTargets.OneStep(Vector(columns[0]), Vector(columns[1]), alive + 1, 0.9);
        return Close(Read(shifted - targets), Enumerable.Repeat(4.5, columns[0].Length).ToArray())
            && Close(Read(ended), columns[0]);
    });

    /// <summary>With the samples in the proportions of the policy the sampled value is the exact one.</summary>
    [Fact]
    public void SampledValueAgreesWithTheExactExpectation()
    {
        using var scope = NewDisposeScope();
        var (q, logPolicy) = (Vector(1, -2, 3), Vector(Math.Log(0.5), Math.Log(0.25), Math.Log(0.25)));
        var (logPrior, rows) = (Priors.Of("skewed", 3)!, tensor(new long[] { 0, 0, 1, 2 }));
        Tensor Pick(Tensor perAction) => perAction.index_select(0, rows).unsqueeze(1);
        ShouldBeClose(
            Read(SoftBellmanTargets.SampledValue(Pick(q), Pick(logPolicy), 0.7, Pick(logPrior))),
            Read(SoftValues.PolicyValue(q.unsqueeze(0), logPolicy.unsqueeze(0), 0.7, logPrior)));
    }

    [Fact]
    public void AgreeWithAScalarLoop()
    {
        var random = new Random(15);
        for (var trial = 0; trial < 1000; trial++)
        {
            using var scope = NewDisposeScope();
            int samples = random.Next(1, 5), batch = random.Next(1, 6);
            double[] q = Draw(random, samples * batch, 3), l = Draw(random, samples * batch, 3), p = Draw(random, samples * batch, 3);
            double temperature = random.NextDouble(), discount = random.NextDouble();

            var values = new double[batch];
            for (var i = 0; i < q.Length; i++)
            {
                values[i % batch] += (q[i] - (temperature * (l[i] - p[i]))) / samples;
            }

            ShouldBeClose(
                Read(SoftBellmanTargets.SampledValue(Shaped(q, samples, batch), Shaped(l, samples, batch), temperature, Shaped(p, samples, batch))),
                values);

            var rewards = Draw(random, batch);
            var terminated = Enumerable.Range(0, batch).Select(_ => (double)random.Next(2)).ToArray();
            ShouldBeClose(
                Read(SoftBellmanTargets.OneStep(Vector(rewards), Vector(values), Vector(terminated), discount)),
                rewards.Select((reward, i) => reward + (terminated[i] == 1 ? 0 : discount * values[i])).ToArray());
        }
    }

    [Fact]
    public void AreDifferentiable()
    {
        double[] at = [1, -2, 0.5, 0.3];
        Tensor Function(Tensor x)
        {
            var samples = x.reshape(2, 2);
            var value = SoftBellmanTargets.SampledValue(samples.square(), samples, 0.3, samples.sin());
            return SoftBellmanTargets.OneStep(x.narrow(0, 0, 2), value, Vector(0, 1), 0.9).square().sum();
        }

        ShouldBeClose(Gradient(Function, at), Differences(Function, at), 1e-7);
    }

    [Fact]
    public void RefuseWhatDoesNotFit()
    {
        ShouldRefuse<ArgumentException>("q", () => SoftBellmanTargets.SampledValue(zeros(2, 2, 2), zeros(2, 2, 2), 1));
        ShouldRefuse<ArgumentException>("q", () => SoftBellmanTargets.SampledValue(zeros(0), zeros(0), 1));
        ShouldRefuse<ArgumentException>("logProbabilities", () => SoftBellmanTargets.SampledValue(zeros(2), zeros(2, 1), 1));
        ShouldRefuse<ArgumentException>("priorLogProbabilities", () => SoftBellmanTargets.SampledValue(zeros(2), zeros(2), 1, zeros(3)));
        ShouldRefuse<ArgumentOutOfRangeException>("temperature", () => SoftBellmanTargets.SampledValue(zeros(2), zeros(2), -1));
        ShouldRefuse<ArgumentException>("rewards", () => SoftBellmanTargets.OneStep(zeros(2, 2), zeros(2, 2), zeros(2, 2), 1));
        ShouldRefuse<ArgumentException>("nextValues", () => SoftBellmanTargets.OneStep(zeros(2), zeros(3), zeros(2), 1));
        ShouldRefuse<ArgumentException>("terminated", () => SoftBellmanTargets.OneStep(zeros(2), zeros(2), zeros(2, ScalarType.Bool), 1));
        ShouldRefuse<ArgumentOutOfRangeException>("discount", () => SoftBellmanTargets.OneStep(zeros(2), zeros(2), zeros(2), 1.01));
    }

    [Fact]
    public void LeakNothing() => TensorLeak.AssertNone(() =>
    {
        using var x = Vector(1, 2);
        using var samples = zeros(2, 2);
        SoftBellmanTargets.SampledValue(x, x, 0.1).Dispose();
        SoftBellmanTargets.SampledValue(samples, samples, 0.1, samples).Dispose();
        SoftBellmanTargets.OneStep(x, x, x, 0.9).Dispose();
    });
}
