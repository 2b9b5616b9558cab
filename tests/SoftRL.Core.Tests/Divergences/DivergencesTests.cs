using FsCheck.Fluent;
using SoftRL.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

public sealed class DivergencesTests
{
    [Fact]
    public void AgreeWithACoinWorkedByHand()
    {
        using var scope = NewDisposeScope();
        var coin = new[] { new[] { 0.75, 0.25 } }.Logs().ToTensor();
        var entropy = (0.75 * Math.Log(4 / 3.0)) + (0.25 * Math.Log(4));

        Divergences.Entropy(coin).Numbers()[0].Should().BeApproximately(entropy, 1e-15);
        Divergences.KullbackLeibler(coin).Numbers()[0].Should().BeApproximately(-entropy, 1e-15);
        Divergences.KullbackLeibler(coin, ReferencePolicies.Uniform(2, ScalarType.Float64)).Numbers()[0].Should().BeApproximately(Math.Log(2) - entropy, 1e-15);
        Divergences.KullbackLeibler(coin, new[] { 0.25, 0.75 }.Logs().ToTensor()).Numbers()[0].Should().BeApproximately(0.5 * Math.Log(3), 1e-15);
    }

    [Fact]
    public void AnActionOfProbabilityZeroContributesNothingAndMassOnAMaskedOneIsInfinite()
    {
        using var scope = NewDisposeScope();
        var policy = new[] { new[] { 0.5, 0.5, 0 } }.Logs().ToTensor();
        var masked = new[] { 0.5, 0.5, 0 }.Logs().ToTensor();
        var narrower = new[] { 1.0, 0, 0 }.Logs().ToTensor();

        Divergences.Entropy(policy).Numbers()[0].Should().BeApproximately(Math.Log(2), 1e-15);
        Divergences.KullbackLeibler(policy, masked).Numbers()[0].Should().Be(0);
        Divergences.KullbackLeibler(policy, ReferencePolicies.Uniform(3, ScalarType.Float64)).Numbers()[0].Should().BeApproximately(Math.Log(1.5), 1e-15);
        Divergences.KullbackLeibler(policy, narrower).Numbers()[0].Should().Be(double.PositiveInfinity);
    }

    [Theory]
    [MemberData(nameof(Kinds.All), MemberType = typeof(Kinds))]
    public void AgreeWithTheScalarTwin(ScalarType dtype, string device)
    {
        using var scope = NewDisposeScope();
        var random = new Random(15);
        var policies = Enumerable.Range(0, 1200).Select(_ => random.Distribution(6, masks: true)).ToArray();
        var priors = Enumerable.Range(0, 1200).Select(_ => random.Distribution(6)).ToArray();
        var tolerance = Kinds.Tolerance(dtype);
        var logPolicy = policies.Logs().ToTensor(dtype, device);

        TensorAssert.AllClose(Divergences.KullbackLeibler(logPolicy, priors.Logs().ToTensor(dtype, device)),
            policies.Select((p, i) => Naive.KullbackLeibler(p, priors[i])).ToArray().ToTensor(), tolerance, tolerance);
        TensorAssert.AllClose(Divergences.KullbackLeibler(logPolicy, priors[0].Logs().ToTensor(dtype, device)),
            policies.Select(p => Naive.KullbackLeibler(p, priors[0])).ToArray().ToTensor(), tolerance, tolerance);
        TensorAssert.AllClose(Divergences.Entropy(logPolicy),
            policies.Select(p => -Naive.KullbackLeibler(p, Naive.Counting(6))).ToArray().ToTensor(), tolerance, tolerance);
    }

    [Fact]
    public void TheDivergenceIsNotNegativeAndZeroOnlyForEqualPolicies() => Laws.Hold(
        from state in Laws.States
        from other in Laws.States.Where(s => s.Q.Length == state.Q.Length)
        select (state.Prior, other.Prior),
        pair =>
        {
            using var scope = NewDisposeScope();
            var (policy, prior) = (new[] { pair.Item1 }.Logs().ToTensor(), pair.Item2.Logs().ToTensor());
            var divergence = Divergences.KullbackLeibler(policy, prior).Numbers()[0];

            // Pinsker: KL ≥ ½ (Σ |π − π̄|)².
            var distance = pair.Item1.Zip(pair.Item2, (p, q) => Math.Abs(p - q)).Sum();
            return divergence >= (0.5 * distance * distance) - 1e-14 && Divergences.KullbackLeibler(policy, policy[0]).Numbers()[0] == 0;
        });

    [Fact]
    public void TheEntropyLiesBetweenZeroAndLogAAndIsTheUniformDivergenceShort() => Laws.Hold(Laws.States, state =>
    {
        using var scope = NewDisposeScope();
        var policy = new[] { state.Prior }.Logs().ToTensor();
        var (entropy, most) = (Divergences.Entropy(policy).Numbers()[0], Math.Log(state.Prior.Length));
        var divergence = Divergences.KullbackLeibler(policy, ReferencePolicies.Uniform(state.Prior.Length, ScalarType.Float64)).Numbers()[0];
        return entropy >= -1e-14 && entropy <= most + 1e-12 && Math.Abs(most - divergence - entropy) <= 1e-12;
    });

    [Fact]
    public void TheGradientInTheLogitsIsExactAlsoBesideMaskedActions()
    {
        using var scope = NewDisposeScope();
        var logits = new Random(3).NormalRows(4, 5).ToTensor();
        var prior = new[] { 0.1, 0, 0.2, 0.3, 0.4 }.Logs().ToTensor();
        Tensor Policy(Tensor x) => ReferencePolicies.Restrict(x, prior.isfinite());

        // ∂KL/∂logit = π (ln π/π̄ − KL).
        var (policy, divergence) = (Policy(logits), Divergences.KullbackLeibler(Policy(logits), prior));
        var ratio = (policy - prior).nan_to_num(0);
        var weights = Enumerable.Range(0, 4).Select(Gradients.Weight).ToArray().ToTensor().unsqueeze(1);
        TensorAssert.AllClose(Gradients.Of(x => Divergences.KullbackLeibler(Policy(x), prior), logits), weights * policy.exp() * (ratio - divergence.unsqueeze(1)), 1e-11, 1e-14);
        Gradients.ShouldAgree(x => Divergences.KullbackLeibler(Policy(x), prior), logits, "divergence, masked");
        Gradients.ShouldAgree(x => Divergences.Entropy(Policy(x)), logits, "entropy, masked");
        Gradients.ShouldAgree(x => Divergences.Entropy(x.log_softmax(-1)), logits, "entropy");
        Gradients.ShouldAgree(x => Divergences.KullbackLeibler(logits.log_softmax(-1), x.log_softmax(-1)), logits.neg(), "reference policy");
    }

    [Fact]
    public void APolicyThatIsNotANumberIsNotHidden()
    {
        using var scope = NewDisposeScope();
        var broken = full(1, 3, double.NaN);
        Divergences.KullbackLeibler(broken, ReferencePolicies.Uniform(3)).Numbers()[0].Should().Be(double.NaN);
        Divergences.Entropy(broken).Numbers()[0].Should().Be(double.NaN);
    }

    [Fact]
    public void RefuseWhatDoesNotFit()
    {
        using var scope = NewDisposeScope();
        Refusals.Of("logPolicy", () => Divergences.KullbackLeibler(null!), () => Divergences.KullbackLeibler(zeros(3)), () => Divergences.Entropy(zeros(2, 3, dtype: ScalarType.Int32)));
        Refusals.Of("logPrior", () => Divergences.KullbackLeibler(zeros(2, 3), zeros(2)), () => Divergences.KullbackLeibler(zeros(2, 3), zeros(3, dtype: ScalarType.Float64)));
    }

    [Fact]
    public void LeaveNoTensorBehind()
    {
        using var scope = NewDisposeScope();
        var (logPolicy, prior) = (randn(4, 3, generator: new Generator(1)).requires_grad_(), ReferencePolicies.Uniform(3));
        TensorLeak.AssertNone(() => Divergences.KullbackLeibler(logPolicy, prior).Dispose());
        TensorLeak.AssertNone(() => Divergences.KullbackLeibler(logPolicy).Dispose());
        TensorLeak.AssertNone(() => Divergences.Entropy(logPolicy).Dispose());
    }
}
