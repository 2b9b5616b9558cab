namespace SoftRL.Tabular.Tests;

public class FrozenLakeTests
{
    [Fact]
    public void TheBestPolicyCrossesTheSmallSlipperyLakeFourteenTimesOutOfSeventeen()
    {
        var hard = SoftPolicyIteration.Solve(FrozenLake.Create(), temperature: 0, discount: 1);
        hard.Values[0].Should().BeApproximately(14.0 / 17.0, 1e-9);
    }

    [Theory]
    [InlineData("small", 100, 0.74)]
    [InlineData("large", 200, 0.91)]
    public void WithinTheUsualStepLimitItReachesTheKnownOptimum(string map, int limit, double optimum)
    {
        var mdp = FrozenLake.Create(map == "small" ? FrozenLakeMap.Small : FrozenLakeMap.Large);
        var q = new double[mdp.StateCount, 4];
        for (var toGo = 0; toGo < limit; toGo++)
        {
            q = SoftBackups.Boltzmann(mdp, q, temperature: 0, discount: 1);
        }

        SoftTables.Values(q, 0)[0].Should().BeApproximately(optimum, 0.005);
    }

    [Fact]
    public void WithoutSlippingTheGoalIsCertain() =>
        SoftValueIteration.Solve(FrozenLake.Create(slippery: false), temperature: 0, discount: 1).Values[0].Should().Be(1);

    [Fact]
    public void TheSuccessRateSetsTheProbabilities()
    {
        var outcomes = FrozenLake.Create(successRate: 0.8).Outcomes(0, 1).ToArray();
        outcomes.Select(outcome => outcome.Probability).Should().Equal([0.1, 0.8, 0.1], (x, y) => Math.Abs(x - y) < 1e-15);
        outcomes.Select(outcome => outcome.NextState).Should().Equal(0, 4, 1);
    }

    [Fact]
    public void SeveralStartsShareTheFirstState() =>
        FrozenLake.Create(new FrozenLakeMap("SSG")).InitialDistribution.ToArray().Should().Equal(0.5, 0.5, 0);

    [Fact]
    public void RefusesBadMapsAndRates()
    {
        ((Action)(() => _ = new FrozenLakeMap())).Should().Throw<ArgumentException>().And.ParamName.Should().Be("rows");
        ((Action)(() => _ = new FrozenLakeMap("SF", "F"))).Should().Throw<ArgumentException>().WithMessage("*\"F\"*");
        ((Action)(() => _ = new FrozenLakeMap("SX"))).Should().Throw<ArgumentException>().WithMessage("*\"SX\"*");
        ((Action)(() => _ = new FrozenLakeMap("FG"))).Should().Throw<ArgumentException>().WithMessage("*start*");
        ((Action)(() => _ = FrozenLakeMap.Small[4, 0])).Should().Throw<ArgumentOutOfRangeException>().And.ParamName.Should().Be("row");
        ((Action)(() => _ = FrozenLakeMap.Small[0, -1])).Should().Throw<ArgumentOutOfRangeException>().And.ParamName.Should().Be("column");
        ((Action)(() => FrozenLake.Create(successRate: 1.5))).Should().Throw<ArgumentOutOfRangeException>().And.ParamName.Should().Be("successRate");
    }
}
