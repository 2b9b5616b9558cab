namespace SoftRL.Tabular.Tests;

public class ReferenceTablesTests
{
    [Fact]
    public void UniformIsMinusLogOfTheNumberOfActions() =>
        ReferenceTables.Uniform(2, 4).Cast<double>().Should().OnlyContain(x => x == -Math.Log(4)).And.HaveCount(8);

    [Fact]
    public void AMaskIsUniformOverWhatItAllows()
    {
        var table = ReferenceTables.FromMask(new[,] { { true, false, true }, { false, false, true } });
        table[0, 0].Should().Be(Math.Log(0.5));
        table[0, 1].Should().Be(double.NegativeInfinity);
        table[1, 2].Should().Be(0);
    }

    [Fact]
    public void ProbabilitiesBecomeTheirLogarithms() =>
        ReferenceTables.FromProbabilities(new[,] { { 0.25, 0.75, 0 } }).Cast<double>().Should().Equal(Math.Log(0.25), Math.Log(0.75), double.NegativeInfinity);

    [Fact]
    public void RefusesWhatIsNoPolicy()
    {
        ((Action)(() => ReferenceTables.Uniform(0, 1))).Should().Throw<ArgumentOutOfRangeException>().And.ParamName.Should().Be("states");
        ((Action)(() => ReferenceTables.Uniform(1, 0))).Should().Throw<ArgumentOutOfRangeException>().And.ParamName.Should().Be("actions");
        ((Action)(() => ReferenceTables.FromMask(new[,] { { false } }))).Should().Throw<ArgumentException>().WithMessage("*state 0*").And.ParamName.Should().Be("allowed");
        ((Action)(() => ReferenceTables.FromProbabilities(new[,] { { 0.5, 0.6 } }))).Should().Throw<ArgumentException>().And.ParamName.Should().Be("probabilities");
    }
}
