namespace SoftRL.Tabular.Tests;

public class SoftBackupsTests
{
    private const double Tau = 0.3;
    private const double Gamma = 0.9;

    [Fact]
    public void AWorkedExample()
    {
        // V = (10, 20): Q(0,0) = 1 + 0.5·10, Q(0,1) = 0 + 0.5·20, terminal rewards stay. π uniform, KL to counting = −ln 2.
        var mdp = Models.TwoStates();
        var q = SoftBackups.ActionValues(mdp, [10, 20], 0.5);
        q.Cast<double>().Should().Equal(6, 10, 2, 4);
        var uniform = new[,] { { 0.5, 0.5 }, { 0.5, 0.5 } };
        SoftBackups.PolicyValues(mdp, [10, 20], uniform, 1, 0.5).Should().Equal([8 + Math.Log(2), 3 + Math.Log(2)], (x, y) => Math.Abs(x - y) < 1e-12);
        SoftBackups.Boltzmann(mdp, q, 0, 0.5).Cast<double>().Should().Equal([6, 2, 2, 4], "max of (6, 10) is 10 and of (2, 4) is 4, halved");
    }

    [Theory]
    [InlineData("uniform")]
    [InlineData("random")]
    [InlineData("masked")]
    public void TheBoltzmannBackupIsThePolicyBackupOfItsOwnPolicy(string kind)
    {
        var (mdp, q, prior) = (Models.Random(1), Models.RandomTable(2, 4, 3), Models.Prior(kind, 4, 3));
        var policy = SoftTables.Boltzmann(q, Tau, prior);
        Models.Distance(SoftBackups.Boltzmann(mdp, q, Tau, Gamma, prior), SoftBackups.PolicyActionValues(mdp, q, policy, Tau, Gamma, prior)).Should().BeLessThan(1e-12);
        Models.Distance(SoftBackups.BoltzmannSteps(mdp, q, 1, Tau, Gamma, prior), SoftBackups.Boltzmann(mdp, q, Tau, Gamma, prior)).Should().BeLessThan(1e-12);
    }

    [Fact]
    public void IsAContractionInTheMaximumNorm()
    {
        for (ulong seed = 0; seed < 50; seed++)
        {
            var mdp = Models.Random(seed, termination: 0);
            var (left, right) = (Models.RandomTable(seed + 100, 4, 3, 5), Models.RandomTable(seed + 200, 4, 3, 5));
            Models.Distance(SoftBackups.Boltzmann(mdp, left, Tau, Gamma), SoftBackups.Boltzmann(mdp, right, Tau, Gamma))
                .Should().BeLessThanOrEqualTo((Gamma * Models.Distance(left, right)) + 1e-12);
        }
    }

    [Fact]
    public void TheLambdaBackupIsTheGeometricMixtureOfTheStepBackups()
    {
        var (mdp, q, prior) = (Models.Random(3), Models.RandomTable(4, 4, 3), Models.Prior("random", 4, 3));
        const double lambda = 0.6;
        var mixture = new double[4, 3];
        for (var n = 1; n <= 120; n++)
        {
            var backed = SoftBackups.BoltzmannSteps(mdp, q, n, Tau, Gamma, prior);
            for (var i = 0; i < 12; i++)
            {
                mixture[i / 3, i % 3] += (1 - lambda) * Math.Pow(lambda, n - 1) * backed[i / 3, i % 3];
            }
        }

        Models.Distance(mixture, SoftBackups.BoltzmannLambda(mdp, q, lambda, Tau, Gamma, prior)).Should().BeLessThan(1e-12);
        Models.Distance(SoftBackups.BoltzmannLambda(mdp, q, 0, Tau, Gamma, prior), SoftBackups.Boltzmann(mdp, q, Tau, Gamma, prior)).Should().BeLessThan(1e-12);
    }

    [Fact]
    public void WithLambdaOneItIsTheWholeReturn()
    {
        var (mdp, q, prior) = (Models.Random(3), Models.RandomTable(4, 4, 3), Models.Prior("random", 4, 3));
        var exact = PolicyEvaluation.Evaluate(mdp, SoftTables.Boltzmann(q, Tau, prior), Tau, Gamma, prior).ActionValues;
        Models.Distance(SoftBackups.BoltzmannLambda(mdp, q, 1, Tau, Gamma, prior), exact).Should().BeLessThan(1e-12);
    }

    [Fact]
    public void RefusesBadArguments()
    {
        var (mdp, q) = (Models.Random(1), new double[4, 3]);
        ((Action)(() => SoftBackups.Boltzmann(mdp, new double[3, 3], 1, 1))).Should().Throw<ArgumentException>().And.ParamName.Should().Be("q");
        ((Action)(() => SoftBackups.Boltzmann(mdp, q, 1, 1.5))).Should().Throw<ArgumentOutOfRangeException>().And.ParamName.Should().Be("discount");
        ((Action)(() => SoftBackups.BoltzmannSteps(mdp, q, 0, 1, 1))).Should().Throw<ArgumentOutOfRangeException>().And.ParamName.Should().Be("steps");
        ((Action)(() => SoftBackups.BoltzmannLambda(mdp, q, 2, 1, 1))).Should().Throw<ArgumentOutOfRangeException>().And.ParamName.Should().Be("lambda");
        ((Action)(() => SoftBackups.ActionValues(mdp, [1], 1))).Should().Throw<ArgumentException>().And.ParamName.Should().Be("values");
        var prior = Models.Masked(4, 3);
        ((Action)(() => SoftBackups.PolicyActionValues(mdp, q, RandomMdps.Policy(1, 4, 3), 1, 1, prior))).Should().Throw<ArgumentException>().WithMessage("*masks in state 0*").And.ParamName.Should().Be("policy");
    }
}
