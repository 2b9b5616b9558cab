using SoftRL.Testing;
using static SoftRL.Core.Tests.Doubles;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

public sealed class GradientScalingTests
{
    private static readonly double[] Awkward =
        [0, -0.0, 1, -1.5, 1e-310, -1e-45, 1e38, -3e38, 1e300, double.PositiveInfinity, double.NegativeInfinity, double.NaN];

    [Fact]
    public void ReturnsItsInputAndScalesTheGradientInTheWorkedExample()
    {
        using var scope = NewDisposeScope();
        var x = Vector(1, -2, 0.5).requires_grad_();
        var y = GradientScaling.Scale(x, 3);
        Read(y).Should().Equal(1, -2, 0.5);

        y.square().sum().backward();
        Read(x.grad!).Should().Equal(3 * 2, 3 * -4, 3 * 1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(100)]
    public void ReturnsItsInputBitForBit(double scale)
    {
        using var scope = NewDisposeScope();
        var x = Vector(Awkward).requires_grad_();
        Bits(GradientScaling.Scale(x, scale)).Should().Equal(Bits(x));

        var single = x.detach().to(ScalarType.Float32).requires_grad_();
        var scaled = GradientScaling.Scale(single, scale);
        scaled.dtype.Should().Be(ScalarType.Float32);
        Bits(scaled).Should().Equal(Bits(single));
    }

    [Fact]
    public void ComposesByMultiplication() => BatchLaws.Hold(3, columns =>
    {
        var (first, second) = (Math.Abs(columns[1][0]), Math.Abs(columns[2][0]));
        var gradient = Gradient(x => GradientScaling.Scale(GradientScaling.Scale(x, first), second).sum(), columns[0]);
        return Close(gradient, Enumerable.Repeat(first * second, columns[0].Length).ToArray());
    });

    [Fact]
    public void AgreesWithTheChainRuleByHand()
    {
        var random = new Random(63);
        for (var trial = 0; trial < 1000; trial++)
        {
            var count = random.Next(1, 9);
            double[] at = Draw(random, count, 3), weights = Draw(random, count);
            var scale = 3 * random.NextDouble();
            var gradient = Gradient(x => (GradientScaling.Scale(x, scale).square() * Vector(weights)).sum(), at);
            ShouldBeClose(gradient, at.Zip(weights, (value, weight) => scale * 2 * value * weight).ToArray());
        }
    }

    [Fact]
    public void IsScaleTimesTheCentralDifferences()
    {
        double[] at = [0.3, -0.7, 1.1];
        Tensor Function(Tensor x, double scale) => GradientScaling.Scale(x.sin(), scale).exp().sum();
        var unscaled = Differences(x => Function(x, 2.5), at);
        ShouldBeClose(Gradient(x => Function(x, 2.5), at), unscaled.Select(slope => 2.5 * slope).ToArray(), 1e-8);
        ShouldBeClose(Gradient(x => Function(x, 1), at), unscaled, 1e-8);
    }

    [Fact]
    public void GivesMaskedLogProbabilitiesAZeroGradientAndDisturbsNoOther()
    {
        using var scope = NewDisposeScope();
        var logits = Vector(0.2, -1, 0.4).requires_grad_();
        var logPolicy = (logits + Vector(0, double.NegativeInfinity, 0)).log_softmax(0);
        var scaled = GradientScaling.Scale(logPolicy, 7);
        (scaled.exp() * Vector(1, 2, 3)).sum().backward();

        var probability = Math.Exp(0.2) / (Math.Exp(0.2) + Math.Exp(0.4));
        var slope = 7 * probability * (1 - probability) * (1 - 3);
        ShouldBeClose(Read(logits.grad!), [slope, 0, -slope]);
    }

    [Fact]
    public void ReturnsATensorOfItsOwn()
    {
        using var x = Vector(1, 2);
        GradientScaling.Scale(x, 1).Dispose();
        GradientScaling.Scale(x, 2).Dispose();
        Read(x).Should().Equal(1, 2);
    }

    [Fact]
    public void RefusesIntegersAndBadScales()
    {
        ShouldRefuse<ArgumentException>("x", () => GradientScaling.Scale(zeros(2, ScalarType.Int64), 1));
        ShouldRefuse<ArgumentNullException>("x", () => GradientScaling.Scale(null!, 1));
        ShouldRefuse<ArgumentOutOfRangeException>("scale", () => GradientScaling.Scale(zeros(2), -1));
        ShouldRefuse<ArgumentOutOfRangeException>("scale", () => GradientScaling.Scale(zeros(2), double.NaN));
        ShouldRefuse<ArgumentOutOfRangeException>("scale", () => GradientScaling.Scale(zeros(2), double.PositiveInfinity));
    }

    [Fact]
    public void LeaksNothing() => TensorLeak.AssertNone(() =>
    {
        using var x = Vector(1, 2);
        using var same = GradientScaling.Scale(x, 1);
        using var scaled = GradientScaling.Scale(x, 0.5);
    });

    private static long[] Bits(Tensor tensor) => tensor.dtype == ScalarType.Float32
        ? tensor.detach().data<float>().ToArray().Select(value => (long)BitConverter.SingleToInt32Bits(value)).ToArray()
        : tensor.detach().data<double>().ToArray().Select(BitConverter.DoubleToInt64Bits).ToArray();
}
