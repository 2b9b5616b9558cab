namespace SoftRL.Tabular.Tests;

public class NaturalGradientsTests
{
    private const int States = 4;
    private const int Actions = 3;

    [Fact]
    public void TheFisherMatrixOfLogitsIsTheOneOfTheirScores()
    {
        var (policy, weights) = (RandomMdps.Policy(1, States, Actions), new[] { 0.1, 0.2, 0.3, 0.4 });
        var pairs = PairWeights.Of(policy, weights).Cast<double>().ToArray();
        Models.Distance(FisherMatrices.FromScores(LogitScores(policy), pairs), FisherMatrices.OfLogits(policy, weights)).Should().BeLessThan(1e-15);
    }

    [Fact]
    public void InTheTabularCaseTheNaturalGradientIsTheAdvantageCentredInEachState()
    {
        var (mdp, policy, prior) = (Models.Random(2), RandomMdps.Policy(1, States, Actions), Models.Prior("random", States, Actions));
        var visits = Occupancy.Discounted(mdp, policy, 0.9);
        var gradient = PolicyGradients.DiscountedReturn(mdp, policy, 0.3, 0.9, prior).Cast<double>().ToArray();
        var direction = NaturalGradients.Direction(FisherMatrices.OfLogits(policy, visits), gradient);

        var q = PolicyEvaluation.Evaluate(mdp, policy, 0.3, 0.9, prior).ActionValues;
        for (var s = 0; s < States; s++)
        {
            var scores = Enumerable.Range(0, Actions).Select(a => q[s, a] - (0.3 * (Math.Log(policy[s, a]) - prior[s, a]))).ToArray();
            for (var a = 0; a < Actions; a++)
            {
                direction[(s * Actions) + a].Should().BeApproximately(scores[a] - scores.Average(), 1e-9);
            }
        }
    }

    [Fact]
    public void LeastSquaresAndTheFisherMatrixGiveTheSameStep()
    {
        var (policy, weights) = (RandomMdps.Policy(1, States, Actions), new[] { 0.1, 0.2, 0.3, 0.4 });
        var (scores, pairs) = (LogitScores(policy), PairWeights.Of(policy, weights).Cast<double>().ToArray());
        var advantages = Models.RandomTable(8, 1, States * Actions).Cast<double>().ToArray();
        var gradient = Enumerable.Range(0, States * Actions).Select(p => Enumerable.Range(0, pairs.Length).Sum(i => pairs[i] * scores[i, p] * advantages[i])).ToArray();

        var byFisher = NaturalGradients.Direction(FisherMatrices.FromScores(scores, pairs), gradient);
        Models.Distance(NaturalGradients.LeastSquares(scores, pairs, advantages), byFisher).Should().BeLessThan(1e-9);
    }

    [Theory]
    [InlineData(200_000, 3)]
    [InlineData(3, 50)]
    public void LeastSquaresTakesTallAndWideProblems(int rows, int columns)
    {
        var scores = Models.RandomTable(1, rows, columns);
        var wanted = Models.RandomTable(2, 1, columns).Cast<double>().ToArray();
        var targets = Enumerable.Range(0, rows).Select(i => Enumerable.Range(0, columns).Sum(p => scores[i, p] * wanted[p])).ToArray();
        var found = NaturalGradients.LeastSquares(scores, [.. Enumerable.Repeat(0.5, rows)], targets);

        var fitted = Enumerable.Range(0, rows).Select(i => Enumerable.Range(0, columns).Sum(p => scores[i, p] * found[p])).ToArray();
        Models.Distance(fitted, targets).Should().BeLessThan(1e-10);
        found.Sum(x => x * x).Should().BeLessThanOrEqualTo(wanted.Sum(x => x * x) + 1e-9, "the solution of least norm is no longer than any other");
    }

    [Fact]
    public void DampingSolvesTheShiftedSystem()
    {
        var fisher = new double[,] { { 2, 1 }, { 1, 3 } };
        var direction = NaturalGradients.Direction(fisher, [1, 2], 0.5);
        ((2.5 * direction[0]) + direction[1]).Should().BeApproximately(1, 1e-12);
        (direction[0] + (3.5 * direction[1])).Should().BeApproximately(2, 1e-12);
        NaturalGradients.Direction(new double[,] { { 1, 0 }, { 0, 0 } }, [2, 5]).Should().Equal([2, 0], "a direction that changes nothing is left alone");
    }

    [Fact]
    public void ACompatibleCriticLeavesThePolicyGradientExactHoweverBadlyItFits()
    {
        // Two parameters for twelve logits: the critic cannot represent Q.
        var (mdp, features) = (Models.Random(2), Models.RandomTable(3, States * Actions, 2));
        var policy = SoftTables.Boltzmann(Logits(features, [0.3, -0.2]), 1);
        var visits = Occupancy.Discounted(mdp, policy, 0.9);
        var (scores, weights) = (Project(LogitScores(policy), features), PairWeights.Of(policy, visits).Cast<double>().ToArray());
        var q = PolicyEvaluation.Evaluate(mdp, policy, 0.3, 0.9).ActionValues.Cast<double>().ToArray();
        var critic = CompatibleCritic.Fit(scores, weights, q);
        Models.Distance(critic.Values, q).Should().BeGreaterThan(0.1, "else the test shows nothing");

        for (var p = 0; p < 2; p++)
        {
            double Gradient(double[] critics) => Enumerable.Range(0, q.Length)
                .Sum(i => weights[i] * scores[i, p] * (critics[i] - (0.3 * Math.Log(policy[i / Actions, i % Actions])) - 0.3));
            Gradient(critic.Values).Should().BeApproximately(Gradient(q), 1e-12);
        }
    }

    [Fact]
    public void RefuseBadArguments()
    {
        ((Action)(() => FisherMatrices.OfLogits(new double[,] { { 1 } }, [1, 2]))).Should().Throw<ArgumentException>().And.ParamName.Should().Be("stateWeights");
        ((Action)(() => FisherMatrices.FromScores(new double[1, 1], [-1]))).Should().Throw<ArgumentOutOfRangeException>().And.ParamName.Should().Be("weights");
        ((Action)(() => NaturalGradients.Direction(new double[2, 2], [1]))).Should().Throw<ArgumentException>().And.ParamName.Should().Be("fisher");
        ((Action)(() => NaturalGradients.Direction(new double[1, 1], [1], double.NaN))).Should().Throw<ArgumentOutOfRangeException>().And.ParamName.Should().Be("damping");
        ((Action)(() => NaturalGradients.LeastSquares(new double[2, 1], [1, 1], [1]))).Should().Throw<ArgumentException>().And.ParamName.Should().Be("targets");
        ((Action)(() => PairWeights.Of(new double[,] { { 1 } }, []))).Should().Throw<ArgumentException>().And.ParamName.Should().Be("stateWeights");
    }

    private static double[,] LogitScores(double[,] policy)
    {
        var scores = new double[States * Actions, States * Actions];
        for (var i = 0; i < States * Actions; i++)
        {
            for (var b = 0; b < Actions; b++)
            {
                scores[i, (i / Actions * Actions) + b] = (i % Actions == b ? 1 : 0) - policy[i / Actions, b];
            }
        }

        return scores;
    }

    private static double[,] Logits(double[,] features, double[] parameters)
    {
        var logits = new double[States, Actions];
        for (var i = 0; i < States * Actions; i++)
        {
            logits[i / Actions, i % Actions] = (features[i, 0] * parameters[0]) + (features[i, 1] * parameters[1]);
        }

        return logits;
    }

    private static double[,] Project(double[,] scores, double[,] features)
    {
        var projected = new double[States * Actions, 2];
        for (var i = 0; i < States * Actions; i++)
        {
            for (var j = 0; j < States * Actions; j++)
            {
                projected[i, 0] += scores[i, j] * features[j, 0];
                projected[i, 1] += scores[i, j] * features[j, 1];
            }
        }

        return projected;
    }
}
