using FsCheck;
using FsCheck.Fluent;

namespace SoftRL.Tabular.Tests;

public class SoftTablesTests
{
    [Fact]
    public void AWorkedExample()
    {
        // τ = 2, π̄ = (¼, ¾), Q = (0, 2 ln 3): weights ¼ and 9/4, V = 2 ln 2.5, π = (0.1, 0.9).
        var q = new[,] { { 0, 2 * Math.Log(3) } };
        var prior = ReferenceTables.FromProbabilities(new[,] { { 0.25, 0.75 } });
        SoftTables.Values(q, 2, prior)[0].Should().BeApproximately(2 * Math.Log(2.5), 1e-12);
        var policy = SoftTables.Boltzmann(q, 2, prior);
        policy[0, 0].Should().BeApproximately(0.1, 1e-12);
        SoftTables.Divergence(policy, prior)[0].Should().BeApproximately((0.1 * Math.Log(0.4)) + (0.9 * Math.Log(1.2)), 1e-12);
    }

    [Theory]
    [InlineData("uniform")]
    [InlineData("random")]
    [InlineData("masked")]
    public void TheSoftValueIsTheExpectedQLessThePenalty(string kind)
    {
        var (q, prior) = (Models.RandomTable(1, 5, 3, 4), Models.Prior(kind, 5, 3));
        var policy = SoftTables.Boltzmann(q, 0.7, prior);
        var (values, kl) = (SoftTables.Values(q, 0.7, prior), SoftTables.Divergence(policy, prior));
        for (var s = 0; s < 5; s++)
        {
            values[s].Should().BeApproximately(Enumerable.Range(0, 3).Sum(a => policy[s, a] * q[s, a]) - (0.7 * kl[s]), 1e-12);
        }
    }

    [Fact]
    public void ShiftingQShiftsTheValueAndLeavesThePolicy()
    {
        var property = Prop.ForAll(Row(3), Gen.Choose(-50, 50).ToArbitrary(), (row, shift) =>
        {
            var (q, moved) = (Table(row), Table([.. row.Select(x => x + shift)]));
            return Math.Abs(SoftTables.Values(moved, 0.5)[0] - SoftTables.Values(q, 0.5)[0] - shift) < 1e-9
                && Models.Distance(SoftTables.Boltzmann(moved, 0.5), SoftTables.Boltzmann(q, 0.5)) < 1e-9;
        });
        Check.One(Config.QuickThrowOnFailure.WithReplay(11, 3), property);
    }

    [Fact]
    public void TheDivergenceOfADistributionIsNotNegativeAndZeroOnlyFromItself()
    {
        var property = Prop.ForAll(Gen.Choose(1, 1_000_000).ToArbitrary(), seed =>
        {
            var (policy, reference) = (RandomMdps.Policy((ulong)seed, 1, 4), RandomMdps.Policy((ulong)seed + 1, 1, 4));
            return SoftTables.Divergence(policy, ReferenceTables.FromProbabilities(reference))[0] > 0
                && Math.Abs(SoftTables.Divergence(policy, ReferenceTables.FromProbabilities(policy))[0]) < 1e-14;
        });
        Check.One(Config.QuickThrowOnFailure.WithReplay(12, 3), property);
    }

    [Fact]
    public void ColdIsTheMaximumAndHotIsTheMeanUnderTheReference()
    {
        var q = new[,] { { 1.0, 3.0, 3.0 } };
        var prior = ReferenceTables.FromProbabilities(new[,] { { 0.5, 0.1, 0.4 } });
        SoftTables.Values(q, 0, prior)[0].Should().Be(3);
        SoftTables.Values(q, 1e-9, prior)[0].Should().BeApproximately(3, 1e-8);
        SoftTables.Boltzmann(q, 0, prior).Cast<double>().Should().Equal([0, 0.2, 0.8], (x, y) => Math.Abs(x - y) < 1e-15);
        SoftTables.Values(q, 1e9, prior)[0].Should().BeApproximately(2, 1e-6);
        SoftTables.Boltzmann(q, 1e9, prior)[0, 1].Should().BeApproximately(0.1, 1e-8);
    }

    [Fact]
    public void MaskedActionsCountForNothingWhateverTheirQ()
    {
        var prior = ReferenceTables.FromMask(new[,] { { true, false } });
        foreach (var bad in new[] { double.NaN, double.PositiveInfinity, 1e300 })
        {
            var q = new[,] { { 1, bad } };
            SoftTables.Values(q, 0.1, prior)[0].Should().Be(1);
            SoftTables.Boltzmann(q, 0.1, prior).Cast<double>().Should().Equal(1, 0);
        }

        SoftTables.Divergence(new[,] { { 1.0, 0.0 } }, prior)[0].Should().Be(0);
        SoftTables.Divergence(new[,] { { 0.5, 0.5 } }, prior)[0].Should().Be(double.PositiveInfinity);
    }

    [Fact]
    public void HugeScoresDoNotOverflow() =>
        SoftTables.Values(new[,] { { 1e6, -1e6 } }, 1)[0].Should().Be(1e6);

    [Fact]
    public void RefusesBadArguments()
    {
        var q = new double[1, 2];
        ((Action)(() => SoftTables.Values(q, -1))).Should().Throw<ArgumentOutOfRangeException>().And.ParamName.Should().Be("temperature");
        ((Action)(() => SoftTables.Values(q, double.NaN))).Should().Throw<ArgumentOutOfRangeException>().And.ParamName.Should().Be("temperature");
        ((Action)(() => SoftTables.Boltzmann(q, 1, new double[1, 2]))).Should().Throw<ArgumentException>().WithMessage("*sum to 2*").And.ParamName.Should().Be("logPrior");
        ((Action)(() => SoftTables.Boltzmann(q, 1, new double[1, 3]))).Should().Throw<ArgumentException>().And.ParamName.Should().Be("logPrior");
        ((Action)(() => SoftTables.Values(new[,] { { double.NaN } }, 1))).Should().Throw<ArgumentOutOfRangeException>().And.ParamName.Should().Be("q");
        ((Action)(() => SoftTables.Divergence(new[,] { { 0.5, 0.4 } }))).Should().Throw<ArgumentException>().And.ParamName.Should().Be("policy");
    }

    private static Arbitrary<double[]> Row(int count) =>
        Gen.Choose(-1000, 1000).Select(x => x / 100.0).ArrayOf(count).ToArbitrary();

    private static double[,] Table(double[] row)
    {
        var table = new double[1, row.Length];
        Buffer.BlockCopy(row, 0, table, 0, row.Length * sizeof(double));
        return table;
    }
}
