using SoftRL.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

public sealed partial class BackupsTests
{
    [Fact]
    public void TheGradientsAreExact()
    {
        using var scope = NewDisposeScope();
        var random = new Random(23);
        var rollout = Rollout.Draw(random, 4, 3);
        var (terms, values) = (rollout.Terms(), rollout.ValueTensor());
        var ratios = random.NormalRows(4, 3).ToTensor();
        var places = new (string, Tensor, Func<Tensor, RolloutTerms>)[]
        {
            ("rewards", terms.Rewards, x => terms with { Rewards = x }),
            ("next values", terms.NextValues, x => terms with { NextValues = x }),
            ("KL", terms.Kl!, x => terms with { Kl = x }),
        };
        foreach (var (name, at, with) in places)
        {
            foreach (var steps in new[] { 1, 2, 4 })
            {
                Gradients.ShouldAgree(x => Backups.StateTargets(with(x), 0.3, 0.9, steps), at, $"{name}, {steps} steps", 1e-7);
                Gradients.ShouldAgree(x => Backups.ActionTargets(with(x), 0.3, 0.9, steps), at, $"{name}, {steps} steps, Q", 1e-7);
                Gradients.ShouldAgree(x => Backups.ActionTargetsFromErrors(with(x), values, 0.3, 0.9, steps), at, $"{name}, {steps} steps, errors", 1e-7);
            }

            Gradients.ShouldAgree(x => Backups.FixedPolicyState(with(x), 0.3, 0.9), at, $"{name}, fixed policy", 1e-7);
            Gradients.ShouldAgree(x => Backups.LambdaActionTargets(with(x), values, 0.3, 0.9, 0.7), at, $"{name}, lambda", 1e-7);
            Gradients.ShouldAgree(x => Backups.GeneralizedActionAdvantages(with(x), values, 0.3, 0.9, 0.7), at, $"{name}, advantages", 1e-7);
            Gradients.ShouldAgree(x => Backups.VTrace(with(x), values, ratios, 0.3, 0.9).Advantages, at, $"{name}, V-trace", 1e-7);
        }

        Gradients.ShouldAgree(x => Backups.LambdaStateTargets(terms, x, 0.3, 0.9, 0.7), values, "values, lambda", 1e-7);
        Gradients.ShouldAgree(x => Backups.GeneralizedAdvantages(terms, x, 0.3, 0.9, 0.7), values, "values, advantages", 1e-7);
        Gradients.ShouldAgree(x => Backups.TemporalDifferenceErrors(terms, x, 0.3, 0.9), values, "values, errors", 1e-7);
        Gradients.ShouldAgree(x => Backups.StateTargetsFromErrors(terms, x, 0.3, 0.9, 2), values, "values, targets", 1e-7);
        Gradients.ShouldAgree(x => Backups.VTrace(terms, x, ratios, 0.3, 0.9).StateTargets, values, "values, V-trace", 1e-7);
        Gradients.ShouldAgree(x => Backups.VTrace(terms, values, x, 0.3, 0.9).StateTargets, ratios, "ratios, V-trace", 1e-7);
        Gradients.ShouldAgree(x => Backups.Retrace(terms, x, ratios, 0.9), values, "values, Retrace", 1e-7);
        Gradients.ShouldAgree(x => Backups.Retrace(terms, values, x, 0.9), ratios, "ratios, Retrace", 1e-7);
    }

    /// <remarks>∂ŷ/∂Q(s',a') = γ(1 − terminated)·π(a'|s') with π the policy of the backup: Boltzmann, hard or the one given.</remarks>
    [Fact]
    public void TheGradientOfAOneStepBackupIsTheDiscountedPolicy()
    {
        using var scope = NewDisposeScope();
        var random = new Random(24);
        var q = random.NormalRows(3, 4).ToTensor();
        var prior = new[] { 0.1, 0, 0.4, 0.5 }.Logs().ToTensor();
        var terms = new SuccessorTerms { Rewards = random.Normal(3).ToTensor(), Terminated = new[] { 0.0, 1, 0 }.ToTensor(), NextQ = q, NextLogPrior = prior };
        var weights = (0.9 * (1 - terms.Terminated) * Enumerable.Range(0, 3).Select(Gradients.Weight).ToArray().ToTensor()).unsqueeze(1);
        foreach (var temperature in new[] { 0, 0.5, double.PositiveInfinity })
        {
            var policy = BoltzmannPolicies.LogPolicy(q, temperature, prior);
            TensorAssert.AllClose(Gradients.Of(x => Backups.Boltzmann(terms with { NextQ = x }, temperature, 0.9), q), weights * policy.exp(), 1e-12, 1e-14);
            TensorAssert.AllClose(Gradients.Of(x => Backups.FixedPolicyAction(terms with { NextQ = x }, policy, 0.5, 0.9), q), weights * policy.exp(), 1e-12, 1e-14);
        }

        Gradients.ShouldAgree(x => Backups.Boltzmann(terms with { NextQ = x }, 0.5, 0.9), q, "central differences");
    }

    [Fact]
    public void RefuseWhatDoesNotFit()
    {
        using var scope = NewDisposeScope();
        var (terms, values) = (Worked().Terms(), Worked().ValueTensor());
        Tensor bad = zeros(2, 1, dtype: ScalarType.Float64), single = zeros(3, 1);
        Refusals.Of("terms", () => Backups.StateTargets(null!, 1, 0.9, 1), () => Backups.Retrace(null!, values, values, 0.9), () => Backups.HardMaximum(null!, 0.9));
        Refusals.Of("Rewards", () => Targets(terms with { Rewards = zeros(3) }), () => Targets(terms with { Rewards = zeros(0, 1) }), () => Targets(terms with { Rewards = null! }));
        Refusals.Of("NextValues", () => Targets(terms with { NextValues = bad }), () => Targets(terms with { NextValues = single }), () => Targets(terms with { NextValues = null! }));
        Refusals.Of("Terminated", () => Targets(terms with { Terminated = bad }), () => Targets(terms with { Terminated = zeros(3, 1, dtype: ScalarType.Bool) }));
        Refusals.Of("Truncated", () => Targets(terms with { Truncated = bad }));
        Refusals.Of("Kl", () => Targets(terms with { Kl = bad }), () => Targets(terms with { Kl = single }));
        Refusals.Of("values", () => Backups.LambdaStateTargets(terms, bad, 1, 0.9, 1), () => Backups.LambdaActionTargets(terms, single, 1, 0.9, 1),
            () => Backups.GeneralizedAdvantages(terms, null!, 1, 0.9, 1), () => Backups.GeneralizedActionAdvantages(terms, bad, 1, 0.9, 1),
            () => Backups.TemporalDifferenceErrors(terms, bad, 1, 0.9), () => Backups.StateTargetsFromErrors(terms, bad, 1, 0.9, 1),
            () => Backups.ActionTargetsFromErrors(terms, bad, 1, 0.9, 1), () => Backups.VTrace(terms, bad, values, 1, 0.9));
        Refusals.Of("takenQ", () => Backups.Retrace(terms, bad, values, 0.9));
        Refusals.Of("logRatios", () => Backups.Retrace(terms, values, bad, 0.9), () => Backups.VTrace(terms, values, bad, 1, 0.9));
        Refusals.OutOfRange("temperature", () => Backups.StateTargets(terms, -1, 0.9, 1), () => Backups.ActionTargets(terms, double.PositiveInfinity, 0.9, 1),
            () => Backups.FixedPolicyState(terms, double.NaN, 0.9), () => Backups.VTrace(terms, values, values, -1, 0.9));
        Refusals.OutOfRange("discount", () => Backups.StateTargets(terms, 1, 1.01, 1), () => Backups.FixedPolicyState(terms, 1, double.NaN),
            () => Backups.LambdaStateTargets(terms, values, 1, -0.1, 1), () => Backups.Retrace(terms, values, values, 2));
        Refusals.OutOfRange("steps", () => Backups.StateTargets(terms, 1, 0.9, 0), () => Backups.ActionTargets(terms, 1, 0.9, -1), () => Backups.StateTargetsFromErrors(terms, values, 1, 0.9, 0));
        Refusals.OutOfRange("lambda", () => Backups.LambdaActionTargets(terms, values, 1, 0.9, 1.1), () => Backups.VTrace(terms, values, values, 1, 0.9, -1), () => Backups.Retrace(terms, values, values, 0.9, double.NaN));
        Refusals.OutOfRange("ratioClip", () => Backups.VTrace(terms, values, values, 1, 0.9, 1, 0));
        Refusals.OutOfRange("traceClip", () => Backups.VTrace(terms, values, values, 1, 0.9, 1, 1, double.NaN));

        static Tensor Targets(RolloutTerms terms) => Backups.StateTargets(terms, 1, 0.9, 1);
    }

    [Fact]
    public void OneStepBackupsRefuseWhatDoesNotFit()
    {
        using var scope = NewDisposeScope();
        var terms = new SuccessorTerms { Rewards = zeros(2), Terminated = zeros(2), NextQ = zeros(2, 3) };
        Refusals.Of("Rewards", () => Targets(terms with { Rewards = zeros(1, 2, 1) }), () => Targets(terms with { Rewards = zeros(2, dtype: ScalarType.Int64) }));
        Refusals.Of("Terminated", () => Targets(terms with { Terminated = zeros(3) }), () => Targets(terms with { Terminated = zeros(2, dtype: ScalarType.Float64) }));
        Refusals.Of("NextQ", () => Targets(terms with { NextQ = zeros(3, 3) }), () => Targets(terms with { NextQ = zeros(2) }), () => Targets(terms with { NextQ = null! }),
            () => Targets(terms with { NextQ = zeros(2, 3, dtype: ScalarType.Float64) }));
        Refusals.Of("NextLogPrior", () => Targets(terms with { NextLogPrior = zeros(2) }), () => Targets(terms with { NextLogPrior = zeros(1, 3) }));
        Refusals.Of("nextLogPolicy", () => Backups.FixedPolicyAction(terms, zeros(3, 3), 1, 0.9), () => Backups.FixedPolicyAction(terms, null!, 1, 0.9));
        Refusals.OutOfRange("temperature", () => Backups.Boltzmann(terms, -1, 0.9), () => Backups.Boltzmann(terms, double.PositiveInfinity, 0.9),
            () => Backups.FixedPolicyAction(terms, zeros(2, 3), double.NaN, 0.9));
        Refusals.OutOfRange("discount", () => Backups.Boltzmann(terms, 1, 2), () => Backups.HardMaximum(terms, double.NaN));

        static Tensor Targets(SuccessorTerms terms) => Backups.Boltzmann(terms, 1, 0.9);
    }

    [Fact]
    public void LeaveNoTensorBehindAndReturnNoInput()
    {
        using var scope = NewDisposeScope();
        var (terms, values) = (Worked().Terms(), Worked().ValueTensor().requires_grad_());
        var short_ = Rollout.Draw(new Random(1), 1, 2);
        var next = new SuccessorTerms { Rewards = values, Terminated = terms.Terminated, NextQ = zeros(3, 1, 2, dtype: ScalarType.Float64) };
        var calls = new List<Func<Tensor>>
        {
            () => Backups.FixedPolicyState(terms, 1, 0.9),
            () => Backups.StateTargets(terms, 1, 0.9, 1),
            () => Backups.StateTargets(terms, 1, 0.9, 2),
            () => Backups.StateTargets(terms with { Kl = null }, 0, 0, 9),
            () => Backups.ActionTargets(short_.Terms(), 0, 0.9, 5),
            () => Backups.ActionTargets(terms, 1, 0.9, 3),
            () => Backups.TemporalDifferenceErrors(terms, values, 1, 0.9),
            () => Backups.StateTargetsFromErrors(terms, values, 1, 0.9, 2),
            () => Backups.ActionTargetsFromErrors(terms, values, 1, 0.9, 3),
            () => Backups.LambdaStateTargets(terms, values, 1, 0.9, 0.5),
            () => Backups.LambdaActionTargets(terms, values, 1, 0.9, 0.5),
            () => Backups.GeneralizedAdvantages(terms, values, 1, 0.9, 0.5),
            () => Backups.GeneralizedActionAdvantages(terms, values, 1, 0.9, 0.5),
            () => Backups.Retrace(terms, values, values, 0.9),
            () => Backups.Boltzmann(next, 1, 0.9),
            () => Backups.HardMaximum(next, 0.9),
            () => Backups.FixedPolicyAction(next, next.NextQ.log_softmax(-1), 1, 0.9),
        };
        foreach (var call in calls)
        {
            TensorLeak.AssertNone(() =>
            {
                using var inner = NewDisposeScope();
                var result = call();
                result.IsInvalid.Should().BeFalse();
            });
        }

        TensorLeak.AssertNone(() => Backups.StateTargets(terms, 1, 0.9, 3).Dispose());
        TensorLeak.AssertNone(() =>
        {
            var trace = Backups.VTrace(terms, values, values, 1, 0.9);
            trace.StateTargets.Dispose();
            trace.Advantages.Dispose();
        });
        values.IsInvalid.Should().BeFalse();
        terms.Rewards.IsInvalid.Should().BeFalse();
    }
}
