using System.Runtime.InteropServices;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Compat.Tests;

/// <summary>torch.nn.functional against the formulas, in double precision.</summary>
public class FunctionalTests
{
    private static readonly double[] Points = [-3, -1, -0.25, 0, 0.5, 1, 2.5];

    public static TheoryData<string, Func<Tensor, Tensor>, Func<double, double>> Activations => new()
    {
        { "relu", x => functional.relu(x), x => Math.Max(x, 0) },
        { "tanh", x => functional.tanh(x), Math.Tanh },
        { "sigmoid", functional.sigmoid, x => 1 / (1 + Math.Exp(-x)) },
        { "softplus", x => functional.softplus(x, beta: 2), x => Math.Log(1 + Math.Exp(2 * x)) / 2 },
        { "elu", x => functional.elu(x, 1.5), x => x > 0 ? x : 1.5 * (Math.Exp(x) - 1) },
        { "silu", x => functional.silu(x), x => x / (1 + Math.Exp(-x)) },
        { "leaky_relu", x => functional.leaky_relu(x, 0.1), x => x > 0 ? x : 0.1 * x },
    };

    [Theory]
    [MemberData(nameof(Activations))]
    public void AnActivationIsItsFormula(string name, Func<Tensor, Tensor> activation, Func<double, double> formula)
    {
        using var scope = NewDisposeScope();

        var values = activation(tensor(Points)).data<double>().ToArray();

        values.Should().HaveSameCount(Points, name);
        values.Zip(Points.Select(formula), (a, b) => Math.Abs(a - b)).Max().Should().BeLessThan(1e-12, name);
    }

    [Fact]
    public void GeluIsTheInputTimesTheNormalDistributionFunction()
    {
        using var scope = NewDisposeScope();

        // 0.8413447460685429 is Φ(1).
        functional.gelu(tensor(new[] { 0.0, 1.0, -1.0 })).data<double>().ToArray()
            .Zip([0, 0.8413447460685429, -0.15865525393145707], (a, b) => Math.Abs(a - b)).Max().Should().BeLessThan(1e-12);
    }

    [Fact]
    public void WorkingInPlaceChangesTheArgumentAndReturnsAnotherHandleToIt()
    {
        using var scope = NewDisposeScope();
        foreach (var activation in new Func<Tensor, Tensor>[]
        {
            x => functional.relu(x, inplace: true), x => functional.tanh(x, inplace: true), x => functional.sigmoid(x, inplace: true),
            x => functional.elu(x, 1, inplace: true), x => functional.silu(x, inplace: true), x => functional.gelu(x, inplace: true),
            x => functional.leaky_relu(x, 0.5, inplace: true),
        })
        {
            var x = tensor(new[] { -1.0, 2.0 });
            var y = activation(x);
            y.Should().NotBeSameAs(x);
            y.Equals(x).Should().BeTrue();
            x.data<double>()[0].Should().NotBe(-1.0);
        }
    }

    [Fact]
    public void SoftmaxIsNormalisedAndLogSoftmaxIsItsLogarithmWithoutOverflow()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { 1000.0, 999.0, -1000.0 });

        var log = functional.log_softmax(x, 0).data<double>().ToArray();
        var plain = functional.softmax(x, 0).data<double>().ToArray();

        var normaliser = 1000 + Math.Log(1 + Math.Exp(-1));
        log.Should().Equal([1000 - normaliser, 999 - normaliser, -1000 - normaliser], (a, b) => Math.Abs(a - b) < 1e-10);
        plain.Sum().Should().BeApproximately(1, 1e-12);
        functional.softmax(ones(2), 0, ScalarType.Float64).dtype.Should().Be(ScalarType.Float64);
    }

    [Theory]
    [InlineData(Reduction.None)]
    [InlineData(Reduction.Mean)]
    [InlineData(Reduction.Sum)]
    public void ALossIsItsFormulaReduced(Reduction reduction)
    {
        using var scope = NewDisposeScope();
        double[] predicted = [0, 1, -2, 4], wanted = [0.5, 1, 1, -1];
        var (x, y) = (tensor(predicted), tensor(wanted));
        var gaps = predicted.Zip(wanted, (a, b) => Math.Abs(a - b)).ToArray();

        Check(functional.mse_loss(x, y, reduction), gap => gap * gap);
        Check(functional.l1_loss(x, y, reduction), gap => gap);
        Check(functional.huber_loss(x, y, 2, reduction), gap => gap < 2 ? gap * gap / 2 : 2 * (gap - 1));
        Check(functional.smooth_l1_loss(x, y, reduction, 2), gap => gap < 2 ? gap * gap / 4 : gap - 1);

        void Check(Tensor loss, Func<double, double> formula)
        {
            var each = gaps.Select(formula).ToArray();
            double[] expected = reduction switch { Reduction.None => each, Reduction.Sum => [each.Sum()], _ => [each.Average()] };
            loss.data<double>().ToArray().Should().Equal(expected, (a, b) => Math.Abs(a - b) < 1e-12);
        }
    }

    [Fact]
    public void CrossEntropyIsTheNegativeLogSoftmaxOfTheClass()
    {
        using var scope = NewDisposeScope();
        var scores = randn(6, 4, dtype: ScalarType.Float64);
        var classes = tensor(new long[] { 0, 3, 1, 2, 2, 0 });
        var log = functional.log_softmax(scores, 1);

        var expected = -log.gather(1, classes.unsqueeze(1)).mean().item<double>();

        functional.cross_entropy(scores, classes).item<double>().Should().BeApproximately(expected, 1e-12);
        functional.nll_loss(log, classes).item<double>().Should().BeApproximately(expected, 1e-12);
    }

    [Fact]
    public void OneHotCountsTheClassesUnlessTheyAreGiven()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new long[] { 0, 2 });

        functional.one_hot(x).data<long>().ToArray().Should().Equal(1, 0, 0, 0, 0, 1);
        functional.one_hot(x, 4).shape.Should().Equal(2, 4);
        FluentActions.Invoking(() => functional.one_hot(x, 2)).Should().Throw<ExternalException>();
    }

    [Fact]
    public void DropoutScalesWhatItKeepsAndDoesNothingOutsideTraining()
    {
        using var scope = NewDisposeScope();
        var x = ones(10_000);

        var kept = functional.dropout(x, 0.25).data<float>().ToArray();

        kept.Should().OnlyContain(value => value == 0 || Math.Abs(value - (1 / 0.75f)) < 1e-6);
        // 10,000 draws with probability 0.25: within 6 standard deviations (26) except once in 5e8.
        kept.Count(value => value == 0).Should().BeInRange(2240, 2760);
        functional.dropout(x, 0.25, training: false).Equals(x).Should().BeTrue();
        functional.dropout(x, 0.25, inplace: true).Equals(x).Should().BeTrue();
        x.min().item<float>().Should().Be(0);
    }

    [Fact]
    public void QrGivesOrthonormalColumnsAndAnUpperTriangle()
    {
        using var scope = NewDisposeScope();
        var a = randn(5, 3, dtype: ScalarType.Float64);

        var (q, r) = linalg.qr(a);

        q.matmul(r).allclose(a, 1e-12, 1e-12).Should().BeTrue();
        q.transpose(0, 1).matmul(q).allclose(eye(3, dtype: ScalarType.Float64), 1e-12, 1e-12).Should().BeTrue();
        r.tril(-1).abs().max().item<double>().Should().Be(0);
        linalg.qr(a, linalg.QRMode.Complete).Q.shape.Should().Equal(5, 5);
    }

    [Fact]
    public void EveryFailureIsAnExceptionWithTheMessageOfLibTorch()
    {
        using var scope = NewDisposeScope();
        FluentActions.Invoking(() => functional.linear(ones(2, 3), ones(2, 4))).Should().Throw<ExternalException>();
        FluentActions.Invoking(() => functional.conv2d(ones(1, 2, 4, 4), ones(1, 3, 3, 3))).Should().Throw<ExternalException>().WithMessage("*channels*");
        FluentActions.Invoking(() => functional.layer_norm(ones(2, 3), [4])).Should().Throw<ExternalException>();
        FluentActions.Invoking(() => functional.cross_entropy(ones(2, 3), tensor(new long[] { 0, 3 }))).Should().Throw<Exception>();
        FluentActions.Invoking(() => linalg.qr(ones(3))).Should().Throw<ExternalException>();
    }
}
