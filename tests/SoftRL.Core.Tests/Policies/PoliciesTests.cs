using FsCheck.Fluent;
using SoftRL.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

public sealed class PoliciesTests
{
    [Fact]
    public void PicksTheLogProbabilityOfTheActionTaken()
    {
        using var scope = NewDisposeScope();
        var logPolicy = new[] { new[] { 0.2, 0.8 }, [0.5, 0.5], [1, 0] }.Logs().ToTensor();
        var actions = new[] { 1L, 0, 0 }.ToIndices();

        Policies.LogProbability(logPolicy, actions).exp().Numbers().Should().Equal(0.8, 0.5, 1);
        Policies.LogRatio(logPolicy, actions, new[] { 0.5, 0.5 }.Logs().ToTensor()).Numbers().Should().Equal(Math.Log(0.8) - Math.Log(0.5), 0, -Math.Log(0.5));
        Policies.LogRatio(logPolicy, actions).Numbers().Should().Equal(Policies.LogProbability(logPolicy, actions).Numbers());
    }

    [Fact]
    public void TheMeanLogRatioIsTheDivergence() => Laws.Hold(Laws.States, state =>
    {
        using var scope = NewDisposeScope();
        var actions = state.Q.Length;
        var prior = state.Prior.Logs().ToTensor();
        var logPolicy = BoltzmannPolicies.LogPolicy(new[] { state.Q }.ToTensor(), state.Temperature, prior).expand(actions, actions);
        var ratios = Policies.LogRatio(logPolicy, arange(actions, dtype: ScalarType.Int64), prior).Numbers();
        var policy = logPolicy.narrow(0, 0, 1).exp().Numbers();
        var mean = ratios.Zip(policy).Where(x => x.Second > 0).Sum(x => x.First * x.Second);
        return Math.Abs(mean - Divergences.KullbackLeibler(logPolicy, prior).Numbers()[0]) <= 1e-9;
    });

    [Theory]
    [MemberData(nameof(Kinds.All), MemberType = typeof(Kinds))]
    public void AgreesWithTheScalarTwin(ScalarType dtype, string device)
    {
        using var scope = NewDisposeScope();
        var random = new Random(13);
        var policies = Enumerable.Range(0, 1200).Select(_ => random.Distribution(6)).ToArray();
        var priors = Enumerable.Range(0, 1200).Select(_ => random.Distribution(6)).ToArray();
        var taken = policies.Select(_ => (long)random.Next(6)).ToArray();
        var (logPolicy, actions) = (policies.Logs().ToTensor(dtype, device), taken.ToIndices(device));

        TensorAssert.AllClose(Policies.LogProbability(logPolicy, actions), policies.Select((p, i) => Math.Log(p[taken[i]])).ToArray().ToTensor(), Kinds.Tolerance(dtype), Kinds.Tolerance(dtype));
        TensorAssert.AllClose(Policies.LogRatio(logPolicy, actions, priors.Logs().ToTensor(dtype, device)),
            policies.Select((p, i) => Math.Log(p[taken[i]] / priors[i][taken[i]])).ToArray().ToTensor(), Kinds.Tolerance(dtype), Kinds.Tolerance(dtype));
    }

    [Fact]
    public void ItsGradientIsOneAtTheActionTakenAlsoBesideMaskedActions()
    {
        using var scope = NewDisposeScope();
        var logPolicy = new[] { new[] { 0.2, 0.8, 0 }, [0.5, 0, 0.5] }.Logs().ToTensor();
        var prior = new[] { new[] { 0.3, 0.7, 0 }, [0.5, 0, 0.5] }.Logs().ToTensor();
        var actions = new[] { 1L, 2 }.ToIndices();
        var expected = new[] { new[] { 0, Gradients.Weight(0), 0 }, [0, 0, Gradients.Weight(1)] }.ToTensor();

        TensorAssert.AllClose(Gradients.Of(x => Policies.LogProbability(x, actions), logPolicy), expected, 0, 0);
        TensorAssert.AllClose(Gradients.Of(x => Policies.LogRatio(x, actions, prior), logPolicy), expected, 0, 0);
        Gradients.ShouldAgree(x => Policies.LogRatio(x.log_softmax(-1), actions), new Random(1).NormalRows(2, 3).ToTensor(), "central differences");
    }

    [Fact]
    public void RefusesWhatDoesNotFit()
    {
        using var scope = NewDisposeScope();
        var (logPolicy, actions) = (zeros(2, 3), zeros(2, dtype: ScalarType.Int64));
        Refusals.Of("logPolicy", () => Policies.LogProbability(null!, actions), () => Policies.LogProbability(zeros(3), actions), () => Policies.LogRatio(zeros(3), actions));
        Refusals.Of("actions", () => Policies.LogProbability(logPolicy, null!), () => Policies.LogProbability(logPolicy, zeros(2)),
            () => Policies.LogProbability(logPolicy, zeros(3, dtype: ScalarType.Int64)), () => Policies.LogRatio(logPolicy, zeros(2, 1, dtype: ScalarType.Int64)));
        Refusals.Of("logPrior", () => Policies.LogRatio(logPolicy, actions, zeros(2)), () => Policies.LogRatio(logPolicy, actions, zeros(3, 3)));
    }

    [Fact]
    public void LeavesNoTensorBehind()
    {
        using var scope = NewDisposeScope();
        var (logPolicy, actions, prior) = (randn(2, 3, generator: new Generator(1)).requires_grad_(), zeros(2, dtype: ScalarType.Int64), ReferencePolicies.Uniform(3));
        TensorLeak.AssertNone(() => Policies.LogProbability(logPolicy, actions).Dispose());
        TensorLeak.AssertNone(() => Policies.LogRatio(logPolicy, actions, prior).Dispose());
    }
}
