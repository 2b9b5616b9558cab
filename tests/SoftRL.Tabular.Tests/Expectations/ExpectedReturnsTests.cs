using SoftRL.Core;
using SoftRL.Testing;
using static TorchSharp.torch;

namespace SoftRL.Tabular.Tests;

public class ExpectedReturnsTests
{
    private const double Tau = 0.4;

    [Theory]
    [InlineData("uniform")]
    [InlineData("random")]
    [InlineData("masked")]
    public void TheGradientThroughTheWholeReturnIsThePolicyGradientTheorem(string kind)
    {
        using var scope = NewDisposeScope();
        var (mdp, prior, table) = (Models.Random(4), Models.Prior(kind, 4, 3), Models.RandomTable(5, 4, 3));
        using var model = new MdpTensors(mdp);
        var policy = SoftTables.Boltzmann(table, 1, prior);
        var logits = tensor(table, requires_grad: true);
        var logPolicy = BoltzmannPolicies.LogPolicy(logits, 1, tensor(prior));

        var finite = ExpectedReturns.FiniteHorizon(model, logPolicy, Tau, 5, 1, tensor(prior));
        Models.Distance(Gradient(finite, logits), PolicyGradients.FiniteHorizonReturn(mdp, policy, Tau, 5, prior)).Should().BeLessThan(1e-12);
        var discounted = ExpectedReturns.Discounted(model, logPolicy, Tau, 0.9, tensor(prior));
        Models.Distance(Gradient(discounted, logits), PolicyGradients.DiscountedReturn(mdp, policy, Tau, 0.9, prior)).Should().BeLessThan(1e-11);
        var exact = PolicyEvaluation.Evaluate(mdp, policy, Tau, 0.9, prior).Values;
        discounted.item<double>().Should().BeApproximately(Enumerable.Range(0, 4).Sum(s => mdp.InitialDistribution[s] * exact[s]), 1e-12);
    }

    [Fact]
    public void ALongHorizonIsTheWholeReturn()
    {
        using var scope = NewDisposeScope();
        using var model = new MdpTensors(Models.Random(4));
        var logPolicy = tensor(RandomMdps.Policy(1, 4, 3)).log();
        var whole = ExpectedReturns.Discounted(model, logPolicy, Tau, 0.8).item<double>();
        ExpectedReturns.FiniteHorizon(model, logPolicy, Tau, 300, 0.8).item<double>().Should().BeApproximately(whole, 1e-12);
    }

    [Fact]
    public void LeaveNoTensorBehindAndRefuseBadArguments()
    {
        TensorLeak.AssertNone(() =>
        {
            using var model = new MdpTensors(Models.Random(4));
            using var logPolicy = zeros(4, 3, dtype: ScalarType.Float64);
            using var value = ExpectedReturns.FiniteHorizon(model, logPolicy, Tau, 3);
            ((Action)(() => ExpectedReturns.FiniteHorizon(model, logPolicy, Tau, 0))).Should().Throw<ArgumentOutOfRangeException>().And.ParamName.Should().Be("horizon");
            ((Action)(() => ExpectedReturns.Discounted(model, logPolicy, Tau, 1.1))).Should().Throw<ArgumentOutOfRangeException>().And.ParamName.Should().Be("discount");
            ((Action)(() => ExpectedReturns.Discounted(model, logPolicy, -1, 1))).Should().Throw<ArgumentOutOfRangeException>().And.ParamName.Should().Be("temperature");
        });
    }

    private static double[,] Gradient(Tensor output, Tensor input) =>
        TableTensors.ToTable(autograd.grad([output], [input], retain_graph: true)[0]);
}
