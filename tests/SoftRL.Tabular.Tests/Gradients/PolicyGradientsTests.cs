namespace SoftRL.Tabular.Tests;

public class PolicyGradientsTests
{
    private const double Tau = 0.4;

    [Theory]
    [InlineData("uniform", 0.9)]
    [InlineData("random", 0.5)]
    [InlineData("none", 1)]
    public void TheDiscountedGradientIsTheDerivativeOfTheReturn(string kind, double discount)
    {
        var (mdp, logits) = (Models.Random(4), Models.RandomTable(5, 4, 3));
        var prior = kind == "none" ? null : Models.Prior(kind, 4, 3);
        var exact = PolicyGradients.DiscountedReturn(mdp, SoftTables.Boltzmann(logits, 1), Tau, discount, prior);
        var numeric = Models.Differences(logits, x => Return(mdp, PolicyEvaluation.Evaluate(mdp, SoftTables.Boltzmann(x, 1), Tau, discount, prior)));
        Models.Distance(exact, numeric).Should().BeLessThan(1e-8);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(6)]
    public void TheFiniteHorizonGradientIsTheDerivativeOfTheReturn(int horizon)
    {
        var (mdp, logits, prior) = (Models.Random(4), Models.RandomTable(5, 4, 3), Models.Prior("random", 4, 3));
        var exact = PolicyGradients.FiniteHorizonReturn(mdp, SoftTables.Boltzmann(logits, 1), Tau, horizon, prior);
        var numeric = Models.Differences(logits, x => Return(mdp, PolicyEvaluation.EvaluateSteps(mdp, SoftTables.Boltzmann(x, 1), Tau, horizon, prior)[horizon - 1]));
        Models.Distance(exact, numeric).Should().BeLessThan(1e-8);
    }

    [Fact]
    public void MaskedActionsHaveNoGradientAndTheOthersTheRightOne()
    {
        var (mdp, logits, prior) = (Models.Random(4), Models.RandomTable(5, 4, 3), Models.Masked(4, 3));
        var exact = PolicyGradients.DiscountedReturn(mdp, SoftTables.Boltzmann(logits, 1, prior), Tau, 0.9, prior);
        var numeric = Models.Differences(logits, x => Return(mdp, PolicyEvaluation.Evaluate(mdp, SoftTables.Boltzmann(x, 1, prior), Tau, 0.9, prior)));
        Models.Distance(exact, numeric).Should().BeLessThan(1e-8);
        exact[1, 1].Should().Be(0);
    }

    [Fact]
    public void TheDiscountedAdvantageGradientIsTheReturnGradientOnlyWithoutDiscounting()
    {
        var (mdp, policy) = (Models.Random(4), RandomMdps.Policy(5, 4, 3));
        Models.Distance(PolicyGradients.DiscountedAdvantage(mdp, policy, Tau, 1), PolicyGradients.DiscountedReturn(mdp, policy, Tau, 1)).Should().BeLessThan(1e-12);
        Models.Distance(PolicyGradients.DiscountedAdvantage(mdp, policy, Tau, 0.5), PolicyGradients.DiscountedReturn(mdp, policy, Tau, 0.5)).Should().BeGreaterThan(0.01);
    }

    [Fact]
    public void AllVanishAtTheOptimum()
    {
        var (mdp, prior) = (Models.Random(4), Models.Prior("random", 4, 3));
        var best = SoftPolicyIteration.Solve(mdp, Tau, 0.8, prior).Policy;
        foreach (var gradient in new[]
        {
            PolicyGradients.DiscountedReturn(mdp, best, Tau, 0.8, prior),
            PolicyGradients.DiscountedAdvantage(mdp, best, Tau, 0.8, prior),
            PolicyGradients.Weighted(mdp, best, [4, 3, 2, 1], Tau, 0.8, prior),
        })
        {
            Models.Distance(gradient, new double[4, 3]).Should().BeLessThan(1e-10);
        }
    }

    [Fact]
    public void RefusesBadArguments()
    {
        var (mdp, policy) = (Models.Random(4), RandomMdps.Policy(5, 4, 3));
        ((Action)(() => PolicyGradients.Weighted(mdp, policy, [1], Tau, 0.9))).Should().Throw<ArgumentException>().And.ParamName.Should().Be("stateWeights");
        ((Action)(() => PolicyGradients.FiniteHorizonReturn(mdp, policy, Tau, 0))).Should().Throw<ArgumentOutOfRangeException>().And.ParamName.Should().Be("horizon");
        ((Action)(() => PolicyGradients.DiscountedReturn(mdp, policy, -1, 0.9))).Should().Throw<ArgumentOutOfRangeException>().And.ParamName.Should().Be("temperature");
    }

    private static double Return(FiniteMdp mdp, PolicyValues values) =>
        Enumerable.Range(0, mdp.StateCount).Sum(s => mdp.InitialDistribution[s] * values.Values[s]);
}
