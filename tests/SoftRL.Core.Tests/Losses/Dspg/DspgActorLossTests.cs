using SoftRL.Testing;
using static SoftRL.Core.Tests.Doubles;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

public sealed class DspgActorLossTests
{
    /// <summary>Probabilities ½, ¼, ¼ as four rows: the mean over them is the exact expectation.</summary>
    private static readonly double[] Logits = [Math.Log(0.5), Math.Log(0.25), Math.Log(0.25)];

    private static readonly long[] Rows = [0, 0, 1, 2];

    [Fact]
    public void IsTheWorkedExample()
    {
        using var scope = NewDisposeScope();

        // brackets 2 + 0.5 − 0.5 = 2 and −1 − 1 − 0.5 = −2.5; −mean(2·(−1), −2.5·2)
        Number(DspgActorLoss.Mean(Shaped([-1, 2], 2, 1), Shaped([2, -1], 2, 1), 0.5)).Should().BeApproximately(3.5, 1e-15);

        // with a prior 2 − 0.5·(−1 + 3) − 0.5 = 0.5 and −1 − 0.5·(2 − 0) − 0.5 = −2.5
        Number(DspgActorLoss.Mean(Shaped([-1, 2], 2, 1), Shaped([2, -1], 2, 1), 0.5, Shaped([-3, 0], 2, 1))).Should().BeApproximately(2.75, 1e-15);
    }

    [Theory]
    [InlineData("counting")]
    [InlineData("uniform")]
    [InlineData("skewed")]
    public void HasTheExactPolicyGradientOfABanditAsItsExpectation(string prior)
    {
        double[] q = [1, -2, 0.5];
        var ascent = Gradient(x => Loss(x, q, 0.7, prior) * -1, Logits);
        ShouldBeClose(ascent, Gradient(x => Objective(x, q, 0.7, prior), Logits));
        ShouldBeClose(ascent, Differences(x => Objective(x, q, 0.7, prior), Logits), 1e-8);
    }

    /// <summary>A critic that is linear in the scores and fitted to Q by least squares under π gives the exact gradient, although it is
    /// not Q. One with features that are not the scores does not.</summary>
    [Fact]
    public void KeepsTheExactGradientWithACompatibleCriticOnly()
    {
        double[] q = [1, -2, 0.5], at = [0.4];
        using var scope = NewDisposeScope();

        // One parameter for three actions, so that no critic linear in the score equals Q up to a constant.
        Tensor Policy(Tensor x) => (Vector(Logits) + (Vector(1, -1, 0.5) * (x - 0.4))).log_softmax(0);
        var (parameter, picked) = (Vector(at).requires_grad_(), tensor(Rows));
        var scores = ScoreMatrix.Of(Policy(parameter).index_select(0, picked), [parameter]);
        var takenQ = Vector(Rows.Select(action => q[action]).ToArray());
        var compatible = scores.mv(NaturalGradient.Step(scores, takenQ, 1));
        Read(compatible - takenQ).Max(Math.Abs).Should().BeGreaterThan(0.3);

        double[] Ascent(Tensor critic) => Gradient(
            x => DspgActorLoss.Mean(Policy(x).index_select(0, picked).unsqueeze(1), critic.unsqueeze(1), 0.7) * -1, at);
        double[] Exact() => Gradient(x => SoftValues.PolicyValue(Vector(q).unsqueeze(0), Policy(x).unsqueeze(0), 0.7).sum(), at);
        ShouldBeClose(Ascent(compatible), Exact(), 1e-11);
        Close(Ascent(Vector(1, 1, 0, 0) * takenQ.mean()), Exact(), 1e-2).Should().BeFalse();
    }

    /// <summary>−τ is a baseline: any other constant gives the same expectation, here Q shifted by 5.</summary>
    [Fact]
    public void HasABaselineOfZeroExpectation() =>
        ShouldBeClose(
            Gradient(x => Loss(x, [6, 3, 5.5], 0.7, "counting"), Logits), Gradient(x => Loss(x, [1, -2, 0.5], 0.7, "counting"), Logits));

    [Fact]
    public void LeavingOneOutIsTheWorkedExample()
    {
        using var scope = NewDisposeScope();

        // gains 2 + 0.5, −1 − 1, 0.5; the others' means −0.75, 1.5, 0.25; −mean(3.25·(−1), −3.5·2, 0.25·0)
        Number(DspgActorLoss.LeaveOneOutMean(Shaped([-1, 2, 0], 3, 1), Shaped([2, -1, 0.5], 3, 1), 0.5)).Should().BeApproximately(10.25 / 3, 1e-14);
    }

    [Theory]
    [InlineData("counting")]
    [InlineData("skewed")]
    public void LeavingOneOutKeepsTheExpectation(string prior)
    {
        // All 64 equally likely sets of three independent samples, drawn from the four rows ½, ¼, ¼: their mean is the exact expectation.
        double[] q = [1, -2, 0.5];
        var sets = (from a in Rows from b in Rows from c in Rows select new[] { a, b, c }).ToArray();
        var picked = Enumerable.Range(0, 3).SelectMany(sample => sets.Select(set => set[sample])).ToArray();
        Tensor Expected(Tensor x)
        {
            Tensor Pick(Tensor perAction) => perAction.index_select(0, tensor(picked)).view(3, 64);
            var logPrior = Priors.Of(prior, 3);
            return DspgActorLoss.LeaveOneOutMean(Pick(x.log_softmax(0)), Pick(Vector(q)), 0.7, logPrior is null ? null : Pick(logPrior)) * -1;
        }

        ShouldBeClose(Gradient(Expected, Logits), Gradient(x => Objective(x, q, 0.7, prior), Logits));
    }

    /// <summary>A function of the state alone changes nothing, where the published baseline lets it into every sample.</summary>
    [Fact]
    public void LeavingOneOutIgnoresTheLevelOfQ()
    {
        double[] Ascent(double level) => Gradient(x => DspgActorLoss.LeaveOneOutMean(x.view(3, 2), Shaped([2, -1, 0.5, 3, 1, 0], 3, 2) + level, 0.5), [-1, 2, 0, 0.5, -2, 1]);
        ShouldBeClose(Ascent(1e3), Ascent(0), 1e-9);
    }

    [Fact]
    public void LeavingOneOutAgreesWithAScalarLoop()
    {
        var random = new Random(18);
        for (var trial = 0; trial < 1000; trial++)
        {
            using var scope = NewDisposeScope();
            int samples = random.Next(2, 5), batch = random.Next(1, 5), count = samples * batch;
            double[] l = Draw(random, count, 3), q = Draw(random, count, 3), p = Draw(random, count, 3);
            var temperature = random.NextDouble();
            var gain = l.Select((x, i) => q[i] - (temperature * (x - p[i]))).ToArray();
            var expected = -l.Select((x, i) => (gain[i] - gain.Where((_, k) => k != i && k % batch == i % batch).Average()) * x).Average();
            ShouldBeClose(
                [Number(DspgActorLoss.LeaveOneOutMean(Shaped(l, samples, batch), Shaped(q, samples, batch), temperature, Shaped(p, samples, batch)))], [expected], 1e-11);
        }
    }

    [Fact]
    public void IsLinearInQ() => BatchLaws.Hold(2, columns =>
    {
        using var scope = NewDisposeScope();
        var (logProbabilities, q) = (Vector(columns[0]).unsqueeze(1), Vector(columns[1]).unsqueeze(1));
        double Loss(double scale) => Number(DspgActorLoss.Mean(logProbabilities, q * scale, 0.3));
        return Close([Loss(2) - Loss(0)], [2 * (Loss(1) - Loss(0))], 1e-11);
    });

    [Fact]
    public void AgreesWithAScalarLoop()
    {
        var random = new Random(17);
        for (var trial = 0; trial < 1000; trial++)
        {
            using var scope = NewDisposeScope();
            int samples = random.Next(1, 5), batch = random.Next(1, 5), count = samples * batch;
            double[] l = Draw(random, count, 3), q = Draw(random, count, 3), p = Draw(random, count, 3);
            var temperature = random.NextDouble();
            var expected = -l.Select((x, i) => (q[i] - (temperature * (x - p[i])) - temperature) * x).Average();
            ShouldBeClose(
                [Number(DspgActorLoss.Mean(Shaped(l, samples, batch), Shaped(q, samples, batch), temperature, Shaped(p, samples, batch)))], [expected]);
        }
    }

    [Fact]
    public void HoldsTheBracketConstant() =>
        ShouldBeClose(
            Gradient(x => DspgActorLoss.Mean(x.reshape(2, 1), x.reshape(2, 1) * 3, 0.5, x.reshape(2, 1) * 7), [-1, 2]),
            [-(-3 - (0.5 * 6) - 0.5) / 2.0, -(6 + (0.5 * 12) - 0.5) / 2.0]);

    [Fact]
    public void RefusesWhatDoesNotFit()
    {
        ShouldRefuse<ArgumentException>("logProbabilities", () => DspgActorLoss.Mean(zeros(3), zeros(3), 1));
        ShouldRefuse<ArgumentException>("logProbabilities", () => DspgActorLoss.Mean(zeros(0, 3), zeros(0, 3), 1));
        ShouldRefuse<ArgumentException>("q", () => DspgActorLoss.Mean(zeros(2, 3), zeros(3, 2), 1));
        ShouldRefuse<ArgumentException>("priorLogProbabilities", () => DspgActorLoss.Mean(zeros(2, 3), zeros(2, 3), 1, zeros(3)));
        ShouldRefuse<ArgumentOutOfRangeException>("temperature", () => DspgActorLoss.Mean(zeros(2, 3), zeros(2, 3), -1));
        ShouldRefuse<ArgumentException>("logProbabilities", () => DspgActorLoss.LeaveOneOutMean(zeros(1, 3), zeros(1, 3), 1));
        ShouldRefuse<ArgumentException>("q", () => DspgActorLoss.LeaveOneOutMean(zeros(2, 3), zeros(3, 2), 1));
        ShouldRefuse<ArgumentException>("priorLogProbabilities", () => DspgActorLoss.LeaveOneOutMean(zeros(2, 3), zeros(2, 3), 1, zeros(3)));
        ShouldRefuse<ArgumentOutOfRangeException>("temperature", () => DspgActorLoss.LeaveOneOutMean(zeros(2, 3), zeros(2, 3), -1));
    }

    [Fact]
    public void LeaksNothing() => TensorLeak.AssertNone(() =>
    {
        using var x = zeros(2, 3);
        DspgActorLoss.Mean(x, x, 0.1).Dispose();
        DspgActorLoss.Mean(x, x, 0.1, x).Dispose();
        DspgActorLoss.LeaveOneOutMean(x, x, 0.1, x).Dispose();
    });

    private static Tensor Loss(Tensor x, double[] q, double temperature, string prior)
    {
        var picked = tensor(Rows);
        Tensor Pick(Tensor perAction) => perAction.index_select(0, picked).unsqueeze(1);
        var logPrior = Priors.Of(prior, 3);
        return DspgActorLoss.Mean(Pick(x.log_softmax(0)), Pick(Vector(q)), temperature, logPrior is null ? null : Pick(logPrior));
    }

    private static Tensor Objective(Tensor x, double[] q, double temperature, string prior) =>
        SoftValues.PolicyValue(Vector(q).unsqueeze(0), x.log_softmax(0).unsqueeze(0), temperature, Priors.Of(prior, 3)).sum();
}
