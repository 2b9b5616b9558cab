namespace SoftRL.Tabular.Tests;

public class PolicyEvaluationTests
{
    [Fact]
    public void AWorkedExample()
    {
        // Uniform π, τ = 0, γ = 1. V(1) = 3; V(0) = ½ (1 + V(0)) + ½ V(1), so V(0) = 4; Q(0) = (5, 3).
        var values = PolicyEvaluation.Evaluate(Models.TwoStates(), new[,] { { 0.5, 0.5 }, { 0.5, 0.5 } }, 0, 1);
        values.Values.Should().Equal([4, 3], (x, y) => Math.Abs(x - y) < 1e-12);
        values.ActionValues.Cast<double>().Should().Equal([5, 3, 2, 4], (x, y) => Math.Abs(x - y) < 1e-12);
    }

    [Theory]
    [InlineData("uniform")]
    [InlineData("random")]
    [InlineData("masked")]
    [InlineData("none")]
    public void IsTheFixedPointOfThePolicyBackup(string kind)
    {
        var mdp = Models.Random(5);
        var prior = kind == "none" ? null : Models.Prior(kind, 4, 3);
        var policy = SoftTables.Boltzmann(Models.RandomTable(6, 4, 3), 1, prior);
        var values = PolicyEvaluation.Evaluate(mdp, policy, 0.4, 0.95, prior);
        Models.Distance(SoftBackups.PolicyValues(mdp, values.Values, policy, 0.4, 0.95, prior), values.Values).Should().BeLessThan(1e-12);
        Models.Distance(SoftBackups.PolicyActionValues(mdp, values.ActionValues, policy, 0.4, 0.95, prior), values.ActionValues).Should().BeLessThan(1e-12);
    }

    [Fact]
    public void TheConventionsDifferByAConstantPerStep()
    {
        // Without termination the uniform-KL value is the entropy value less τ ln A / (1 − γ).
        var mdp = Models.Random(5, termination: 0);
        var policy = RandomMdps.Policy(1, 4, 3);
        var entropy = PolicyEvaluation.Evaluate(mdp, policy, 0.4, 0.9).Values;
        var kl = PolicyEvaluation.Evaluate(mdp, policy, 0.4, 0.9, ReferenceTables.Uniform(4, 3)).Values;
        for (var s = 0; s < 4; s++)
        {
            (entropy[s] - kl[s]).Should().BeApproximately(0.4 * Math.Log(3) / 0.1, 1e-10);
        }
    }

    [Fact]
    public void AFiniteHorizonApproachesTheWholeReturn()
    {
        var mdp = Models.Random(5, termination: 0.5);
        var policy = RandomMdps.Policy(1, 4, 3);
        var steps = PolicyEvaluation.EvaluateSteps(mdp, policy, 0.4, 400);
        Models.Distance(steps[399].Values, PolicyEvaluation.Evaluate(mdp, policy, 0.4, 1).Values).Should().BeLessThan(1e-9);
        steps[0].ActionValues[2, 1].Should().Be(mdp.ExpectedReward(2, 1));
    }

    [Fact]
    public void LargeModelsAreSolvedSparselyToTheSameAccuracy()
    {
        var mdp = RandomMdps.Create(2, new RandomMdpOptions { States = 1500, Actions = 2, TerminationRate = 0.01 });
        var policy = RandomMdps.Policy(3, 1500, 2);
        var values = PolicyEvaluation.Evaluate(mdp, policy, 0.1, 0.99);
        Models.Distance(SoftBackups.PolicyValues(mdp, values.Values, policy, 0.1, 0.99), values.Values).Should().BeLessThan(1e-8);
    }

    [Fact]
    public void WithoutDiscountingAnEndlessEpisodeIsRefusedByState()
    {
        var act = () => PolicyEvaluation.Evaluate(Models.TwoStates(), new double[,] { { 1, 0 }, { 1, 0 } }, 0, 1);
        act.Should().Throw<InvalidOperationException>().WithMessage("*never ends from state 0*");
    }

    [Fact]
    public void RefusesBadArguments()
    {
        var (mdp, policy) = (Models.Random(1), RandomMdps.Policy(1, 4, 3));
        ((Action)(() => PolicyEvaluation.Evaluate(mdp, new double[4, 3], 1, 1))).Should().Throw<ArgumentException>().And.ParamName.Should().Be("policy");
        ((Action)(() => PolicyEvaluation.Evaluate(mdp, policy, double.PositiveInfinity, 1))).Should().Throw<ArgumentOutOfRangeException>().And.ParamName.Should().Be("temperature");
        ((Action)(() => PolicyEvaluation.Evaluate(mdp, policy, 1, -0.1))).Should().Throw<ArgumentOutOfRangeException>().And.ParamName.Should().Be("discount");
        ((Action)(() => PolicyEvaluation.EvaluateSteps(mdp, policy, 1, 0))).Should().Throw<ArgumentOutOfRangeException>().And.ParamName.Should().Be("horizon");
    }
}
