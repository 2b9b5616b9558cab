using FsCheck.Fluent;
using SoftRL.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

public sealed class GaussianPoliciesTests
{
    [Fact]
    public void AgreesWithTheStandardNormalWorkedByHand()
    {
        using var scope = NewDisposeScope();
        var zero = zeros(1, 2, dtype: ScalarType.Float64);

        // Two dimensions at distance 1 and 0 from the mean: −½ − ln 2π; with σ = 2 in both: −1/8 − ln 2π − 2 ln 2.
        var actions = new[] { new[] { 1.0, 0 } }.ToTensor();
        GaussianPolicies.LogProbability(actions, zero, zero).Numbers()[0].Should().BeApproximately(-0.5 - Math.Log(2 * Math.PI), 1e-15);
        GaussianPolicies.LogProbability(actions, zero, zero + Math.Log(2)).Numbers()[0].Should().BeApproximately(-0.125 - Math.Log(2 * Math.PI) - Math.Log(4), 1e-15);
    }

    [Theory]
    [MemberData(nameof(Kinds.All), MemberType = typeof(Kinds))]
    public void AgreesWithTheScalarTwin(ScalarType dtype, string device)
    {
        using var scope = NewDisposeScope();
        var random = new Random(17);
        var (actions, mean, logScale) = (random.NormalRows(1000, 3), random.NormalRows(1000, 3), random.NormalRows(1000, 3, 0.5));
        var expected = actions.Select((row, i) => row.Select((a, d) => Math.Log(Naive.NormalDensity(a, mean[i][d], Math.Exp(logScale[i][d])))).Sum()).ToArray();

        TensorAssert.AllClose(GaussianPolicies.LogProbability(actions.ToTensor(dtype, device), mean.ToTensor(dtype, device), logScale.ToTensor(dtype, device)),
            expected.ToTensor(), Kinds.Tolerance(dtype), Kinds.Tolerance(dtype));
    }

    [Fact]
    public void MovingActionsAndMeanTogetherChangesNothing() => Laws.Hold(
        Laws.Rewards.ArrayOf(4),
        x =>
        {
            using var scope = NewDisposeScope();
            double At(double action, double mean) => GaussianPolicies.LogProbability(One(action), One(mean), One(x[2] / 8)).Numbers()[0];
            return Math.Abs(At(x[0] + x[3], x[1] + x[3]) - At(x[0], x[1])) <= 1e-9 * (1 + Math.Abs(At(x[0], x[1])))
                && At(x[1], x[1]) >= At(x[0], x[1]);
        });

    /// <remarks>Means of n = 200,000 standardised draws: mean ~ N(0, 1/n), variance ~ N(1, 2/n). Bounds of 5.5 standard errors
    /// have false-alarm probability below 4e-8 for each of the 4 checks.</remarks>
    [Theory]
    [MemberData(nameof(Kinds.All), MemberType = typeof(Kinds))]
    public void DrawsHaveTheMeanAndScaleAsked(ScalarType dtype, string device)
    {
        const int Draws = 200_000;
        using var scope = NewDisposeScope();
        using var generator = new Generator(5, new Device(device));
        var mean = new[] { new[] { 3.0, -1 } }.ToTensor(dtype, device).expand(Draws, 2);
        var drawn = GaussianPolicies.Sample(mean, new[] { Math.Log(0.5), Math.Log(4) }.ToTensor(dtype, device), generator);
        var standardised = (drawn - mean) / new[] { 0.5, 4 }.ToTensor(dtype, device);

        drawn.dtype.Should().Be(dtype);
        TensorAssert.AllClose(standardised.mean([0]), zeros(2, dtype: ScalarType.Float64), 0, 5.5 / Math.Sqrt(Draws));
        TensorAssert.AllClose(standardised.square().mean([0]), ones(2, dtype: ScalarType.Float64), 0, 5.5 * Math.Sqrt(2.0 / Draws));
    }

    [Fact]
    public void TheSameGeneratorStateGivesTheSameActions()
    {
        using var scope = NewDisposeScope();
        using var first = new Generator(9);
        using var second = new Generator(9);
        var drawn = GaussianPolicies.Sample(zeros(5, 2), zeros(2), first).Numbers();
        GaussianPolicies.Sample(zeros(5, 2), zeros(2), second).Numbers().Should().Equal(drawn);
    }

    [Fact]
    public void TheGradientsAreExact()
    {
        using var scope = NewDisposeScope();
        var random = new Random(5);
        var (actions, mean, logScale) = (random.NormalRows(3, 2).ToTensor(), random.NormalRows(3, 2).ToTensor(), random.Normal(2).ToTensor());
        Gradients.ShouldAgree(x => GaussianPolicies.LogProbability(x, mean, logScale), actions, "actions", 1e-7);
        Gradients.ShouldAgree(x => GaussianPolicies.LogProbability(actions, x, logScale), mean, "mean", 1e-7);
        Gradients.ShouldAgree(x => GaussianPolicies.LogProbability(actions, mean, x), logScale, "scale", 1e-7);

        // The score: ∂ ln π/∂μ = (a − μ)/σ².
        var weights = Enumerable.Range(0, 3).Select(Gradients.Weight).ToArray().ToTensor().unsqueeze(1);
        TensorAssert.AllClose(Gradients.Of(x => GaussianPolicies.LogProbability(actions, x, logScale), mean), weights * (actions - mean) * (-2 * logScale).exp(), 1e-12);

        // Reparameterised: ∂a/∂μ = 1, ∂a/∂ln σ = a − μ.
        var places = Enumerable.Range(0, 6).Select(Gradients.Weight).ToArray().ToTensor().reshape(3, 2);
        TensorAssert.AllClose(Gradients.Of(x => Drawn(x, logScale), mean), places, 0, 0);
        TensorAssert.AllClose(Gradients.Of(x => Drawn(mean, x), logScale), (places * (Drawn(mean, logScale) - mean)).sum([0]), 1e-12);

        static Tensor Drawn(Tensor mean, Tensor logScale)
        {
            using var generator = new Generator(1);
            return GaussianPolicies.Sample(mean, logScale, generator);
        }
    }

    [Fact]
    public void RefusesWhatDoesNotFit()
    {
        using var scope = NewDisposeScope();
        var (good, bad) = (zeros(2, 3), zeros(2));
        Refusals.Of("actions", () => GaussianPolicies.LogProbability(null!, good, good), () => GaussianPolicies.LogProbability(bad, good, good));
        Refusals.Of("mean", () => GaussianPolicies.LogProbability(good, bad, good), () => GaussianPolicies.Sample(bad, good));
        Refusals.Of("logScale", () => GaussianPolicies.LogProbability(good, good, bad), () => GaussianPolicies.Sample(good, bad), () => GaussianPolicies.Sample(good, zeros(3, dtype: ScalarType.Float64)));
    }

    [Fact]
    public void LeavesNoTensorBehind()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1);
        var x = randn(2, 3, generator: new Generator(1)).requires_grad_();
        TensorLeak.AssertNone(() => GaussianPolicies.LogProbability(x, x, x).Dispose());
        TensorLeak.AssertNone(() => GaussianPolicies.Sample(x, x, generator).Dispose());
    }

    private static Tensor One(double value) => new[] { new[] { value } }.ToTensor();
}
