using FsCheck;
using FsCheck.Fluent;

namespace SoftRL.Environments.Tests;

public sealed class NearestNamesTests
{
    private static readonly string[] Known = ["CartPole-v1", "MinAtar/Breakout-v0", "MinAtar/Breakout-v1", "a2c", "softq"];

    [Theory]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("ab", "ba", 1)]
    [InlineData("CA", "abc", 3)]
    [InlineData("", "abc", 3)]
    [InlineData("SoftQ", "softq", 0)]
    [InlineData("temprature", "temperature", 1)]
    public void DistanceCountsEditsAndSwaps(string left, string right, int distance) =>
        NearestNames.Distance(left, right).Should().Be(distance);

    [Theory]
    [InlineData("CartPole", "CartPole-v1")]
    [InlineData("cartpole-V1", "CartPole-v1")]
    [InlineData("CratPole-v1", "CartPole-v1")]
    [InlineData("MinAtar/Breakuot-v1", "MinAtar/Breakout-v1")]
    [InlineData("Breakout", "MinAtar/Breakout-v0")]
    [InlineData("sotfq", "softq")]
    [InlineData("acc", "a2c")]
    [InlineData("a2", "a2c")]
    public void SuggestsWhatWasMeantFirst(string typed, string meant) =>
        NearestNames.Suggest(typed, Known)[0].Should().Be(meant);

    [Fact]
    public void SuggestsNothingWhenNothingIsNear() =>
        NearestNames.Suggest("HalfCheetah-v4", Known).Should().BeEmpty();

    [Fact]
    public void SuggestsNoMoreThanAskedForAndNoNameTwice()
    {
        NearestNames.Suggest("MinAtar/Breakout", Known.Concat(Known), limit: 1).Should().Equal("MinAtar/Breakout-v0");
        NearestNames.Suggest("MinAtar/Breakout", Known.Concat(Known)).Should().OnlyHaveUniqueItems();
        var none = () => NearestNames.Suggest("a", Known, 0);
        none.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("limit");
    }

    [Fact]
    public void DistanceIsSymmetricBoundedAndZeroOnlyForAlikeTexts()
    {
        var texts = ArbMap.Default.ArbFor<NonNull<string>>().Generator.Two().ToArbitrary();
        Prop.ForAll(texts, pair =>
        {
            var (left, right) = (pair.Item1.Get, pair.Item2.Get);
            var distance = NearestNames.Distance(left, right);
            return distance == NearestNames.Distance(right, left)
                && distance >= Math.Abs(left.Length - right.Length)
                && distance <= Math.Max(left.Length, right.Length)
                && NearestNames.Distance(left, left) == 0;
        }).Check(Config.QuickThrowOnFailure.WithReplay(20250101, 7));
    }
}
