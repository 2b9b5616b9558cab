using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace SoftRL.Training.Tests;

public sealed class ScheduleTests
{
    private static readonly Config Laws = Config.QuickThrowOnFailure.WithReplay(20170421UL, 297UL);

    [Fact]
    public void ConstantGivesItsValueAtEveryStep()
    {
        var schedule = new Schedule.Constant(7e-4);

        schedule.At(0, 100).Should().Be(7e-4);
        schedule.At(1_000_000, 100).Should().Be(7e-4);
    }

    [Theory]
    [InlineData(0, 8.0)]
    [InlineData(25, 6.5)]
    [InlineData(50, 5.0)]
    [InlineData(100, 2.0)]
    [InlineData(1000, 2.0)]
    public void LinearGoesInAStraightLineOverTheRunAndStaysThere(long step, double expected) =>
        new Schedule.Linear(8, 2).At(step, 100).Should().Be(expected);

    [Theory]
    [InlineData(5, 6.5)]
    [InlineData(20, 2.0)]
    [InlineData(60, 2.0)]
    public void LinearWithItsOwnLengthIgnoresTheLengthOfTheRun(long step, double expected) =>
        new Schedule.Linear(8, 2, 20).At(step, 100).Should().Be(expected);

    [Fact]
    public void LinearStaysBetweenItsEndsAndIsMonotone()
    {
        var law = Prop.ForAll<NormalFloat, NormalFloat, NonNegativeInt>((from, to, step) =>
        {
            var schedule = new Schedule.Linear(from.Get, to.Get);
            var before = schedule.At(step.Get, 50);
            var after = schedule.At(step.Get + 1L, 50);
            return before >= schedule.Smallest && before <= schedule.Largest
                && (from.Get <= to.Get ? before <= after : before >= after);
        });

        law.Check(Laws);
    }

    [Fact]
    public void LinearEndsExactlyAtItsTarget()
    {
        var law = Prop.ForAll<NormalFloat, NormalFloat>((from, to) => new Schedule.Linear(from.Get, to.Get).At(37, 37).Equals(to.Get));

        law.Check(Laws);
    }

    [Theory]
    [InlineData("0.0007")]
    [InlineData("-1.5")]
    [InlineData("linear:0.0007:0")]
    [InlineData("linear:1:0.1:1000000")]
    public void TheTextFormRoundTrips(string text) => Schedule.Parse(text).ToString().Should().Be(text);

    [Fact]
    public void AnyScheduleRoundTripsThroughTextAndJson()
    {
        var law = Prop.ForAll<NormalFloat, NormalFloat, int>((from, to, length) =>
        {
            Schedule line = new Schedule.Linear(from.Get, to.Get, length > 0 ? length : null);
            Schedule constant = new Schedule.Constant(from.Get);
            return Schedule.Parse(line.ToString()) == line && Schedule.Parse(constant.ToString()) == constant
                && JsonSerializer.Deserialize<Schedule>(JsonSerializer.Serialize(line)) == line;
        });

        law.Check(Laws);
    }

    [Theory]
    [InlineData("7e-4")]
    [InlineData("constant:7e-4")]
    public void ANumberIsAConstant(string text) => Schedule.Parse(text).Should().Be(new Schedule.Constant(7e-4));

    [Fact]
    public void AStepCountMayHaveAnExponent() =>
        Schedule.Parse("linear:7e-4:0:1e6").Should().Be(new Schedule.Linear(7e-4, 0, 1_000_000));

    [Fact]
    public void AJsonNumberIsAConstant() =>
        JsonSerializer.Deserialize<Schedule>("0.25").Should().Be(new Schedule.Constant(0.25));

    [Theory]
    [InlineData("")]
    [InlineData("fast")]
    [InlineData("linear:1")]
    [InlineData("linear:1:x")]
    [InlineData("linear:1:0:1.5")]
    [InlineData("linear:1:0:10:2")]
    [InlineData("exponential:1:0")]
    [InlineData("1,5")]
    public void UnreadableTextIsRefusedSayingWhatIsAllowed(string text)
    {
        var parse = () => Schedule.Parse(text);

        parse.Should().Throw<FormatException>().WithMessage($"'{text}' is no schedule; allowed: *linear:FROM:TO*");
        Schedule.TryParse(text, null, out _).Should().BeFalse();
    }

    [Fact]
    public void AnyKindOfScheduleIsWrittenAsItsText()
    {
        var options = new JsonSerializerOptions { Converters = { new ScheduleJsonConverter() } };

        JsonSerializer.Serialize(new Schedule.Linear(1, 0), options).Should().Be("\"linear:1:0\"");
        JsonSerializer.Deserialize<Schedule.Linear>("\"linear:1:0\"", options).Should().Be(new Schedule.Linear(1, 0));
    }

    [Fact]
    public void UnreadableJsonIsRefused()
    {
        var parse = () => JsonSerializer.Deserialize<Schedule>("\"fast\"");

        parse.Should().Throw<JsonException>().WithMessage("'fast' is no schedule*");
    }

    [Theory]
    [InlineData("NaN", "Value")]
    [InlineData("linear:1:NaN", "To")]
    [InlineData("linear:1e999:0", "From")]
    [InlineData("linear:1:0:0", "OverSteps")]
    [InlineData("linear:1:0:-5", "OverSteps")]
    public void NumbersOutOfRangeAreRefusedByName(string text, string name)
    {
        var parse = () => Schedule.Parse(text);

        parse.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(name);
        Schedule.TryParse(text, null, out _).Should().BeFalse();
    }

    [Theory]
    [InlineData(-1, 10, "step")]
    [InlineData(0, 0, "runSteps")]
    public void CountsOutOfRangeAreRefusedByName(long step, long runSteps, string name)
    {
        var at = () => new Schedule.Constant(1).At(step, runSteps);

        at.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(name);
    }
}
