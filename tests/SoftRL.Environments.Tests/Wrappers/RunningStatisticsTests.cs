namespace SoftRL.Environments.Tests;

public sealed class RunningStatisticsTests
{
    [Fact]
    public void AreThoseOfAllVectorsInWhateverPortions()
    {
        var random = new Xoshiro256(1);
        var (whole, parts) = (new RunningStatistics(3), new RunningStatistics(3));
        var rows = new float[3 * 500];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = (float)(((i % 3) + 1) * random.NextGaussian()) + (10 * (i % 3));
        }

        whole.Update(rows);
        for (int at = 0, size = 1; at < 500; at += size, size = Math.Min(size + 3, 500 - at))
        {
            parts.Update(rows.AsSpan(3 * at, 3 * size));
        }

        (whole.Count, parts.Count).Should().Be((500L, 500L));
        for (var i = 0; i < 3; i++)
        {
            var column = Enumerable.Range(0, 500).Select(row => (double)rows[(3 * row) + i]).ToArray();
            var mean = column.Average();
            var variance = column.Average(value => (value - mean) * (value - mean));
            whole.Mean[i].Should().BeApproximately(mean, 1e-12);
            parts.Mean[i].Should().BeApproximately(mean, 1e-12);
            whole.Variance(i).Should().BeApproximately(variance, 1e-11);
            parts.Variance(i).Should().BeApproximately(variance, 1e-11);
        }
    }

    [Fact]
    public void ChangeNothingBeforeTheFirstVector()
    {
        var statistics = new RunningStatistics(2);
        (statistics.Size, statistics.Count, statistics.Mean[1], statistics.Variance(1)).Should().Be((2, 0L, 0.0, 1.0));
        statistics.Update([]);
        statistics.Count.Should().Be(0);
    }

    /// <summary>Mean of squares minus squared mean would have lost all digits: 10⁶ and a variance of a quarter, over 10⁶ values.</summary>
    [Fact]
    public void LoseNothingToALargeMean()
    {
        var statistics = new RunningStatistics(1);
        var values = new float[1000];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = 1_000_000 + (i % 2);
        }

        for (var batch = 0; batch < 1000; batch++)
        {
            statistics.Update(values);
        }

        statistics.Variance(0).Should().BeApproximately(0.25, 1e-9);
    }

    [Fact]
    public void OfTwoHalvesMergeToThoseOfTheWhole()
    {
        var (left, right, whole) = (new RunningStatistics(1), new RunningStatistics(1), new RunningStatistics(1));
        left.Update([1, 2, 3]);
        right.Update([10, 20]);
        whole.Update([1, 2, 3, 10, 20]);
        left.Merge(right);
        left.Merge(new RunningStatistics(1));
        left.Count.Should().Be(5);
        left.Mean[0].Should().BeApproximately(whole.Mean[0], 1e-12);
        left.Variance(0).Should().BeApproximately(whole.Variance(0), 1e-12);
        right.Count.Should().Be(2);
    }

    [Fact]
    public void ASnapshotIsExact()
    {
        var (statistics, copy) = (new RunningStatistics(2), new RunningStatistics(2));
        statistics.Update([0.1f, 0.2f, 0.3f, 0.4f]);
        Snapshots.Read(Snapshots.Write(statistics.Save), copy.Load);
        statistics.Update([0.7f, 0.9f]);
        copy.Update([0.7f, 0.9f]);
        Snapshots.Write(copy.Save).Should().Equal(Snapshots.Write(statistics.Save));
    }

    [Fact]
    public void RefuseWhatTheyCannotTakeInAndStayWhatTheyAre()
    {
        var statistics = new RunningStatistics(2);
        statistics.Update([1, 2]);
        var before = Snapshots.Write(statistics.Save);
        statistics.Invoking(it => it.Update([1])).Should().Throw<ArgumentException>().WithParameterName("vectors");
        statistics.Invoking(it => it.Update([1, 2, 3, float.NaN])).Should().Throw<ArgumentException>().WithMessage("*1 of vector 1*");
        statistics.Invoking(it => it.Merge(new RunningStatistics(3))).Should().Throw<ArgumentException>().WithParameterName("other");
        statistics.Invoking(it => Snapshots.Read(Snapshots.Write(new RunningStatistics(3).Save), it.Load)).Should().Throw<InvalidDataException>();
        statistics.Invoking(it => Snapshots.Read(before[..^1], it.Load)).Should().Throw<EndOfStreamException>();
        Snapshots.Write(statistics.Save).Should().Equal(before);
        var none = () => new RunningStatistics(0);
        none.Should().Throw<ArgumentException>().WithParameterName("size");
    }
}
