using FsCheck.Fluent;
using SoftRL.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

public sealed class GaussianDivergencesTests
{
    [Fact]
    public void AgreeWithOneDimensionWorkedByHand()
    {
        using var scope = NewDisposeScope();

        // N(1, 2²) from N(0, 1): ½(4 + 1 − 1) − ln 2.
        GaussianDivergences.KullbackLeibler(One(1), One(Math.Log(2)), One(0), One(0)).Numbers()[0].Should().BeApproximately(2 - Math.Log(2), 1e-15);
        GaussianDivergences.Entropy(One(0)).Numbers()[0].Should().BeApproximately(0.5 * Math.Log(2 * Math.PI * Math.E), 1e-15);

        static Tensor One(double value) => new[] { new[] { value } }.ToTensor();
    }

    /// <remarks>The twin integrates the definition numerically (trapezia over ±12 standard deviations; the tails are below 1e-30).</remarks>
    [Theory]
    [MemberData(nameof(Kinds.All), MemberType = typeof(Kinds))]
    public void AgreeWithIntegralsOfTheDensities(ScalarType dtype, string device)
    {
        using var scope = NewDisposeScope();
        var random = new Random(16);
        var (mean, prior) = (random.NormalRows(500, 2), random.NormalRows(500, 2));
        var (scale, priorScale) = (random.NormalRows(500, 2, 0.5), random.NormalRows(500, 2, 0.5));
        var tolerance = Math.Max(Kinds.Tolerance(dtype), 1e-9);

        TensorAssert.AllClose(
            GaussianDivergences.KullbackLeibler(mean.ToTensor(dtype, device), scale.ToTensor(dtype, device), prior.ToTensor(dtype, device), priorScale.ToTensor(dtype, device)),
            Rows((i, d) => Integral(mean[i][d], Math.Exp(scale[i][d]), (x, logP) => Math.Exp(logP) * (logP - Naive.LogNormalDensity(x, prior[i][d], Math.Exp(priorScale[i][d]))))),
            tolerance, tolerance);
        TensorAssert.AllClose(GaussianDivergences.Entropy(scale.ToTensor(dtype, device)),
            Rows((i, d) => Integral(0, Math.Exp(scale[i][d]), (_, logP) => -Math.Exp(logP) * logP)), tolerance, tolerance);

        static Tensor Rows(Func<int, int, double> part) =>
            Enumerable.Range(0, 500).Select(i => part(i, 0) + part(i, 1)).ToArray().ToTensor();
    }

    [Fact]
    public void TheDivergenceIsNotNegativeAndZeroForEqualPolicies() => Laws.Hold(
        from numbers in Laws.Rewards.ArrayOf(4)
        select numbers,
        x =>
        {
            using var scope = NewDisposeScope();
            var parts = x.Select(v => new[] { new[] { v / 3 } }.ToTensor()).ToArray();
            return GaussianDivergences.KullbackLeibler(parts[0], parts[1], parts[2], parts[3]).Numbers()[0] >= -1e-15
                && GaussianDivergences.KullbackLeibler(parts[0], parts[1], parts[0], parts[1]).Numbers()[0] == 0;
        });

    [Fact]
    public void NearlyEqualPoliciesKeepTheirDigits()
    {
        using var scope = NewDisposeScope();
        var zero = new[] { new[] { 0.0 } }.ToTensor();
        var close = new[] { new[] { 1e-9 } }.ToTensor();
        // KL ≈ δ² for scales e^δ apart.
        GaussianDivergences.KullbackLeibler(zero, close, zero, zero).Numbers()[0].Should().BeApproximately(1e-18, 1e-24);
    }

    [Fact]
    public void ASharedRowStandsForEveryState()
    {
        using var scope = NewDisposeScope();
        var (mean, scale) = (randn(5, 3, generator: new Generator(1)), randn(3, generator: new Generator(2)));
        var repeated = scale.expand(5, 3);
        GaussianDivergences.KullbackLeibler(mean, scale, scale, scale).Numbers().Should().Equal(
            GaussianDivergences.KullbackLeibler(mean, repeated, repeated, repeated).Numbers());
    }

    [Fact]
    public void TheGradientsAreExact()
    {
        using var scope = NewDisposeScope();
        var random = new Random(4);
        var parts = Enumerable.Range(0, 4).Select(_ => random.NormalRows(3, 2).ToTensor()).ToArray();
        for (var i = 0; i < 4; i++)
        {
            Gradients.ShouldAgree(x => GaussianDivergences.KullbackLeibler(Part(0, x), Part(1, x), Part(2, x), Part(3, x)), parts[i], $"argument {i}", 1e-6);

            Tensor Part(int j, Tensor x) => j == i ? x : parts[j];
        }

        // ∂KL/∂μ = (μ − μ̄)/σ̄².
        var weights = Enumerable.Range(0, 3).Select(Gradients.Weight).ToArray().ToTensor().unsqueeze(1);
        TensorAssert.AllClose(Gradients.Of(x => GaussianDivergences.KullbackLeibler(x, parts[1], parts[2], parts[3]), parts[0]),
            weights * (parts[0] - parts[2]) * (-2 * parts[3]).exp(), 1e-12);
        TensorAssert.AllClose(Gradients.Of(x => GaussianDivergences.Entropy(x), parts[1]), weights.expand(3, 2), 0, 0);
    }

    [Fact]
    public void RefuseWhatDoesNotFit()
    {
        using var scope = NewDisposeScope();
        var (mean, bad) = (zeros(2, 3), zeros(2));
        Refusals.Of("mean", () => GaussianDivergences.KullbackLeibler(null!, mean, mean, mean), () => GaussianDivergences.KullbackLeibler(bad, mean, mean, mean));
        Refusals.Of("logScale", () => GaussianDivergences.KullbackLeibler(mean, bad, mean, mean), () => GaussianDivergences.Entropy(bad));
        Refusals.Of("priorMean", () => GaussianDivergences.KullbackLeibler(mean, mean, bad, mean), () => GaussianDivergences.KullbackLeibler(mean, mean, null!, mean));
        Refusals.Of("priorLogScale", () => GaussianDivergences.KullbackLeibler(mean, mean, mean, zeros(2, 3, dtype: ScalarType.Float64)));
    }

    [Fact]
    public void LeaveNoTensorBehind()
    {
        using var scope = NewDisposeScope();
        var x = randn(2, 3, generator: new Generator(3)).requires_grad_();
        TensorLeak.AssertNone(() => GaussianDivergences.KullbackLeibler(x, x, x, x).Dispose());
        TensorLeak.AssertNone(() => GaussianDivergences.Entropy(x).Dispose());
    }

    private static double Integral(double mean, double scale, Func<double, double, double> integrand)
    {
        const int Half = 300;
        var width = 12 * scale / Half;
        return width * Enumerable.Range(-Half, (2 * Half) + 1).Sum(i =>
        {
            var x = mean + (i * width);
            return integrand(x, Naive.LogNormalDensity(x, mean, scale));
        });
    }
}
