using SoftRL.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

public sealed partial class SoftValuesTests
{
    public static TheoryData<double, bool> GradientCases => new()
    {
        { 0.05, false }, { 0.05, true }, { 1, false }, { 1, true }, { 10, true }, { 0, false }, { 0, true }, { double.PositiveInfinity, true },
    };

    [Theory]
    [MemberData(nameof(GradientCases))]
    public void TheGradientInQIsTheBoltzmannPolicy(double temperature, bool withPrior)
    {
        using var scope = NewDisposeScope();
        var random = new Random(5);
        var q = random.NormalRows(6, 5).ToTensor();
        var prior = withPrior ? new[] { 0.1, 0, 0.2, 0.3, 0.4 }.Logs().ToTensor() : null;
        Tensor Function(Tensor x) => SoftValues.SoftValue(x, temperature, prior);

        var policy = BoltzmannPolicies.LogPolicy(q, temperature, prior).exp();
        var weights = Enumerable.Range(0, 6).Select(Gradients.Weight).ToArray().ToTensor().unsqueeze(1);
        TensorAssert.AllClose(Gradients.Of(Function, q), weights * policy, 1e-12, 1e-14, "closed form");
        Gradients.ShouldAgree(Function, q, "central differences");
    }

    [Fact]
    public void AtATieTheHardLimitKeepsTheGradientLawAndTheExactMaximum()
    {
        using var scope = NewDisposeScope();
        var q = new[] { new[] { 0.3, 0.1 + 0.2, 0.1, 7 } }.ToTensor();
        q[0, 1] = 0.3;
        var prior = new[] { 0.2, 0.6, 0.2, 0.0 }.Logs().ToTensor();

        TensorAssert.AllClose(Gradients.Of(x => SoftValues.SoftValue(x, 0, prior), q), new[] { new[] { 0.25, 0.75, 0, 0 } }.ToTensor(), 1e-14);
        SoftValues.SoftValue(q.clone().requires_grad_(), 0, prior).Numbers()[0].Should().Be(0.3);
    }

    [Fact]
    public void TheGradientOfAPolicysValueIsExact()
    {
        using var scope = NewDisposeScope();
        var random = new Random(6);
        var (q, logits) = (random.NormalRows(4, 5).ToTensor(), random.NormalRows(4, 5).ToTensor());
        var prior = new[] { 0.1, 0, 0.2, 0.3, 0.4 }.Logs().ToTensor();
        Tensor Policy(Tensor x) => ReferencePolicies.Restrict(x, prior.isfinite());

        var weights = Enumerable.Range(0, 4).Select(Gradients.Weight).ToArray().ToTensor().unsqueeze(1);
        TensorAssert.AllClose(Gradients.Of(x => SoftValues.PolicyValue(x, Policy(logits), 0.3, prior), q), weights * Policy(logits).exp(), 1e-12, 1e-14);
        Gradients.ShouldAgree(x => SoftValues.PolicyValue(q, Policy(x), 0.3, prior), logits, "logits, masked reference");
        Gradients.ShouldAgree(x => SoftValues.PolicyValue(q, x.log_softmax(-1), 0.3), logits, "logits, counting measure");

        // At the Boltzmann policy the value is stationary in the policy.
        var optimum = (q / 0.3 + prior).masked_fill(prior.isneginf(), 0);
        TensorAssert.AllClose(Gradients.Of(x => SoftValues.PolicyValue(q, Policy(x), 0.3, prior), optimum), zeros_like(q), 0, 1e-12);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void WhereThePolicyIsZeroNeitherQNorTheReferenceCounts(double q)
    {
        using var scope = NewDisposeScope();
        var (policy, prior) = (new[] { new[] { 0.5, 0, 0.5 } }.Logs().ToTensor(), new[] { 0.25, 0, 0.75 }.Logs().ToTensor());
        var (some, none) = (new[] { new[] { 1, q, 2 } }.ToTensor(), new[] { new[] { 1, 0.0, 2 } }.ToTensor());

        SoftValues.PolicyValue(some, policy, 0.5, prior).Numbers().Should().Equal(SoftValues.PolicyValue(none, policy, 0.5, prior).Numbers());
        Gradients.Of(x => SoftValues.PolicyValue(x, policy, 0.5, prior), some).Numbers().Should().Equal(0.5, 0, 0.5);
        Gradients.Of(x => SoftValues.PolicyValue(some, x, 0.5, prior), policy).Numbers().Should().OnlyContain(g => double.IsFinite(g)).And.HaveElementAt(1, 0);
    }

    [Fact]
    public void RefusesWhatDoesNotFit()
    {
        using var scope = NewDisposeScope();
        var q = zeros(2, 3);
        Refusals.Of("q", () => SoftValues.SoftValue(null!, 1), () => SoftValues.SoftValue(zeros(3), 1), () => SoftValues.SoftValue(zeros(2, 0), 1),
            () => SoftValues.SoftValue(zeros(2, 3, dtype: ScalarType.Int64), 1), () => SoftValues.EntropySoftValue(zeros(3), 1),
            () => SoftValues.PolicyValue(zeros(3), q, 1));
        Refusals.Of("logPrior", () => SoftValues.SoftValue(q, 1, zeros(2)), () => SoftValues.SoftValue(q, 1, zeros(3, 3)),
            () => SoftValues.SoftValue(q, 1, zeros(1, 2, 3)), () => SoftValues.SoftValue(q, 1, zeros(3, dtype: ScalarType.Float64)),
            () => SoftValues.KlSoftValue(q, 1, null!), () => SoftValues.PolicyValue(q, q, 1, zeros(2)));
        Refusals.Of("logPolicy", () => SoftValues.PolicyValue(q, null!, 1), () => SoftValues.PolicyValue(q, zeros(2, 2), 1),
            () => SoftValues.PolicyValue(q, zeros(2, 3, dtype: ScalarType.Float64), 1));
        Refusals.OutOfRange("temperature", () => SoftValues.SoftValue(q, -1), () => SoftValues.SoftValue(q, double.NaN),
            () => SoftValues.SoftValue(q, double.PositiveInfinity), () => SoftValues.EntropySoftValue(q, double.PositiveInfinity),
            () => SoftValues.SoftValue(q, double.NegativeInfinity, zeros(3)), () => SoftValues.PolicyValue(q, q, double.PositiveInfinity));
    }

    [Fact]
    public void LeavesNoTensorBehindAndDisposesNoInput()
    {
        using var scope = NewDisposeScope();
        var (q, logPolicy, prior) = (randn(4, 3, generator: new Generator(1)).requires_grad_(), randn(4, 3, generator: new Generator(2)).log_softmax(-1), ReferencePolicies.Uniform(3));
        foreach (var temperature in new[] { 0, 0.5, double.PositiveInfinity })
        {
            TensorLeak.AssertNone(() => SoftValues.SoftValue(q, temperature, prior).Dispose());
        }

        TensorLeak.AssertNone(() => SoftValues.EntropySoftValue(q, 1).Dispose());
        TensorLeak.AssertNone(() => SoftValues.PolicyValue(q, logPolicy, 1, prior).Dispose());
        TensorLeak.AssertNone(() => SoftValues.PolicyValue(q, logPolicy, 0).Dispose());
        TensorLeak.AssertNone(() =>
        {
            using var inner = NewDisposeScope();
            SoftValues.SoftValue(q, 1, prior);
        });
    }
}
