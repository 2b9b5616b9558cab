namespace SoftRL.Tabular.Tests;

public class TaxiTests
{
    [Fact]
    public void TheBestMeanReturnIsTheKnownOptimum()
    {
        var mdp = Taxi.Create();
        var hard = SoftValueIteration.Solve(mdp, temperature: 0, discount: 1);
        var mean = Enumerable.Range(0, Taxi.StateCount).Sum(s => mdp.InitialDistribution[s] * hard.Values[s]);
        mean.Should().BeApproximately(7.93, 1e-9);
    }

    [Fact]
    public void StatesAreNumberedRowColumnPassengerDestination() => Taxi.State(4, 3, 2, 1).Should().Be((((4 * 5 + 3) * 5 + 2) * 4) + 1);

    [Theory]
    [InlineData(5, 0, 0, 0, "row")]
    [InlineData(0, -1, 0, 0, "column")]
    [InlineData(0, 0, 5, 0, "passenger")]
    [InlineData(0, 0, 0, 4, "destination")]
    public void RefusesPartsOutOfRange(int row, int column, int passenger, int destination, string name) =>
        ((Action)(() => Taxi.State(row, column, passenger, destination))).Should().Throw<ArgumentOutOfRangeException>().And.ParamName.Should().Be(name);
}
