using FsCheck;
using FsCheck.Fluent;

namespace SoftRL.Training.Tests;

public sealed class CurveDataTests
{
    private static readonly Config Laws = Config.QuickThrowOnFailure.WithReplay(20170421UL, 297UL);

    [Fact]
    public void SmoothingAveragesOverWhatCameBefore() =>
        CurveData.Smooth(Curve(1, 2, 6, 10), 3).Should().Equal(Curve(1, 1.5, 3, 6));

    [Fact]
    public void AWindowOfOneChangesNothing() => CurveData.Smooth(Curve(3, 1, 4), 1).Should().Equal(Curve(3, 1, 4));

    [Fact]
    public void SmoothingStaysBetweenTheExtremesAndKeepsConstants()
    {
        var law = Prop.ForAll<NonEmptyArray<NormalFloat>, PositiveInt>((values, window) =>
        {
            var points = Curve([.. values.Get.Select(value => value.Get)]);
            var (low, high) = (points.Min(point => point.Value), points.Max(point => point.Value));
            var slack = 1e-9 * (1 + Math.Abs(low) + Math.Abs(high));
            return CurveData.Smooth(points, window.Get).All(point => point.Value >= low - slack && point.Value <= high + slack);
        });

        law.Check(Laws);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(10, 1)]
    [InlineData(50, 2)]
    [InlineData(1000, 33)]
    public void TheWindowIsAThirtieth(int count, int window) => CurveData.Window(count).Should().Be(window);

    [Fact]
    public void ThinningKeepsTheExtremesInOrder()
    {
        var points = Curve([.. Enumerable.Range(0, 5000).Select(i => Math.Sin(i) * i)]);

        var thin = CurveData.Thin(points, 100);

        thin.Should().HaveCount(200).And.BeInAscendingOrder(point => point.Step).And.BeSubsetOf(points);
        thin.Max(point => point.Value).Should().Be(points.Max(point => point.Value));
        thin.Min(point => point.Value).Should().Be(points.Min(point => point.Value));
        CurveData.Thin(thin, 100).Should().BeSameAs(thin, "few points are kept as they are");
    }

    [Theory]
    [InlineData(-5, 10)]
    [InlineData(0, 10)]
    [InlineData(0.5, 15)]
    [InlineData(1, 20)]
    [InlineData(1.25, 16.25)]
    [InlineData(3, -5)]
    [InlineData(9, -5)]
    public void BetweenPointsACurveIsStraightAndBeyondThemConstant(double step, double expected) =>
        CurveData.At(Curve(10, 20, 5, -5), step).Should().Be(expected);

    [Fact]
    public void AcrossSeedsGivesMeanSmallestAndLargestOnTheCommonSteps()
    {
        IReadOnlyList<CurvePoint>[] seeds =
        [
            [new(0, 0), new(10, 10)],
            [new(2, 6), new(8, 6), new(20, 6)],
        ];

        var (mean, low, high) = CurveData.Across(seeds, 5);

        mean.Should().Equal(new(2, 4), new(4, 5), new(6, 6), new(8, 7), new(10, 8));
        low.Should().Equal(new(2, 2), new(4, 4), new(6, 6), new(8, 6), new(10, 6));
        high.Should().Equal(new(2, 6), new(4, 6), new(6, 6), new(8, 8), new(10, 10));
    }

    [Fact]
    public void TheMeanLiesBetweenTheSmallestAndTheLargestSeed()
    {
        var law = Prop.ForAll<NonEmptyArray<NonEmptyArray<NormalFloat>>>(seeds =>
        {
            var (mean, low, high) = CurveData.Across([.. seeds.Get.Select(seed => Curve([.. seed.Get.Select(value => value.Get)]))], 7);
            return Enumerable.Range(0, 7).All(i =>
                mean[i].Value >= low[i].Value - Slack(low[i]) && mean[i].Value <= high[i].Value + Slack(high[i]));
        });

        law.Check(Laws);
    }

    private static double Slack(CurvePoint point) => 1e-9 * (1 + Math.Abs(point.Value));

    private static CurvePoint[] Curve(params double[] values) => [.. values.Select((value, i) => new CurvePoint(i, value))];
}
