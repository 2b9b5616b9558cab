using SoftRL.Testing;
using static SoftRL.Core.Tests.Doubles;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

public sealed class ScoreMatrixTests
{
    [Fact]
    public void IsOneHotLessProbabilityForASoftmaxInTheWorkedExample()
    {
        using var scope = NewDisposeScope();
        var logits = Vector(Math.Log(3), 0).requires_grad_();
        var taken = logits.log_softmax(0).index_select(0, tensor(new long[] { 0, 1, 1 }));
        var scores = ScoreMatrix.Of(taken, [logits]);
        scores.shape.Should().Equal(3, 2);
        ShouldBeClose(Read(scores), [0.25, -0.25, -0.75, 0.75, -0.75, 0.75]);
    }

    [Fact]
    public void HasZeroMeanUnderThePolicy() => BatchLaws.Hold(1, columns =>
    {
        using var scope = NewDisposeScope();
        var logits = Vector(columns[0]).requires_grad_();
        var logPolicy = logits.log_softmax(0);
        var mean = logPolicy.detach().exp().unsqueeze(0).mm(ScoreMatrix.Of(logPolicy, [logits]));
        return Close(Read(mean), new double[columns[0].Length]);
    });

    [Fact]
    public void AgreesWithTheClosedFormOfTheSoftmax()
    {
        var random = new Random(66);
        for (var trial = 0; trial < 1000; trial++)
        {
            using var scope = NewDisposeScope();
            var actions = random.Next(1, 5);
            var taken = Enumerable.Range(0, random.Next(1, 4)).Select(_ => (long)random.Next(actions)).ToArray();
            var at = Draw(random, actions, 2);
            var logits = Vector(at).requires_grad_();
            var scores = ScoreMatrix.Of(logits.log_softmax(0).index_select(0, tensor(taken)), [logits]);

            var policy = Array.ConvertAll(LogSoftmax(at), Math.Exp);
            ShouldBeClose(Read(scores), taken.SelectMany(action => policy.Select((p, b) => (b == action ? 1 : 0) - p)).ToArray());
        }
    }

    [Fact]
    public void HasRowsThatAreTheCentralDifferencesOfEachLogProbability()
    {
        double[] at = [0.3, -0.2, 0.5, 0.1, -0.4, 0.7];
        Tensor LogProbabilities(Tensor x) => x.reshape(2, 3).sin().log_softmax(1).reshape(-1);
        using var scope = NewDisposeScope();
        var parameters = Vector(at).requires_grad_();
        var scores = ScoreMatrix.Of(LogProbabilities(parameters), [parameters]);
        for (var row = 0; row < 6; row++)
        {
            ShouldBeClose(Read(scores[row]), Differences(x => LogProbabilities(x)[row], at), 1e-8);
        }
    }

    [Fact]
    public void LaysParametersSideBySideWithZerosForOnesThatDoNotMatter()
    {
        using var scope = NewDisposeScope();
        var weights = Shaped([1, 2, 3, 4], 2, 2).requires_grad_();
        var idle = Vector(5, 6).requires_grad_();
        var bias = Vector(0.5).requires_grad_();
        var outputs = weights.sum(1) * 2 + bias;
        ShouldBeClose(Read(ScoreMatrix.Of(outputs, [weights, idle, bias])), [2, 2, 0, 0, 0, 0, 1, 0, 0, 2, 2, 0, 0, 1]);
        weights.grad.Should().BeNull();
        idle.grad.Should().BeNull();
    }

    [Fact]
    public void WorksWhereGradientsAreSwitchedOff()
    {
        using var scope = NewDisposeScope();
        var logits = Vector(0, 0).requires_grad_();
        var taken = logits.log_softmax(0);
        using var frozen = no_grad();
        var scores = ScoreMatrix.Of(taken, [logits]);
        ShouldBeClose(Read(scores), [0.5, -0.5, -0.5, 0.5]);
        scores.requires_grad.Should().BeFalse();
    }

    [Fact]
    public void RefusesWhatHasNoGraph()
    {
        using var scope = NewDisposeScope();
        var logits = Vector(1, 2).requires_grad_();
        var taken = logits.log_softmax(0);
        ShouldRefuse<ArgumentException>("takenLogProbabilities", () => ScoreMatrix.Of(Vector(1, 2), [logits]));
        ShouldRefuse<ArgumentException>("takenLogProbabilities", () => ScoreMatrix.Of(taken.unsqueeze(0), [logits]));
        ShouldRefuse<ArgumentNullException>("parameters", () => ScoreMatrix.Of(taken, null!));
        ShouldRefuse<ArgumentException>("parameters", () => ScoreMatrix.Of(taken, []));
        ShouldRefuse<ArgumentException>("parameters", () => ScoreMatrix.Of(taken, [logits, Vector(1)]));
        ShouldRefuse<ArgumentException>("parameters", () => ScoreMatrix.Of(taken, [Floats(1).requires_grad_()]));
        ShouldRefuse<ArgumentNullException>("parameters", () => ScoreMatrix.Of(taken, [null!]));
    }

    [Fact]
    public void LeaksNothing() => TensorLeak.AssertNone(() =>
    {
        using var scope = NewDisposeScope();
        var logits = Vector(1, 2).requires_grad_();
        var taken = logits.log_softmax(0);
        TensorLeak.AssertNone(() => ScoreMatrix.Of(taken, [logits]).Dispose());
    });
}
