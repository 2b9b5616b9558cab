namespace SoftRL.Tabular.Tests;

public class ExpectedTargetsTests
{
    private const double Tau = 0.3;
    private const double Gamma = 0.9;

    [Theory]
    [InlineData("uniform", 1)]
    [InlineData("random", 2)]
    [InlineData("masked", 3)]
    public void AgreeWithASumOverAllTrajectories(string kind, int steps)
    {
        var (mdp, prior, values) = (Models.Random(3), Models.Prior(kind, 4, 3), new[] { 1.0, -2, 0.5, 3 });
        var policy = SoftTables.Boltzmann(Models.RandomTable(1, 4, 3), 1, prior);
        foreach (var lambda in new[] { 1, 0.6, 0 })
        {
            var moments = ExpectedTargets.Lambda(mdp, policy, values, Tau, Gamma, lambda, steps, prior);
            var (means, variances) = ByEnumeration(mdp, policy, values, lambda, steps, prior);
            for (var i = 0; i < 12; i++)
            {
                if (policy[i / 3, i % 3] > 0)
                {
                    moments.Means[i / 3, i % 3].Should().BeApproximately(means[i / 3, i % 3], 1e-11);
                    moments.Variances[i / 3, i % 3].Should().BeApproximately(variances[i / 3, i % 3], 1e-10);
                }
            }
        }
    }

    [Fact]
    public void ManyStepsGiveTheActionValuesOfThePolicy()
    {
        var (mdp, policy, prior) = (Models.Random(3), RandomMdps.Policy(1, 4, 3), Models.Prior("random", 4, 3));
        var exact = PolicyEvaluation.Evaluate(mdp, policy, Tau, Gamma, prior);
        var moments = ExpectedTargets.NStep(mdp, policy, new double[4], Tau, Gamma, 400, prior).Plus([.. exact.Divergences.Select(kl => Tau * kl)]);
        Models.Distance(moments.Means, exact.ActionValues).Should().BeLessThan(1e-12);
    }

    [Fact]
    public void TheStepTargetIsTheStepBackupWhenItBootstrapsFromTheSoftValue()
    {
        var (mdp, q, prior) = (Models.Random(3), Models.RandomTable(1, 4, 3), Models.Prior("random", 4, 3));
        var policy = SoftTables.Boltzmann(q, Tau, prior);
        var penalty = SoftTables.Divergence(policy, prior).Select(kl => Tau * kl).ToArray();
        var moments = ExpectedTargets.NStep(mdp, policy, SoftTables.Values(q, Tau, prior), Tau, Gamma, 3, prior).Plus(penalty);
        Models.Distance(moments.Means, SoftBackups.BoltzmannSteps(mdp, q, 3, Tau, Gamma, prior)).Should().BeLessThan(1e-12);
    }

    [Fact]
    public void RefuseBadArguments()
    {
        var (mdp, policy, values) = (Models.Random(3), RandomMdps.Policy(1, 4, 3), new double[4]);
        ((Action)(() => ExpectedTargets.NStep(mdp, policy, values, 1, 1, 0))).Should().Throw<ArgumentOutOfRangeException>().And.ParamName.Should().Be("steps");
        ((Action)(() => ExpectedTargets.Lambda(mdp, policy, values, 1, 1, -0.1, 1))).Should().Throw<ArgumentOutOfRangeException>().And.ParamName.Should().Be("lambda");
        ((Action)(() => ExpectedTargets.NStep(mdp, policy, [1], 1, 1, 1))).Should().Throw<ArgumentException>().And.ParamName.Should().Be("values");
        ((Action)(() => ExpectedTargets.NStep(mdp, policy, values, 1, 1, 1).Plus([1]))).Should().Throw<ArgumentException>().And.ParamName.Should().Be("offsets");
    }

    /// <summary>The definition, one trajectory at a time.</summary>
    private static (double[,] Means, double[,] Variances) ByEnumeration(
        FiniteMdp mdp, double[,] policy, double[] values, double lambda, int steps, double[,] prior)
    {
        var set = TrajectorySet.Enumerate(mdp, steps, prior);
        var probabilities = set.Probabilities(policy, [1, 1, 1, 1]);
        var kl = SoftTables.Divergence(policy, prior);
        var (weights, firsts, seconds) = (new double[4, 3], new double[4, 3], new double[4, 3]);
        for (var i = 0; i < set.Count; i++)
        {
            var target = 0.0;
            for (var t = steps - 1; t >= 0; t--)
            {
                var at = (t * set.Count) + i;
                var next = t == steps - 1 ? values[set.NextStates[at]] : ((1 - lambda) * values[set.NextStates[at]]) + (lambda * target);
                target = set.Rewards[at] - (Tau * kl[set.States[at]]) + (set.Terminated[at] ? 0 : Gamma * next);
            }

            var (s, a) = (set.States[i], set.Actions[i]);
            weights[s, a] += probabilities[i];
            firsts[s, a] += probabilities[i] * target;
            seconds[s, a] += probabilities[i] * target * target;
        }

        var (means, variances) = (new double[4, 3], new double[4, 3]);
        for (var i = 0; i < 12; i++)
        {
            means[i / 3, i % 3] = firsts[i / 3, i % 3] / weights[i / 3, i % 3];
            variances[i / 3, i % 3] = (seconds[i / 3, i % 3] / weights[i / 3, i % 3]) - (means[i / 3, i % 3] * means[i / 3, i % 3]);
        }

        return (means, variances);
    }
}
