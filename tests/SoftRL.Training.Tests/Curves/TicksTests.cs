using FsCheck;
using FsCheck.Fluent;

namespace SoftRL.Training.Tests;

public sealed class TicksTests
{
    [Fact]
    public void TicksAreRoundNumbersInsideTheInterval()
    {
        Ticks.Between(0, 500, 8).Should().Equal(0, 100, 200, 300, 400, 500);
        Ticks.Between(-0.3, 21, 8).Should().Equal(0, 5, 10, 15, 20);
        Ticks.Between(-620, 30, 8).Should().Equal(-600, -500, -400, -300, -200, -100, 0);
    }

    [Fact]
    public void TicksAreEvenlySpacedByOneTwoOrFiveTimesAPowerOfTen()
    {
        var law = Prop.ForAll<NormalFloat, NormalFloat>((low, width) =>
        {
            var (from, to) = (low.Get, low.Get + Math.Abs(width.Get) + 1e-3);
            var ticks = Ticks.Between(from, to, 8);
            var step = ticks[1] - ticks[0];
            var mantissa = step / Math.Pow(10, Math.Floor(Math.Log10(step * 1.0000001)));
            return ticks.Count is >= 3 and <= 10
                && ticks.All(tick => tick >= from - (1e-6 * step) && tick <= to + (1e-6 * step))
                && (Near(mantissa, 1) || Near(mantissa, 2) || Near(mantissa, 5));
        });

        law.Check(Config.QuickThrowOnFailure.WithReplay(20170421UL, 297UL));
    }

    [Fact]
    public void BetweenFactorsTicksAreOneTwoAndFiveOrPowersOfTenAlone()
    {
        Ticks.Factors(0.9, 60, 8).Select(tick => Math.Round(tick, 9)).Should().Equal(1, 2, 5, 10, 20, 50);
        Ticks.Factors(1, 10_000, 8).Select(tick => Math.Round(tick, 9)).Should().Equal(1, 10, 100, 1_000, 10_000);
        Ticks.Factors(0.03, 0.3, 8).Select(tick => Math.Round(tick, 9)).Should().Equal(0.05, 0.1, 0.2);
    }

    [Fact]
    public void OnAnAxisOfFactorsEqualFactorsAreEquallyFarApart()
    {
        var axis = FigureAxis.OfFactors(10, 1_000);
        (axis.Share(1_000) - axis.Share(100)).Should().BeApproximately(axis.Share(100) - axis.Share(10), 1e-12);
        axis.Share(10).Should().BeInRange(0.02, 0.1);
        axis.Share(1_000).Should().BeInRange(0.9, 0.98);
        FigureAxis.OfFactors(7, 7).Share(7).Should().BeApproximately(0.5, 1e-12);
    }

    [Theory]
    [InlineData(0, 5, "0")]
    [InlineData(-0.0, 0.1, "0")]
    [InlineData(-1e-17, 0.1, "0")]
    [InlineData(20, 5, "20")]
    [InlineData(0.30000000000000004, 0.1, "0.3")]
    [InlineData(1.25, 0.05, "1.25")]
    [InlineData(2, 0.5, "2.0")]
    [InlineData(-200, 100, "−200")]
    public void AValueHasTheDecimalsThatTheDistanceNeeds(double value, double distance, string label) =>
        Ticks.Label(value, distance).Should().Be(label);

    [Theory]
    [InlineData(0, "0")]
    [InlineData(500, "500")]
    [InlineData(2500, "2.5k")]
    [InlineData(500_000, "500k")]
    [InlineData(2_500_000, "2.5M")]
    [InlineData(1e10, "10G")]
    public void CountsAreShort(double value, string label) => Ticks.Count(value).Should().Be(label);

    private static bool Near(double value, double target) => Math.Abs(value - target) < 1e-3;
}
