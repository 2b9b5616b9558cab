namespace SoftRL.Tabular.Tests;

public class OccupancyTests
{
    [Fact]
    public void AWorkedExample()
    {
        // From state 0 the uniform policy stays with chance ½: visits to 0 are geometric with mean 2, state 1 is entered once.
        var visits = Occupancy.Discounted(Models.TwoStates(), new[,] { { 0.5, 0.5 }, { 0.5, 0.5 } }, 1);
        visits.Should().Equal([2, 1], (x, y) => Math.Abs(x - y) < 1e-12);
        Occupancy.AtEachStep(Models.TwoStates(), new[,] { { 0.5, 0.5 }, { 0.5, 0.5 } }, 3).Cast<double>().Should().Equal(1, 0, 0.5, 0.5, 0.25, 0.25);
    }

    [Fact]
    public void IsTheDiscountedSumOfTheStateDistributions()
    {
        var (mdp, policy) = (Models.Random(2), RandomMdps.Policy(2, 4, 3));
        var steps = Occupancy.AtEachStep(mdp, policy, 300);
        var sum = new double[4];
        for (var t = 0; t < 300; t++)
        {
            for (var s = 0; s < 4; s++)
            {
                sum[s] += Math.Pow(0.9, t) * steps[t, s];
            }
        }

        Models.Distance(sum, Occupancy.Discounted(mdp, policy, 0.9)).Should().BeLessThan(1e-12);
    }

    [Fact]
    public void WithoutTerminationItSumsToTheHorizon() =>
        Occupancy.Discounted(Models.Random(2, termination: 0), RandomMdps.Policy(2, 4, 3), 0.9).Sum().Should().BeApproximately(10, 1e-10);

    [Fact]
    public void WeighsTheRegularisedRewardsIntoTheReturn()
    {
        var (mdp, policy) = (Models.Random(2), RandomMdps.Policy(2, 4, 3));
        var values = PolicyEvaluation.Evaluate(mdp, policy, 0.3, 0.9);
        var visits = Occupancy.Discounted(mdp, policy, 0.9);
        var dual = Enumerable.Range(0, 4).Sum(s => visits[s] * (Enumerable.Range(0, 3).Sum(a => policy[s, a] * mdp.ExpectedReward(s, a)) - (0.3 * values.Divergences[s])));
        dual.Should().BeApproximately(Enumerable.Range(0, 4).Sum(s => mdp.InitialDistribution[s] * values.Values[s]), 1e-12);
    }

    [Fact]
    public void RefusesBadArguments()
    {
        ((Action)(() => Occupancy.Discounted(Models.TwoStates(), new double[,] { { 1, 0 }, { 1, 0 } }, 1))).Should().Throw<InvalidOperationException>();
        ((Action)(() => Occupancy.Discounted(Models.TwoStates(), new double[2, 2], 1))).Should().Throw<ArgumentException>().And.ParamName.Should().Be("policy");
        ((Action)(() => Occupancy.AtEachStep(Models.TwoStates(), new double[,] { { 1, 0 }, { 1, 0 } }, 0))).Should().Throw<ArgumentOutOfRangeException>().And.ParamName.Should().Be("horizon");
    }
}
