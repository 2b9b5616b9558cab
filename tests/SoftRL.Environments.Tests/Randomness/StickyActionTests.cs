namespace SoftRL.Environments.Tests;

public sealed class StickyActionTests
{
    [Theory]
    [InlineData(0.0999, 0.1, 4)]
    [InlineData(0.1, 0.1, 2)]
    [InlineData(0.0, 0.0, 2)]
    [InlineData(0.9999, 1.0, 4)]
    public void RepeatsTheLastActionWhenTheDrawIsBelowTheProbability(double draw, double probability, int executed)
    {
        var draws = new RecordedDraws([draw]);
        StickyAction.Execute(requested: 2, last: 4, probability, ref draws).Should().Be(executed);
        draws.Left.Should().Be(0);
    }
}
