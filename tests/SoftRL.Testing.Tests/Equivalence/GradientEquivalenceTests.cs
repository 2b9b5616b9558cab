using SoftRL.Core;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Testing.Tests;

public sealed class GradientEquivalenceTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public static TheoryData<EquivalenceOptions> Problems() =>
    [
        new EquivalenceOptions(),
        new EquivalenceOptions { Steps = 1 },
        new EquivalenceOptions { Steps = 3, Temperature = 1, Discount = 1 },
        new EquivalenceOptions { Steps = 3, Lambda = 0.8, Temperature = 0.3 },
        new EquivalenceOptions { ReferencePolicy = [0.2, 0.5, 0.3] },
        new EquivalenceOptions { ReferencePolicy = [0.4, 0, 0.6], Seed = 7 },
    ];

    [Theory]
    [MemberData(nameof(Problems))]
    public void AQNetworkUnderSoftQLearningPasses(EquivalenceOptions options)
    {
        using var network = Networks.Mlp();
        var report = GradientEquivalence.Check(network, Networks.Observations(), options);
        report.Passed.Should().BeTrue();
        report.Residual.Should().BeLessThan(1e-12);
        report.PolicyTerm.Found.Should().BeApproximately(options.Temperature, 1e-8);
        report.ValueTerm.Found.Should().BeApproximately(1, 1e-8);
    }

    [Fact]
    public void AConvolutionalNetworkPasses()
    {
        using var network = Networks.Convolution();
        var images = tensor(Networks.Normal(3 * 2 * 16, 3), [3, 2, 4, 4]);
        GradientEquivalence.Check(network, images).Residual.Should().BeLessThan(1e-12);
    }

    [Fact]
    public void AFloat32NetworkPassesWithinItsPrecision()
    {
        using var network = Networks.Mlp(dtype: ScalarType.Float32);
        var report = GradientEquivalence.Check(network, Networks.Observations(dtype: ScalarType.Float32));
        report.Tolerance.Should().Be(1e-3);
        report.Residual.Should().BeInRange(1e-9, 1e-4);
    }

    [Fact]
    public void ADuelingQOfOnesOwnMakingPasses()
    {
        using var network = Networks.TwoHeads();
        var subject = EquivalenceSubject.Q(
            observations =>
            {
                var (logits, values) = network.Call(observations);
                return DuelingHead.Q(values, logits.log_softmax(-1), 0.1);
            },
            network.Subject.Parameters);
        GradientEquivalence.Check(subject, Networks.Observations(), Squared).Passed.Should().BeTrue();
    }

    [Fact]
    public void ALossOfOnesOwnPassesPerSampleAndAsAMean()
    {
        using var network = Networks.Mlp();
        var perSample = GradientEquivalence.Check(network, Networks.Observations(), Squared);
        var mean = GradientEquivalence.Check(network, Networks.Observations(), samples => SoftQLoss.Mean(samples.TakenQ, samples.ActionTargets));
        mean.Residual.Should().BeLessThan(1e-12);
        perSample.Residual.Should().BeLessThan(1e-12);
    }

    [Fact]
    public void ALossThatBuildsItsOwnTargetsPassesWhenItDetachesThem()
    {
        using var network = Networks.Mlp();
        GradientEquivalence.Check(network, Networks.Observations(), samples =>
            Squared(samples, Backups.ActionTargets(samples.Rollout, 0.1, 0.95, 2)[0].detach()));
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(100)]
    public void AnActorCriticLossPassesWithItsCoefficients(double coefficient)
    {
        using var network = Networks.TwoHeads();
        var options = new EquivalenceOptions { PolicyWeight = 1, ValueWeight = coefficient };
        GradientEquivalence.Check(network.Subject, Networks.Observations(), samples => A2c(samples, coefficient), options).Residual.Should().BeLessThan(1e-12);
    }

    [Fact]
    public void StreamScalesTurnSoftQLearningIntoA2c()
    {
        using var network = Networks.TwoHeads();
        var options = new EquivalenceOptions { PolicyWeight = 1, ValueWeight = 0.5, ReferencePolicy = [0.4, 0, 0.6] };
        GradientEquivalence.Check(
            network.Subject, Networks.Observations(),
            samples => 0.5 * (DuelingHead.TakenQ(samples.Values, samples.TakenLogRatios, 0.1, 0.5, 10) - samples.ActionTargets).square(),
            options).Residual.Should().BeLessThan(1e-12);
    }

    [Fact]
    public void NothingIsLeftBehindAndNoGradientIsTouched()
    {
        using var network = Networks.Mlp();
        using var observations = Networks.Observations();
        TensorLeak.AssertNone(() => GradientEquivalence.Check(network, observations));
        network.parameters().All(parameter => parameter.grad is null).Should().BeTrue();
    }

    [Fact]
    public void WorksInsideNoGradAndGivesTheSameAnswerTwice()
    {
        using var network = Networks.Mlp();
        using var frozen = no_grad();
        var first = GradientEquivalence.Check(network, Networks.Observations());
        GradientEquivalence.Check(network, Networks.Observations()).Should().Be(first);
    }

    public void Dispose() => scope.Dispose();

    internal static Tensor Squared(EquivalenceSamples samples) => Squared(samples, samples.ActionTargets);

    internal static Tensor Squared(EquivalenceSamples samples, Tensor targets) => 0.5 * (samples.TakenQ - targets).square();

    internal static Tensor A2c(EquivalenceSamples samples, double coefficient, double penalty = 0.1) =>
        (-samples.TakenLogProbabilities * samples.Advantages) + (penalty * samples.Kl) + (coefficient * 0.5 * (samples.Values - samples.StateTargets).square());
}
