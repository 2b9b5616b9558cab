namespace SoftRL.Tabular.Tests;

public class FiniteMdpTests
{
    [Fact]
    public void KeepsTheOutcomesInTheirOrder()
    {
        Outcome[] entry = [new(0.25, 0, 1), new(0.5, 1, 2, true), new(0.25, 0, 3)];
        var mdp = new FiniteMdp([[entry], [[new Outcome(1, 0, 0)]]], [0.5, 0.5]);

        mdp.Outcomes(0, 0).ToArray().Should().Equal(entry);
        mdp.StateCount.Should().Be(2);
        mdp.ActionCount.Should().Be(1);
        mdp.ExpectedReward(0, 0).Should().Be(0.25 + 1 + 0.75);
        mdp.InitialDistribution.ToArray().Should().Equal(0.5, 0.5);
    }

    [Fact]
    public void DenseTablesWithRewardsOnPairsAndOnTransitionsAgree()
    {
        var transitions = new double[2, 1, 2] { { { 0.3, 0.7 } }, { { 0, 1 } } };
        var onPairs = FiniteMdp.FromDense(transitions, new double[2, 1] { { 5 }, { 0 } }, [1, 0], [false, true]);
        var onTransitions = FiniteMdp.FromDense(transitions, new double[2, 1, 2] { { { 5, 5 } }, { { 9, 0 } } }, [1, 0], [false, true]);

        onPairs.Outcomes(0, 0).ToArray().Should().Equal(new Outcome(0.3, 0, 5), new Outcome(0.7, 1, 5, true));
        onTransitions.Outcomes(0, 0).ToArray().Should().Equal(onPairs.Outcomes(0, 0).ToArray());
        onTransitions.Outcomes(1, 0).ToArray().Should().Equal([new Outcome(1, 1, 0, true)], "an impossible successor is left out");
    }

    [Theory]
    [InlineData(0.5, "sum to 0.5")]
    [InlineData(-1.0, "probability -1")]
    [InlineData(double.NaN, "probability NaN")]
    public void RefusesProbabilitiesThatAreNoDistribution(double probability, string message)
    {
        var act = () => new FiniteMdp([[[new Outcome(probability, 0, 0)]]], [1]);
        act.Should().Throw<ArgumentException>().WithMessage($"*outcomes[0][0]*{message}*").And.ParamName.Should().Be("outcomes");
    }

    [Fact]
    public void RefusesASuccessorThatDoesNotExistAndARewardThatIsNotFinite()
    {
        var lost = () => new FiniteMdp([[[new Outcome(1, 1, 0)]]], [1]);
        lost.Should().Throw<ArgumentException>().WithMessage("*leads to state 1; states are 0 to 0*");
        var priceless = () => new FiniteMdp([[[new Outcome(1, 0, double.PositiveInfinity)]]], [1]);
        priceless.Should().Throw<ArgumentException>().WithMessage("*it must be finite*");
    }

    [Fact]
    public void RefusesEmptyRaggedAndMissingTables()
    {
        ((Action)(() => _ = new FiniteMdp([], []))).Should().Throw<ArgumentException>().WithMessage("*at least one state*");
        ((Action)(() => _ = new FiniteMdp([[[new Outcome(1, 0, 0)]], []], [1, 0]))).Should().Throw<ArgumentException>().WithMessage("*outcomes[1] must have 1 actions*");
        ((Action)(() => _ = new FiniteMdp([[null!]], [1]))).Should().Throw<ArgumentNullException>().And.ParamName.Should().Be("outcomes");
        ((Action)(() => _ = new FiniteMdp([[[new Outcome(1, 0, 0)]]], [1, 0]))).Should().Throw<ArgumentException>().And.ParamName.Should().Be("initialDistribution");
        ((Action)(() => _ = new FiniteMdp([[[new Outcome(1, 0, 0)]]], [0.9]))).Should().Throw<ArgumentException>().And.ParamName.Should().Be("initialDistribution");
    }

    [Fact]
    public void RefusesDenseTablesOfTheWrongSize()
    {
        var square = new double[2, 1, 2] { { { 1, 0 } }, { { 0, 1 } } };
        ((Action)(() => FiniteMdp.FromDense(square, new double[1, 1], [1, 0]))).Should().Throw<ArgumentException>().And.ParamName.Should().Be("rewards");
        ((Action)(() => FiniteMdp.FromDense(square, new double[2, 1, 1], [1, 0]))).Should().Throw<ArgumentException>().And.ParamName.Should().Be("rewards");
        ((Action)(() => FiniteMdp.FromDense(new double[2, 1, 3], new double[2, 1], [1, 0]))).Should().Throw<ArgumentException>().And.ParamName.Should().Be("transitions");
        ((Action)(() => FiniteMdp.FromDense(square, new double[2, 1], [1, 0], [true]))).Should().Throw<ArgumentException>().And.ParamName.Should().Be("terminalStates");
    }

    [Theory]
    [InlineData(-1, 0, "state")]
    [InlineData(2, 0, "state")]
    [InlineData(0, 2, "action")]
    public void RefusesAStateOrActionThatDoesNotExist(int state, int action, string name)
    {
        var mdp = Models.TwoStates();
        ((Action)(() => mdp.Outcomes(state, action))).Should().Throw<ArgumentOutOfRangeException>().And.ParamName.Should().Be(name);
    }
}
