namespace SoftRL.Tabular.Tests;

public class BanditTests
{
    [Fact]
    public void IsAnMdpOfOneStateWhoseActionsEndTheEpisode()
    {
        var mdp = new Bandit([new BanditArm(1, 2), new BanditArm(-3)]).ToMdp();

        mdp.StateCount.Should().Be(1);
        mdp.Outcomes(0, 0).ToArray().Should().Equal(new Outcome(1, 0, 1, true));
        mdp.Outcomes(0, 1).ToArray().Should().Equal(new Outcome(1, 0, -3, true));
    }

    [Fact]
    public void ItsOptimumIsTheSoftValueOfItsMeans()
    {
        var solution = SoftValueIteration.Solve(Bandit.Deterministic(1, 2, 4).ToMdp(), 0.5, 0.9);
        solution.Values[0].Should().BeApproximately(0.5 * Math.Log(Math.Exp(2) + Math.Exp(4) + Math.Exp(8)), 1e-12);
    }

    [Fact]
    public void RefusesNoArmsAndBadNumbers()
    {
        ((Action)(() => _ = new Bandit([]))).Should().Throw<ArgumentException>().And.ParamName.Should().Be("arms");
        ((Action)(() => _ = new Bandit([null!]))).Should().Throw<ArgumentNullException>().And.ParamName.Should().Be("arms");
        ((Action)(() => _ = new BanditArm(double.NaN))).Should().Throw<ArgumentOutOfRangeException>().And.ParamName.Should().Be("mean");
        ((Action)(() => _ = new BanditArm(0, -1))).Should().Throw<ArgumentOutOfRangeException>().And.ParamName.Should().Be("standardDeviation");
    }
}
