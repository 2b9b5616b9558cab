using FsCheck.Fluent;
using SoftRL.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

public sealed class SquashedGaussianPoliciesTests
{
    [Fact]
    public void AtZeroTheSlopeIsOneAndTheDensityIsTheNormalOne()
    {
        using var scope = NewDisposeScope();
        var zero = zeros(1, 1, dtype: ScalarType.Float64);
        SquashedGaussianPolicies.LogProbability(zero, zero, zero).Numbers()[0].Should().BeApproximately(-0.5 * Math.Log(2 * Math.PI), 1e-15);

        // At u = artanh ½ the slope is 1 − ¼.
        var half = zero + Math.Atanh(0.5);
        SquashedGaussianPolicies.LogProbability(half, half, zero).Numbers()[0].Should().BeApproximately((-0.5 * Math.Log(2 * Math.PI)) - Math.Log(0.75), 1e-15);
    }

    [Theory]
    [MemberData(nameof(Kinds.All), MemberType = typeof(Kinds))]
    public void AgreesWithTheScalarTwin(ScalarType dtype, string device)
    {
        using var scope = NewDisposeScope();
        var random = new Random(18);
        var (preSquash, mean, logScale) = (random.NormalRows(1000, 3), random.NormalRows(1000, 3), random.NormalRows(1000, 3, 0.5));

        // d tanh/du = 1 / cosh².
        var expected = preSquash.Select((row, i) => row.Select((u, d) =>
            Math.Log(Naive.NormalDensity(u, mean[i][d], Math.Exp(logScale[i][d])) * Math.Pow(Math.Cosh(u), 2))).Sum()).ToArray();
        TensorAssert.AllClose(SquashedGaussianPolicies.LogProbability(preSquash.ToTensor(dtype, device), mean.ToTensor(dtype, device), logScale.ToTensor(dtype, device)),
            expected.ToTensor(), Kinds.Tolerance(dtype), Kinds.Tolerance(dtype));
    }

    [Theory]
    [MemberData(nameof(Kinds.All), MemberType = typeof(Kinds))]
    public void FarFromZeroNothingOverflowsAndNoDigitIsLost(ScalarType dtype, string device)
    {
        using var scope = NewDisposeScope();
        double[] far = [-1000, -30, -12, 12, 30, 1000];
        var u = new[] { far }.ToTensor(dtype, device).t().requires_grad_();
        var logProbability = SquashedGaussianPolicies.LogProbability(u, u.detach(), zeros(1, dtype: dtype, device: new Device(device)));
        logProbability.sum().backward();

        // ln(1 − tanh² u) = 2 ln 2 − 2|u| − 2 ln(1 + e^{−2|u|}); its slope is −2 tanh u.
        var expected = far.Select(x => (-0.5 * Math.Log(2 * Math.PI)) - (2 * Math.Log(2)) + (2 * Math.Abs(x)) + (2 * double.LogP1(Math.Exp(-2 * Math.Abs(x)))));
        TensorAssert.AllClose(logProbability, expected.ToArray().ToTensor(), dtype == ScalarType.Float32 ? 1e-6 : 1e-15, 0);
        TensorAssert.AllClose(u.grad!, far.Select(x => 2 * Math.Tanh(x)).ToArray().ToTensor().unsqueeze(1), dtype == ScalarType.Float32 ? 1e-6 : 1e-14, 0);
    }

    [Fact]
    public void TheDensityOfOneDimensionIntegratesToOne() => Laws.Hold(
        from mean in Laws.Rewards
        from scale in Gen.Choose(-10, 8)
        select (mean / 4, scale / 10.0),
        x =>
        {
            using var scope = NewDisposeScope();
            const int Points = 4000;
            var u = linspace(-9, 9, Points, ScalarType.Float64).unsqueeze(1) * Math.Exp(x.Item2) + x.Item1;
            var (mean, logScale) = (full_like(u, x.Item1), new[] { x.Item2 }.ToTensor());

            // ∫ π(a) da, with da = (1 − tanh² u) du; a function that ignored the slope would not sum to one.
            var density = SquashedGaussianPolicies.LogProbability(u, mean, logScale).exp().Numbers();
            var points = u.Numbers();
            var sum = density.Select((p, i) => p / Math.Pow(Math.Cosh(points[i]), 2)).Sum() * (points[1] - points[0]);
            return Math.Abs(sum - 1) <= 1e-9;
        });

    [Fact]
    public void ASampleAgreesWithItself()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(6);
        var (mean, logScale) = (new Random(1).NormalRows(50, 3).ToTensor(), new Random(2).Normal(3).ToTensor());
        var sample = SquashedGaussianPolicies.Sample(mean, logScale, generator);

        TensorAssert.AllClose(sample.Actions, sample.PreSquash.tanh(), 0, 0);
        TensorAssert.AllClose(sample.LogProbabilities, SquashedGaussianPolicies.LogProbability(sample.PreSquash, mean, logScale), 1e-13, 1e-13);
        sample.Actions.Numbers().Should().OnlyContain(a => a >= -1 && a <= 1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void NoiseGivesTheDensityOfTheActionsThatItMakes(bool perRow)
    {
        using var scope = NewDisposeScope();
        var random = new Random(8);
        var (mean, noise) = ((5 * random.NormalRows(200, 3).ToTensor()).requires_grad_(), random.NormalRows(200, 3).ToTensor());
        var logScale = (perRow ? random.NormalRows(200, 3).ToTensor() : random.Normal(3).ToTensor()).requires_grad_();
        var sample = SquashedGaussianPolicies.Reparameterised(mean, logScale, noise);
        var expected = SquashedGaussianPolicies.LogProbability(mean + (logScale.exp() * noise), mean, logScale);

        TensorAssert.AllClose(sample.Actions, (mean + (logScale.exp() * noise)).tanh(), 1e-14, 1e-14);
        TensorAssert.AllClose(sample.LogProbabilities, expected, 1e-12, 1e-12);
        var weights = linspace(-1, 1, 200, ScalarType.Float64);
        var ours = autograd.grad([(sample.LogProbabilities * weights).sum()], [mean, logScale]);
        var theirs = autograd.grad([(expected * weights).sum()], [mean, logScale]);
        for (var i = 0; i < 2; i++)
        {
            TensorAssert.AllClose(ours[i], theirs[i], 1e-11, 1e-11);
        }
    }

    [Fact]
    public void TheGradientsAreExact()
    {
        using var scope = NewDisposeScope();
        var random = new Random(5);
        var (u, mean, logScale) = (random.NormalRows(3, 2).ToTensor(), random.NormalRows(3, 2).ToTensor(), random.Normal(2).ToTensor());
        Gradients.ShouldAgree(x => SquashedGaussianPolicies.LogProbability(x, mean, logScale), u, "before squashing", 1e-7);
        Gradients.ShouldAgree(x => SquashedGaussianPolicies.LogProbability(u, x, logScale), mean, "mean", 1e-7);
        Gradients.ShouldAgree(x => SquashedGaussianPolicies.LogProbability(u, mean, x), logScale, "scale", 1e-7);
        Gradients.ShouldAgree(x => Drawn(x, logScale).Actions, mean, "actions in the mean", 1e-7);
        Gradients.ShouldAgree(x => Drawn(mean, x).LogProbabilities, logScale, "log-probabilities in the scale", 1e-7);

        static SquashedSample Drawn(Tensor mean, Tensor logScale)
        {
            using var generator = new Generator(1);
            return SquashedGaussianPolicies.Sample(mean, logScale, generator);
        }
    }

    [Fact]
    public void RefusesWhatDoesNotFit()
    {
        using var scope = NewDisposeScope();
        var (good, bad) = (zeros(2, 3), zeros(2));
        Refusals.Of("preSquash", () => SquashedGaussianPolicies.LogProbability(null!, good, good), () => SquashedGaussianPolicies.LogProbability(bad, good, good));
        Refusals.Of("mean", () => SquashedGaussianPolicies.LogProbability(good, bad, good), () => SquashedGaussianPolicies.Sample(bad, good));
        Refusals.Of("logScale", () => SquashedGaussianPolicies.LogProbability(good, good, bad), () => SquashedGaussianPolicies.Sample(good, null!));
        Refusals.Of("noise", () => SquashedGaussianPolicies.Reparameterised(good, good, bad), () => SquashedGaussianPolicies.Reparameterised(good, good, null!));
    }

    [Fact]
    public void LeavesNoTensorBehind()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1);
        var x = randn(2, 3, generator: new Generator(1)).requires_grad_();
        TensorLeak.AssertNone(() => SquashedGaussianPolicies.LogProbability(x, x, x).Dispose());
        TensorLeak.AssertNone(() =>
        {
            var sample = SquashedGaussianPolicies.Sample(x, x, generator);
            sample.Actions.Dispose();
            sample.PreSquash.Dispose();
            sample.LogProbabilities.Dispose();
        });
    }
}
