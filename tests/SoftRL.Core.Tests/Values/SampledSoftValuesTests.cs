using SoftRL.Testing;
using TorchSharp;
using static SoftRL.Core.Tests.Doubles;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

public sealed class SampledSoftValuesTests
{
    [Fact]
    public void AreTheWorkedExample()
    {
        using var scope = NewDisposeScope();

        // ln of the mean of 1 and 3; with τ = 2 twice that; the first sample drawn twice as often as π̄ would counts half.
        var q = Shaped([0, Math.Log(3)], 1, 2);
        ShouldBeClose(Read(SampledSoftValues.SoftValue(q, 1, q * 0)), [Math.Log(2)]);
        ShouldBeClose(Read(SampledSoftValues.SoftValue(q * 2, 2, q * 0)), [2 * Math.Log(2)]);
        var logRatio = Shaped([Math.Log(2), 0], 1, 2);
        ShouldBeClose(Read(SampledSoftValues.SoftValue(q, 1, logRatio)), [Math.Log(3.5 / 2)]);

        // Weights ¼ and ¾; KL of (¼, ¾) from the uniform distribution on the two.
        ShouldBeClose(Read(SampledSoftValues.LogWeights(q, 1, q * 0).exp()), [0.25, 0.75]);
        ShouldBeClose(Read(SampledSoftValues.Divergence(q, 1, q * 0)), [Math.Log(2) + (0.25 * Math.Log(0.25)) + (0.75 * Math.Log(0.75))]);
    }

    /// <summary>With one sample in the middle of each of many cells the sum is a quadrature, and must agree with another one.</summary>
    [Theory]
    [InlineData(0.05)]
    [InlineData(0.7)]
    [InlineData(20)]
    public void OfAQuadraticIsTheIntegral(double temperature)
    {
        using var scope = NewDisposeScope();
        const int cells = 4_000;
        var actions = Enumerable.Range(0, cells).Select(cell => -1 + ((2 * cell) + 1.0) / cells).ToArray();
        var q = Shaped(Array.ConvertAll(actions, Quadratic), 1, cells);
        var uniform = full_like(q, -Math.Log(2));
        var integral = Simpson(a => Math.Exp(Quadratic(a) / temperature));
        Number(SampledSoftValues.SoftValue(q, temperature, uniform)).Should().BeApproximately(temperature * Math.Log(integral), 1e-5);

        // The differential entropy −∫ p ln p of p = exp((Q − V)/τ), and with π̄ uniform a divergence that is ln 2 less it.
        var entropy = -Simpson(a => Density(a) * Math.Log(Density(a)));
        Number(SampledSoftValues.Divergence(q, temperature, uniform)).Should().BeApproximately(-entropy, 1e-5);
        Number(SampledSoftValues.Divergence(q, temperature, uniform * 0)).Should().BeApproximately(Math.Log(2) - entropy, 1e-5);

        double Density(double a) => Math.Exp(Quadratic(a) / temperature) / integral;
        static double Quadratic(double a) => 3 - (2 * (a - 0.3) * (a - 0.3));
    }

    /// <summary>Whatever the proposal, the same value: uniform, and rising to the right with density (1 + a)/2. Relative weights lie in [0, 3.1] and have a standard
    /// deviation below 1; over 40,000 samples five standard errors of exp(V/τ) are 2.5 %, at τ = 1 as much of V: α below 1e-6 each.</summary>
    [Fact]
    public void DoesNotDependOnTheProposal()
    {
        using var scope = NewDisposeScope();
        const int samples = 40_000;
        var random = new Random(5);
        var uniform = Draw(random, samples);
        var rising = Enumerable.Range(0, samples).Select(_ => (2 * Math.Sqrt(1 - random.NextDouble())) - 1).ToArray();
        var exact = Math.Log(Simpson(a => Math.Exp(1.2 * a)));
        Value(uniform, _ => 0.5).Should().BeApproximately(exact, 0.025);
        Value(rising, a => (1 + a) / 2).Should().BeApproximately(exact, 0.05, "1/q has a heavy tail at the left end, where its variance is finite only because Q falls");

        double Value(double[] actions, Func<double, double> density) => Number(SampledSoftValues.SoftValue(
            Shaped(Array.ConvertAll(actions, a => 1.2 * a), 1, samples), 1, Shaped(Array.ConvertAll(actions, a => Math.Log(density(a))), 1, samples)));
    }

    [Fact]
    public void AgreesWithAScalarLoop()
    {
        var random = new Random(16);
        for (var trial = 0; trial < 1000; trial++)
        {
            using var scope = NewDisposeScope();
            int batch = random.Next(1, 4), samples = random.Next(1, 6);
            double[] q = Draw(random, batch * samples, 4), logRatio = Draw(random, batch * samples, 2);
            var temperature = 0.05 + random.NextDouble();
            var (values, divergences) = (new double[batch], new double[batch]);
            for (var b = 0; b < batch; b++)
            {
                var terms = Enumerable.Range(b * samples, samples).Select(i => Math.Exp(q[i] / temperature) * Math.Exp(-logRatio[i])).ToArray();
                values[b] = temperature * Math.Log(terms.Sum() / samples);
                divergences[b] = terms.Select((term, j) => term / terms.Sum() * (q[(b * samples) + j] - values[b]) / temperature).Sum();
            }

            var (all, ratios) = (Shaped(q, batch, samples), Shaped(logRatio, batch, samples));
            ShouldBeClose(Read(SampledSoftValues.SoftValue(all, temperature, ratios)), values, 1e-10);
            ShouldBeClose(Read(SampledSoftValues.Divergence(all, temperature, ratios)), divergences, 1e-9);
        }
    }

    [Fact]
    public void TheGradientInQIsTheWeights()
    {
        double[] at = [1, -2, 0.5, 0.3, 2, 1];
        using var scope = NewDisposeScope();
        var logRatio = Shaped([0.1, -0.4, 0.9, 0, 0.2, -1], 2, 3);
        Tensor Function(Tensor q) => SampledSoftValues.SoftValue(q, 0.6, logRatio).sum();
        var gradient = Gradient(Function, at, 2, 3);
        ShouldBeClose(gradient, Differences(Function, at, 2, 3), 1e-8);
        ShouldBeClose(gradient, Read(SampledSoftValues.LogWeights(Shaped(at, 2, 3), 0.6, logRatio).exp()));
    }

    [Fact]
    public void AtTemperatureZeroItIsTheLargestQThatTheReferenceAllows()
    {
        using var scope = NewDisposeScope();
        var q = Shaped([1, 3, 2], 1, 3);
        ShouldBeClose(Read(SampledSoftValues.SoftValue(q, 0, q * 0)), [3]);
        ShouldBeClose(Read(SampledSoftValues.SoftValue(q, 0, Shaped([0, double.PositiveInfinity, 0], 1, 3))), [2]);
        Number(SampledSoftValues.SoftValue(q, 1e-3, q * 0)).Should().BeApproximately(3, 2e-3);
    }

    [Fact]
    public void AtAMillionNatsTheDifferencesStillCount()
    {
        using var scope = NewDisposeScope();
        var q = Floats(1e6, 1e6 - 1, -1e6).reshape(1, 3);
        Number(SampledSoftValues.SoftValue(q, 1, zeros_like(q))).Should().BeApproximately(1e6, 1);
        ShouldBeClose(Read(SampledSoftValues.LogWeights(q, 1, zeros_like(q)).exp()), [1 / (1 + Math.Exp(-1)), 1 / (1 + Math.E), 0], 1e-6);
    }

    [Theory]
    [MemberData(nameof(Kinds.All), MemberType = typeof(Kinds))]
    public void KeepsDtypeDeviceAndNumbers(ScalarType dtype, string device)
    {
        using var scope = NewDisposeScope();
        var random = new Random(3);
        var (q, logRatio) = (random.NormalRows(5, 7), random.NormalRows(5, 7));
        var value = SampledSoftValues.SoftValue(q.ToTensor(dtype, device), 0.3, logRatio.ToTensor(dtype, device));
        (value.dtype, value.device_type).Should().Be((dtype, new Device(device).type));
        TensorAssert.AllClose(value, SampledSoftValues.SoftValue(q.ToTensor(), 0.3, logRatio.ToTensor()).to(dtype), Kinds.Tolerance(dtype), Kinds.Tolerance(dtype));
    }

    [Fact]
    public void RefuseWhatDoesNotFit()
    {
        ShouldRefuse<ArgumentException>("q", () => SampledSoftValues.SoftValue(zeros(3), 1, zeros(3)));
        ShouldRefuse<ArgumentException>("q", () => SampledSoftValues.LogWeights(zeros(3, 0), 1, zeros(3, 0)));
        ShouldRefuse<ArgumentException>("logRatio", () => SampledSoftValues.SoftValue(zeros(3, 2), 1, zeros(2)));
        ShouldRefuse<ArgumentException>("logRatio", () => SampledSoftValues.Divergence(zeros(3, 2), 1, zeros(3, 2, dtype: ScalarType.Float64)));
        ShouldRefuse<ArgumentOutOfRangeException>("temperature", () => SampledSoftValues.SoftValue(zeros(3, 2), double.PositiveInfinity, zeros(3, 2)));
        ShouldRefuse<ArgumentOutOfRangeException>("temperature", () => SampledSoftValues.SoftValue(zeros(3, 2), -1, zeros(3, 2)));
        ShouldRefuse<ArgumentOutOfRangeException>("temperature", () => SampledSoftValues.LogWeights(zeros(3, 2), 0, zeros(3, 2)));
        ShouldRefuse<ArgumentOutOfRangeException>("temperature", () => SampledSoftValues.Divergence(zeros(3, 2), double.NaN, zeros(3, 2)));
    }

    [Fact]
    public void LeakNothing() => TensorLeak.AssertNone(() =>
    {
        using var x = zeros(2, 3);
        SampledSoftValues.SoftValue(x, 0.1, x).Dispose();
        SampledSoftValues.SoftValue(x, 0, x).Dispose();
        SampledSoftValues.LogWeights(x, 0.1, x).Dispose();
        SampledSoftValues.Divergence(x, 0.1, x).Dispose();
    });

    // ∫ over [−1, 1] by Simpson's rule.
    private static double Simpson(Func<double, double> function)
    {
        const int halves = 1_000;
        const double width = 1.0 / halves;
        return Enumerable.Range(0, (2 * halves) + 1)
            .Sum(i => (i == 0 || i == 2 * halves ? 1 : i % 2 == 1 ? 4 : 2) * function(-1 + (i * width))) * width / 3;
    }
}
