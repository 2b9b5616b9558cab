using SoftRL.Environments;
using SoftRL.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Agents.Sac.Tests;

/// <summary>The log-density of tanh-squashed actions where tanh rounds to ±1 in float32, against float64 formulas that do not cancel.</summary>
public sealed class SaturationTests
{
    [Theory]
    [InlineData(0.0)]
    [InlineData(0.3)]
    [InlineData(3.0)]
    [InlineData(-9.5)]
    [InlineData(12.0)]
    [InlineData(-40.0)]
    public void TheLogDensityIsThatOfTheFormulaInFloat64(double unsquashed)
    {
        using var agent = new SacAgent(new SacOptions { Hidden = "8", ReplayCapacity = 100 }, Support.Context());
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        // Biases start at zero: at the observation 0 the Gaussian is standard.
        var logDensity = agent.LogDensity(zeros(1, 3), full([1, 1], (float)unsquashed)).item<float>();
        var expected = (-0.5 * unsquashed * unsquashed) - (0.5 * Math.Log(2 * Math.PI)) - LogSlope(unsquashed);
        ((double)logDensity).Should().BeApproximately(expected, 1e-5 * Math.Max(1, Math.Abs(expected)));
    }

    [Fact]
    public void TheGradientStaysFiniteAndRightDeepInSaturation()
    {
        using var agent = new SacAgent(new SacOptions { Hidden = "8", ReplayCapacity = 100 }, Support.Context());
        using var scope = NewDisposeScope();
        var unsquashed = tensor(new float[,] { { -30 }, { -12 }, { 0.5f }, { 12 }, { 30 } }, requires_grad: true);
        agent.LogDensity(zeros(5, 3), unsquashed).sum().backward();
        // d/du [−u²/2 − ln(1 − tanh² u)] = −u + 2 tanh u.
        var gradient = unsquashed.grad!.data<float>().ToArray();
        double[] points = [-30, -12, 0.5, 12, 30];
        for (var i = 0; i < points.Length; i++)
        {
            ((double)gradient[i]).Should().BeApproximately(-points[i] + (2 * Math.Tanh(points[i])), 1e-5 * 30);
        }
    }

    [Fact]
    public void TheDensityOfSampledActionsIntegratesToOne()
    {
        // ∫ p(a) da over (−1, 1) = ∫ p(tanh u) (1 − tanh² u) du, by the trapezoidal rule, whose error is far below the tolerance here.
        using var agent = new SacAgent(new SacOptions { Hidden = "8", ReplayCapacity = 100 }, Support.Context(seed: 4));
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var points = linspace(-10, 10, 4_001, dtype: ScalarType.Float32).view(-1, 1);
        var density = agent.LogDensity(ones(4_001, 3), points).exp().data<float>().ToArray();
        var total = 0.0;
        for (var i = 0; i < density.Length; i++)
        {
            total += density[i] * Math.Exp(LogSlope(-10 + (0.005 * i))) * 0.005;
        }

        total.Should().BeApproximately(1, 1e-3);
    }

    // ln(1 − tanh² u), without cancellation.
    private static double LogSlope(double u) => 2 * (Math.Log(2) - Math.Abs(u) - double.LogP1(Math.Exp(-2 * Math.Abs(u))));
}
