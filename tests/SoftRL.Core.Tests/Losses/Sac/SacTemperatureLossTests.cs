using SoftRL.Testing;
using static SoftRL.Core.Tests.Doubles;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

public sealed class SacTemperatureLossTests
{
    [Fact]
    public void IsTheWorkedExample()
    {
        using var scope = NewDisposeScope();
        var logTemperature = Vector(Math.Log(0.5)).squeeze(0);
        Number(SacTemperatureLoss.ForEntropy(logTemperature, Vector(1, 3), 0.5)).Should().BeApproximately(0.5 * 1.5, 1e-15);
        Number(SacTemperatureLoss.ForDivergence(logTemperature, Vector(1, 3), 0.5)).Should().BeApproximately(0.5 * -1.5, 1e-15);
    }

    [Fact]
    public void MovesTheTemperatureTowardsTheConstraint() => BatchLaws.Hold(1, columns =>
    {
        var mean = columns[0].Average();
        double Slope(Func<Tensor, Tensor> loss) => Gradient(x => loss(x.squeeze(0)), [0.3]).Single();
        var entropySlope = Slope(x => SacTemperatureLoss.ForEntropy(x, Vector(columns[0]), 0.25));
        var divergenceSlope = Slope(x => SacTemperatureLoss.ForDivergence(x, Vector(columns[0]), 0.25));
        return Math.Sign(entropySlope) == Math.Sign(mean - 0.25) && Math.Sign(divergenceSlope) == -Math.Sign(mean - 0.25);
    });

    [Fact]
    public void AgreesWithAScalarLoop()
    {
        var random = new Random(6);
        for (var trial = 0; trial < 1000; trial++)
        {
            using var scope = NewDisposeScope();
            var measured = Draw(random, random.Next(1, 9), 3);
            double logTemperature = Draw(random, 1, 4)[0], target = random.NextDouble();
            var parameter = Vector(logTemperature).squeeze(0);
            var product = Math.Exp(logTemperature) * (measured.Average() - target);
            ShouldBeClose([Number(SacTemperatureLoss.ForEntropy(parameter, Vector(measured), target))], [product], 1e-11);
            ShouldBeClose([Number(SacTemperatureLoss.ForDivergence(parameter, Vector(measured), target))], [-product], 1e-11);
        }
    }

    [Fact]
    public void HasItselfAsItsGradientAndHoldsTheMeasurementConstant()
    {
        // d/dx eˣ·c = eˣ·c
        Tensor Entropy(Tensor x) => SacTemperatureLoss.ForEntropy(x.squeeze(0), Vector(1, 3), 0.5);
        Tensor Divergence(Tensor x) => SacTemperatureLoss.ForDivergence(x.squeeze(0), Vector(1, 3), 0.5);
        ShouldBeClose(Gradient(Entropy, [-1]), [Math.Exp(-1) * 1.5]);
        ShouldBeClose(Gradient(Divergence, [-1]), [Math.Exp(-1) * -1.5]);
        ShouldBeClose(Gradient(Entropy, [-1]), Differences(Entropy, [-1]), 1e-8);
        ShouldBeClose(Gradient(Divergence, [-1]), Differences(Divergence, [-1]), 1e-8);
        ShouldBeClose(
            Gradient(x => SacTemperatureLoss.ForEntropy(x.squeeze(0), x + Vector(2, 4), 0.5), [-1]), [Math.Exp(-1) * 1.5]);
    }

    [Fact]
    public void RefusesWhatDoesNotFit()
    {
        ShouldRefuse<ArgumentException>("logTemperature", () => SacTemperatureLoss.ForEntropy(zeros(1), zeros(2), 0));
        ShouldRefuse<ArgumentException>("entropies", () => SacTemperatureLoss.ForEntropy(tensor(0f), zeros(2, 2), 0));
        ShouldRefuse<ArgumentException>("entropies", () => SacTemperatureLoss.ForEntropy(tensor(0f), zeros(0), 0));
        ShouldRefuse<ArgumentException>("entropies", () => SacTemperatureLoss.ForEntropy(tensor(0f), Vector(1), 0));
        ShouldRefuse<ArgumentException>("divergences", () => SacTemperatureLoss.ForDivergence(tensor(0f), Vector(1), 0));
        ShouldRefuse<ArgumentOutOfRangeException>("targetEntropy", () => SacTemperatureLoss.ForEntropy(tensor(0f), zeros(2), double.NaN));
        ShouldRefuse<ArgumentOutOfRangeException>("targetDivergence", () => SacTemperatureLoss.ForDivergence(tensor(0f), zeros(2), -1));
    }

    [Fact]
    public void LeaksNothing() => TensorLeak.AssertNone(() =>
    {
        using var logTemperature = tensor(0f);
        using var measured = ones(3);
        SacTemperatureLoss.ForEntropy(logTemperature, measured, 0.5).Dispose();
        SacTemperatureLoss.ForDivergence(logTemperature, measured, 0.5).Dispose();
    });
}
