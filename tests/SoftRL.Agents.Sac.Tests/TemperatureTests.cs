using SoftRL.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Agents.Sac.Tests;

/// <summary>The parameter is ln τ and the loss is τ times the constraint: what τ is multiplied by, and which way it goes.</summary>
public sealed class TemperatureTests
{
    private static readonly OptimizerSettings s_settings = new(OptimizerKind.Adam, new Schedule.Constant(0.01), 0.999, 1e-8, double.PositiveInfinity, 1000);

    [Theory]
    [InlineData(0.2)]
    [InlineData(5.0)]
    public void TheGradientIsOfLogTemperatureNotOfTemperature(double start)
    {
        // L = τ (H − H̄) = e^x (H − H̄): ∂L/∂x = τ (H − H̄), whereas ∂L/∂τ = H − H̄ = 0.7.
        using var temperature = Tuned(start, target: -1);
        using var scope = NewDisposeScope();
        temperature.Tune(full([4], -0.3f), full([4], 0.3f), 1);
        Support.Gradients(temperature.Parameters[0])[0].Should().BeApproximately((float)(start * 0.7), 1e-5f);
    }

    [Fact]
    public void TooMuchEntropyLowersItAndTooLittleRaisesIt()
    {
        using var lowered = Tuned(1, target: -1);
        using var raised = Tuned(1, target: -1);
        using var scope = NewDisposeScope();
        lowered.Tune(full([4], 0.5f), full([4], -0.5f), 1);
        raised.Tune(full([4], -1.5f), full([4], 1.5f), 1);
        // Adam's first step is the learning rate, whatever the size of the gradient: of ln τ.
        lowered.Value.item<float>().Should().BeApproximately((float)Math.Exp(-0.01), 1e-6f);
        raised.Value.item<float>().Should().BeApproximately((float)Math.Exp(0.01), 1e-6f);
    }

    [Fact]
    public void TooLargeADivergenceRaisesItAndASmallOneLowersIt()
    {
        var options = new SacOptions { Reference = "gaussian:1", TargetDivergence = 0.5 };
        using var raised = new Temperature(options, flat: false, -1, s_settings, CPU);
        using var lowered = new Temperature(options, flat: false, -1, s_settings, CPU);
        using var scope = NewDisposeScope();
        raised.Tune(zeros(4), full([4], 2f), 1);
        lowered.Tune(zeros(4), full([4], 0.1f), 1);
        raised.Value.item<float>().Should().BeGreaterThan(1);
        lowered.Value.item<float>().Should().BeLessThan(1);
    }

    [Fact]
    public void ItStaysPositiveHoweverLongItFalls()
    {
        using var temperature = new Temperature(new SacOptions(), flat: true, -1, s_settings with { LearningRate = new Schedule.Constant(1) }, CPU);
        using var scope = NewDisposeScope();
        for (var step = 1; step <= 60; step++)
        {
            temperature.Tune(full([4], 10f), full([4], -10f), step);
        }

        temperature.Value.item<float>().Should().BeInRange(1e-30f, 1e-3f);
    }

    [Fact]
    public void AFixedOneDoesNotMoveAndHasNothingToTrain()
    {
        using var temperature = new Temperature(new SacOptions { TuneTemperature = false, Temperature = 0.2 }, flat: false, -1, s_settings, CPU);
        using var scope = NewDisposeScope();
        temperature.Tune(full([4], 10f), full([4], -10f), 1);
        temperature.Value.item<float>().Should().Be(0.2f);
        temperature.Parameters.Should().BeEmpty();
    }

    private static Temperature Tuned(double start, double target)
        => new(new SacOptions { Temperature = start, TargetEntropy = target }, flat: true, 0, s_settings, CPU);
}
