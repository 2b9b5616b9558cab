using FsCheck.Fluent;
using SoftRL.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

public sealed partial class BoltzmannPoliciesTests
{
    [Fact]
    public void IsADistributionOnTheSupportOfTheReference() => Laws.Hold(Laws.States, state =>
    {
        var policy = Policy(state);
        return Math.Abs(policy.Sum() - 1) <= 1e-12 && policy.Zip(state.Prior).All(x => x.Second > 0 || x.First == 0);
    });

    [Fact]
    public void TheLogRatioToTheReferenceIsTheAdvantageOverTau() => Laws.Hold(Laws.States, state =>
    {
        using var scope = NewDisposeScope();
        var value = SoftValues.SoftValue(new[] { state.Q }.ToTensor(), state.Temperature, state.Prior.Logs().ToTensor()).Numbers()[0];
        var policy = Policy(state);
        return Enumerable.Range(0, state.Q.Length).Where(a => policy[a] > 1e-250).All(a =>
            Math.Abs((state.Temperature * Math.Log(policy[a] / state.Prior[a])) - (state.Q[a] - value)) <= 1e-9 * (1 + state.Temperature));
    });

    [Fact]
    public void AddingAConstantToQOrToTheLogReferenceChangesNothing() => Laws.Hold(
        from state in Laws.States
        from constant in Laws.Rewards
        select (state, constant),
        x =>
        {
            using var scope = NewDisposeScope();
            var shifted = BoltzmannPolicies.LogPolicy(
                new[] { x.state.Q }.ToTensor() + x.constant, x.state.Temperature, x.state.Prior.Logs().ToTensor() + x.constant).exp().Numbers();
            return shifted.Zip(Policy(x.state)).All(pair => Math.Abs(pair.First - pair.Second) <= 1e-9);
        });

    [Fact]
    public void ItsGradientIsExact()
    {
        using var scope = NewDisposeScope();
        var random = new Random(7);
        var q = random.NormalRows(4, 5).ToTensor();
        var logits = random.NormalRows(4, 5).ToTensor();
        var actions = new[] { 0L, 2, 3, 4 }.ToIndices();
        var prior = new[] { 0.1, 0, 0.2, 0.3, 0.4 }.Logs().ToTensor();

        // ∂ ln π(a) / ∂Q = (1{a} − π) / τ.
        Tensor Taken(Tensor x) => Policies.LogProbability(BoltzmannPolicies.LogPolicy(x, 0.4, prior), actions);
        var weights = Enumerable.Range(0, 4).Select(Gradients.Weight).ToArray().ToTensor().unsqueeze(1);
        var oneHot = zeros_like(q).scatter(1, actions.unsqueeze(1), ones(4, 1, dtype: ScalarType.Float64));
        var closed = weights * (oneHot - BoltzmannPolicies.LogPolicy(q, 0.4, prior).exp()) / 0.4;
        TensorAssert.AllClose(Gradients.Of(Taken, q), closed, 1e-12, 1e-13, "closed form");
        Gradients.ShouldAgree(Taken, q, "central differences");
        Gradients.ShouldAgree(x => BoltzmannPolicies.LogPolicy(q, 0.4, x), logits, "reference policy");
        Gradients.ShouldAgree(x => BoltzmannPolicies.LogPolicy(q, double.PositiveInfinity, x), logits, "reference policy, infinite temperature");
    }

    [Fact]
    public void RefusesWhatDoesNotFit()
    {
        using var scope = NewDisposeScope();
        var q = zeros(2, 3);
        Refusals.Of("q", () => BoltzmannPolicies.LogPolicy(null!, 1), () => BoltzmannPolicies.LogPolicy(zeros(3), 1),
            () => BoltzmannPolicies.LogPolicy(zeros(2, 3, dtype: ScalarType.Int64), 1));
        Refusals.Of("logPrior", () => BoltzmannPolicies.LogPolicy(q, 1, zeros(4)), () => BoltzmannPolicies.LogPolicy(q, 1, zeros(2, 3, dtype: ScalarType.Float64)));
        Refusals.OutOfRange("temperature", () => BoltzmannPolicies.LogPolicy(q, -0.1), () => BoltzmannPolicies.LogPolicy(q, double.NaN));
        Refusals.Of("logPolicy", () => BoltzmannPolicies.Sample(null!), () => BoltzmannPolicies.Sample(zeros(3)), () => BoltzmannPolicies.Sample(zeros(2, 0)));
    }

    [Fact]
    public void LeavesNoTensorBehind()
    {
        using var scope = NewDisposeScope();
        var (q, prior) = (randn(4, 3, generator: new Generator(1)).requires_grad_(), ReferencePolicies.Uniform(3));
        using var generator = new Generator(1);
        foreach (var temperature in new[] { 0, 0.5, double.PositiveInfinity })
        {
            TensorLeak.AssertNone(() => BoltzmannPolicies.LogPolicy(q, temperature, prior).Dispose());
            TensorLeak.AssertNone(() => BoltzmannPolicies.LogPolicy(q, temperature).Dispose());
        }

        TensorLeak.AssertNone(() => BoltzmannPolicies.Sample(q, generator).Dispose());
    }

    private static double[] Policy(Laws.State state)
    {
        using var scope = NewDisposeScope();
        return BoltzmannPolicies.LogPolicy(new[] { state.Q }.ToTensor(), state.Temperature, state.Prior.Logs().ToTensor()).exp().Numbers();
    }
}
