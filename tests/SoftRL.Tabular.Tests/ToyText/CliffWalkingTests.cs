namespace SoftRL.Tabular.Tests;

public class CliffWalkingTests
{
    [Fact]
    public void TheBestReturnIsMinusThirteen() =>
        SoftValueIteration.Solve(CliffWalking.Create(), temperature: 0, discount: 1).Values[36].Should().Be(-13);

    [Fact]
    public void ATemperatureMakesThePolicyKeepAwayFromTheCliff()
    {
        var mdp = CliffWalking.Create();
        var uniform = ReferenceTables.Uniform(48, 4);
        var cold = SoftValueIteration.Solve(mdp, 0.01, 0.99, uniform).Policy;
        var warm = SoftValueIteration.Solve(mdp, 10, 0.99, uniform).Policy;
        cold[25, 1].Should().BeGreaterThan(0.99, "a cold policy walks along the edge");
        warm[25, 0].Should().BeGreaterThan(warm[25, 1], "a warm one moves up, away from it");
    }

    [Fact]
    public void TheSlipperyVariantGivesEachOfThreeDirectionsAThird()
    {
        var outcomes = CliffWalking.Create(slippery: true).Outcomes(36, 0).ToArray();
        outcomes.Should().Equal(new Outcome(1.0 / 3, 36, -1), new Outcome(1.0 / 3, 24, -1), new Outcome(1.0 / 3, 36, -100));
    }
}
