using SoftRL.Testing;
using static SoftRL.Core.Tests.Doubles;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

public sealed class FisherInformationTests
{
    [Fact]
    public void IsTheMeanOuterProductInTheWorkedExample()
    {
        using var scope = NewDisposeScope();
        var scores = Shaped([1, 2, 3, 4], 2, 2);

        // ½·([1 2; 2 4] + [9 12; 12 16])
        ShouldBeClose(Read(FisherInformation.Matrix(scores)), [5, 7, 7, 10]);
        ShouldBeClose(Read(FisherInformation.VectorProduct(scores, Vector(1, -1))), [-2, -3]);
        ShouldBeClose(Read(FisherInformation.VectorProduct(scores, Vector(1, -1), 0.5)), [-1.5, -3.5]);
    }

    /// <summary>Probabilities ½, ¼, ¼ as four equally frequent rows: F = diag(π) − ππᵀ exactly.</summary>
    [Fact]
    public void IsTheCovarianceOfTheActionsForASoftmax()
    {
        using var scope = NewDisposeScope();
        var logits = Vector(Math.Log(0.5), Math.Log(0.25), Math.Log(0.25)).requires_grad_();
        var scores = ScoreMatrix.Of(logits.log_softmax(0).index_select(0, tensor(new long[] { 0, 0, 1, 2 })), [logits]);
        ShouldBeClose(
            Read(FisherInformation.Matrix(scores)),
            [0.25, -0.125, -0.125, -0.125, 0.1875, -0.0625, -0.125, -0.0625, 0.1875]);
    }

    [Fact]
    public void IsSymmetricAndNeverNegative() => BatchLaws.Hold(6, columns =>
    {
        using var scope = NewDisposeScope();
        var scores = stack(columns.Take(3).Select(column => Vector(column)), 1);
        var fisher = FisherInformation.Matrix(scores);
        var vector = Vector(columns[3][0], columns[4][0], columns[5][0]);
        return Close(Read(fisher), Read(fisher.t())) && Number(vector.dot(fisher.mv(vector))) >= -1e-9;
    });

    [Fact]
    public void AgreesWithAScalarLoop()
    {
        var random = new Random(69);
        for (var trial = 0; trial < 1000; trial++)
        {
            using var scope = NewDisposeScope();
            int samples = random.Next(1, 6), size = random.Next(1, 5);
            double[] psi = Draw(random, samples * size, 2), v = Draw(random, size);
            var damping = random.NextDouble();

            double[] fisher = new double[size * size], product = new double[size];
            for (var i = 0; i < size; i++)
            {
                for (var j = 0; j < size; j++)
                {
                    for (var m = 0; m < samples; m++)
                    {
                        fisher[(i * size) + j] += psi[(m * size) + i] * psi[(m * size) + j] / samples;
                    }

                    product[i] += (fisher[(i * size) + j] + (i == j ? damping : 0)) * v[j];
                }
            }

            ShouldBeClose(Read(FisherInformation.Matrix(Shaped(psi, samples, size))), fisher);
            ShouldBeClose(Read(FisherInformation.VectorProduct(Shaped(psi, samples, size), Vector(v), damping)), product);
        }
    }

    [Fact]
    public void TimesAVectorIsTheGradientOfHalfItsQuadraticForm()
    {
        using var scope = NewDisposeScope();
        var random = new Random(70);
        var (scores, at) = (Shaped(Draw(random, 12), 4, 3), Draw(random, 3));
        Tensor Form(Tensor v) => (v * FisherInformation.Matrix(scores).mv(v)).sum() * 0.5;
        var product = Read(FisherInformation.VectorProduct(scores, Vector(at)));
        ShouldBeClose(Gradient(Form, at), product);
        ShouldBeClose(Differences(Form, at), product, 1e-8);
    }

    [Fact]
    public void RefusesWhatDoesNotFit()
    {
        ShouldRefuse<ArgumentException>("scores", () => FisherInformation.Matrix(zeros(3)));
        ShouldRefuse<ArgumentException>("scores", () => FisherInformation.Matrix(zeros(0, 3)));
        ShouldRefuse<ArgumentException>("vector", () => FisherInformation.VectorProduct(zeros(4, 3), zeros(4)));
        ShouldRefuse<ArgumentException>("vector", () => FisherInformation.VectorProduct(zeros(4, 3), Vector(1, 2, 3)));
        ShouldRefuse<ArgumentOutOfRangeException>("damping", () => FisherInformation.VectorProduct(zeros(4, 3), zeros(3), -1));
    }

    [Fact]
    public void LeaksNothing() => TensorLeak.AssertNone(() =>
    {
        using var scores = zeros(4, 3);
        using var vector = zeros(3);
        FisherInformation.Matrix(scores).Dispose();
        FisherInformation.VectorProduct(scores, vector, 0.1).Dispose();
    });
}
