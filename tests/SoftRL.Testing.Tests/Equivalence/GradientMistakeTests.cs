using SoftRL.Core;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Testing.Tests;

/// <summary>Every mistake is found, and the message says which term is off.</summary>
public sealed class GradientMistakeTests : IDisposable
{
    private static readonly EquivalenceOptions ActorCritic = new() { PolicyWeight = 1, ValueWeight = 0.5 };

    private readonly DisposeScope scope = NewDisposeScope();

    [Fact]
    public void AForgottenHalfIsAScale()
    {
        var error = Refused(samples => (samples.TakenQ - samples.ActionTargets).square());
        error.Message.Should().Contain("scale: the whole gradient is multiplied by 2.").And.Contain("The gradient is not the policy gradient")
            .And.NotContain("OFF", "the terms themselves are right");
        error.Report!.Residual.Should().BeApproximately(1, 1e-9);
        error.Report.Unexplained.Should().BeLessThan(1e-12);
    }

    [Fact]
    public void DifferentiatedTargetsAreNamed()
    {
        var error = Refused(samples => GradientEquivalenceTests.Squared(samples, Backups.ActionTargets(samples.Rollout, 0.1, 0.95, 2)[0]));
        error.Report!.ThroughTargets.Should().BeTrue();
        error.Message.Should().Contain("what a differentiated target adds: detach the targets").And.NotContain("OFF", "the terms themselves are right");
        error.Report.ValueTerm.Found.Should().BeApproximately(1, 1e-6);
    }

    [Fact]
    public void AWrongValueCoefficientIsTheValueTerm()
    {
        var error = RefusedActorCritic(samples => GradientEquivalenceTests.A2c(samples, 0.7));
        error.Message.Should().Contain("value term, ½(V - ŷ)²: coefficient 0.7, expected 0.5 - OFF")
            .And.Contain("policy term, -ln π·Δ: coefficient 1, expected 1 (right)").And.Contain("KL term, τ·KL: coefficient 1, expected 1 (right)");
    }

    [Fact]
    public void AForgottenKlIsTheKlTerm()
    {
        var error = RefusedActorCritic(samples => GradientEquivalenceTests.A2c(samples, 0.5, penalty: 0));
        error.Message.Should().MatchRegex("KL term, τ·KL: coefficient -?[0-9.E-]+, expected 1 - MISSING").And.Contain("½(V - ŷ)²: coefficient 0.5, expected 0.5 (right)");
        error.Report!.KlTerm.Found.Should().BeApproximately(0, 1e-9);
    }

    [Fact]
    public void AnEntropyBonusOfTheWrongSignIsTheKlTerm() =>
        RefusedActorCritic(samples => GradientEquivalenceTests.A2c(samples, 0.5, penalty: -0.1)).Message
            .Should().Contain("KL term, τ·KL: coefficient -1, expected 1 - WRONG SIGN");

    [Fact]
    public void AscendingThePolicyLossIsThePolicyTerm() =>
        RefusedActorCritic(samples => GradientEquivalenceTests.A2c(samples, 0.5) + (2 * samples.TakenLogProbabilities * samples.Advantages)).Message
            .Should().Contain("policy term, -ln π·Δ: coefficient -1, expected 1 - WRONG SIGN");

    [Fact]
    public void AMissingValueLossIsTheValueTerm() =>
        RefusedActorCritic(samples => GradientEquivalenceTests.A2c(samples, 0)).Message.Should().Contain("- MISSING");

    [Fact]
    public void AnAdvantageThatCarriesAGradientIsSomethingElse()
    {
        var error = RefusedActorCritic(samples =>
            GradientEquivalenceTests.A2c(samples, 0.5) - (samples.TakenLogProbabilities * (samples.Advantages.detach() - samples.Values + samples.Values.detach()))
            + (samples.TakenLogProbabilities * samples.Advantages));
        error.Report!.Unexplained.Should().BeGreaterThan(1e-3);
        error.Message.Should().Contain("is none of these terms");
    }

    [Fact]
    public void AHuberLossIsNotLinearInItsTargetAndSoNotThePolicyGradient() =>
        Refused(samples => nn.functional.huber_loss(samples.TakenQ, samples.ActionTargets, delta: 0.1, reduction: nn.Reduction.None)).Report!
            .Unexplained.Should().BeGreaterThan(1e-3);

    [Fact]
    public void TheWrongReferencePolicyIsFound()
    {
        // The targets penalise distance from π̄, the loss from the uniform policy.
        using var network = Networks.Mlp();
        var options = new EquivalenceOptions { ReferencePolicy = [0.7, 0.2, 0.1] };
        var act = () => GradientEquivalence.Check(network, Networks.Observations(), samples =>
        {
            using var uniform = ReferencePolicies.Uniform(3, ScalarType.Float64);
            var kl = Divergences.KullbackLeibler(samples.LogPolicy, uniform).detach();
            return GradientEquivalenceTests.Squared(samples, samples.StateTargets + (0.1 * kl));
        }, options);
        act.Should().Throw<GradientEquivalenceException>();
    }

    [Fact]
    public void MeasureReportsWithoutJudging()
    {
        using var network = Networks.Mlp();
        var report = GradientEquivalence.Measure(EquivalenceSubject.Q(network), Networks.Observations(), samples => 3 * GradientEquivalenceTests.Squared(samples));
        report.Passed.Should().BeFalse();
        report.Residual.Should().BeApproximately(2, 1e-9);
        report.ValueTerm.Should().Be(report.ValueTerm with { Expected = 1 });
        report.ValueTerm.Found.Should().BeApproximately(3, 1e-9);
        report.ToString().Should().Be(report.Description).And.Contain("3 states, 3 actions, τ = 0.1, γ = 0.95, n = 2, 103 trajectories, seed 1");
    }

    [Fact]
    public void TermsThatTheParametersCannotTellApartAreReportedAsSuch()
    {
        // One parameter: every gradient is a number.
        using var only = tensor([0.3], requires_grad: true);
        var subject = EquivalenceSubject.Q(observations => observations.narrow(1, 0, 3) * only, [only]);
        GradientEquivalence.Check(subject, Networks.Observations(), GradientEquivalenceTests.Squared).Separable.Should().BeFalse();
        var report = GradientEquivalence.Measure(subject, Networks.Observations(), samples => 2 * GradientEquivalenceTests.Squared(samples));
        report.Passed.Should().BeFalse();
        report.Description.Should().Contain("not independent in these parameters");
    }

    public void Dispose() => scope.Dispose();

    private static GradientEquivalenceException Refused(Func<EquivalenceSamples, Tensor> loss)
    {
        using var network = Networks.Mlp();
        return ((Action)(() => GradientEquivalence.Check(network, Networks.Observations(), loss))).Should().Throw<GradientEquivalenceException>().Which;
    }

    private static GradientEquivalenceException RefusedActorCritic(Func<EquivalenceSamples, Tensor> loss)
    {
        using var network = Networks.TwoHeads();
        return ((Action)(() => GradientEquivalence.Check(network.Subject, Networks.Observations(), loss, ActorCritic))).Should().Throw<GradientEquivalenceException>().Which;
    }
}
