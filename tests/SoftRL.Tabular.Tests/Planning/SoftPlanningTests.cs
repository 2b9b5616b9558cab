namespace SoftRL.Tabular.Tests;

public class SoftPlanningTests
{
    [Theory]
    [InlineData("uniform", 0.1)]
    [InlineData("random", 1)]
    [InlineData("masked", 0.01)]
    [InlineData("none", 0.5)]
    [InlineData("none", 0)]
    public void ValueIterationAndPolicyIterationFindTheSameOptimum(string kind, double temperature)
    {
        var mdp = Models.Random(9);
        var prior = kind == "none" ? null : Models.Prior(kind, 4, 3);
        var byValue = SoftValueIteration.Solve(mdp, temperature, 0.95, prior);
        var byPolicy = SoftPolicyIteration.Solve(mdp, temperature, 0.95, prior);
        Models.Distance(byValue.ActionValues, byPolicy.ActionValues).Should().BeLessThan(2e-10);
        byPolicy.Iterations.Should().BeLessThan(byValue.Iterations, "policy iteration is a Newton method");
    }

    [Fact]
    public void NoPolicyIsBetterThanTheOptimum()
    {
        var mdp = Models.Random(9);
        var prior = Models.Prior("random", 4, 3);
        var best = SoftPolicyIteration.Solve(mdp, 0.3, 0.95, prior);
        Models.Distance(PolicyEvaluation.Evaluate(mdp, best.Policy, 0.3, 0.95, prior).Values, best.Values).Should().BeLessThan(1e-10, "the optimum is the value of its policy");
        for (ulong seed = 0; seed < 200; seed++)
        {
            var values = PolicyEvaluation.Evaluate(mdp, RandomMdps.Policy(seed, 4, 3), 0.3, 0.95, prior).Values;
            values.Zip(best.Values, (x, y) => x - y).Should().OnlyContain(gap => gap < 1e-9);
        }
    }

    [Fact]
    public void ValueIterationMeetsItsErrorBound()
    {
        var mdp = Models.Random(9, termination: 0);
        var exact = SoftPolicyIteration.Solve(mdp, 0.3, 0.99, tolerance: 1e-12);
        Models.Distance(SoftValueIteration.Solve(mdp, 0.3, 0.99, tolerance: 1e-3).ActionValues, exact.ActionValues).Should().BeLessThan(1e-3);
    }

    [Fact]
    public void AsTheTemperatureFallsTheOptimumBecomesTheHardOneWithinItsBound()
    {
        var mdp = Models.Random(9, termination: 0);
        var hard = SoftValueIteration.Solve(mdp, 0, 0.9).ActionValues;
        foreach (var temperature in new[] { 1, 0.1, 0.01, 0.001 })
        {
            var bound = SoftBounds.OptimalValueGap(temperature, 3, 0.9) + 1e-9;
            var entropy = SoftValueIteration.Solve(mdp, temperature, 0.9).ActionValues;
            var kl = SoftValueIteration.Solve(mdp, temperature, 0.9, ReferenceTables.Uniform(4, 3)).ActionValues;
            for (var i = 0; i < 12; i++)
            {
                (entropy[i / 3, i % 3] - hard[i / 3, i % 3]).Should().BeInRange(-1e-9, bound);
                (hard[i / 3, i % 3] - kl[i / 3, i % 3]).Should().BeInRange(-1e-9, bound);
            }
        }
    }

    [Fact]
    public void AVeryHotOptimumFollowsTheReference()
    {
        var (mdp, prior) = (Models.Random(9), Models.Prior("random", 4, 3));
        var hot = SoftPolicyIteration.Solve(mdp, 1e7, 0.9, prior, tolerance: 1e-6);
        Models.Distance(hot.Policy, RandomMdps.Policy(91, 4, 3)).Should().BeLessThan(1e-6);
    }

    [Fact]
    public void RunningOutOfIterationsSaysHowFarItGot()
    {
        var mdp = Models.Random(9, termination: 0);
        ((Action)(() => SoftValueIteration.Solve(mdp, 0.1, 0.99, maxIterations: 3))).Should().Throw<InvalidOperationException>().WithMessage("*after 3 backups*");
        ((Action)(() => SoftPolicyIteration.Solve(mdp, 0.1, 0.99, maxIterations: 1))).Should().Throw<InvalidOperationException>().WithMessage("*after 1 improvements*");
        ((Action)(() => SoftValueIteration.Solve(mdp, 0.1, 0.99, tolerance: 0))).Should().Throw<ArgumentOutOfRangeException>().And.ParamName.Should().Be("tolerance");
        ((Action)(() => SoftPolicyIteration.Solve(mdp, 0.1, 0.99, maxIterations: 0))).Should().Throw<ArgumentOutOfRangeException>().And.ParamName.Should().Be("maxIterations");
    }
}
