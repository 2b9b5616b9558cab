namespace SoftRL.Tabular.Tests;

public class SoftBoundsTests
{
    [Theory]
    [InlineData(0.01)]
    [InlineData(1)]
    [InlineData(10)]
    public void HoldForRandomActionValues(double temperature)
    {
        for (ulong seed = 0; seed < 300; seed++)
        {
            var actions = 2 + (int)(seed % 5);
            var q = Models.RandomTable(seed, 1, actions, temperature * (1 + (seed % 7)));
            var best = q.Cast<double>().Max();
            var width = SoftBounds.SoftValueWidth(temperature, actions);
            SoftTables.Values(q, temperature)[0].Should().BeInRange(best - 1e-12, best + width + 1e-12);
            SoftTables.Values(q, temperature, ReferenceTables.Uniform(1, actions))[0].Should().BeInRange(best - width - 1e-12, best + 1e-12);
            var policy = SoftTables.Boltzmann(q, temperature);
            Enumerable.Range(0, actions).Sum(a => policy[0, a] * (best - q[0, a])).Should().BeInRange(-1e-12, SoftBounds.GreedyGap(temperature, actions));
        }
    }

    [Fact]
    public void TheBackupGapIsTheDiscountedGreedyGap()
    {
        for (ulong seed = 0; seed < 100; seed++)
        {
            var (mdp, q) = (Models.Random(seed), Models.RandomTable(seed + 1000, 4, 3, 0.3));
            var policy = SoftTables.Boltzmann(q, 0.2);
            var (hard, soft) = (SoftBackups.Boltzmann(mdp, q, 0, 0.9), SoftBackups.PolicyActionValues(mdp, q, policy, 0, 0.9));
            for (var i = 0; i < 12; i++)
            {
                (hard[i / 3, i % 3] - soft[i / 3, i % 3]).Should().BeInRange(-1e-12, SoftBounds.BackupGap(0.2, 3, 0.9));
            }
        }
    }

    [Fact]
    public void RefuseBadArguments()
    {
        ((Action)(() => SoftBounds.SoftValueWidth(-1, 2))).Should().Throw<ArgumentOutOfRangeException>().And.ParamName.Should().Be("temperature");
        ((Action)(() => SoftBounds.GreedyGap(1, 0))).Should().Throw<ArgumentOutOfRangeException>().And.ParamName.Should().Be("actions");
        ((Action)(() => SoftBounds.BackupGap(1, 2, 2))).Should().Throw<ArgumentOutOfRangeException>().And.ParamName.Should().Be("discount");
        ((Action)(() => SoftBounds.OptimalValueGap(1, 2, 1))).Should().Throw<ArgumentOutOfRangeException>().And.ParamName.Should().Be("discount");
    }
}
