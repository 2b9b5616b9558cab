namespace SoftRL.Cli.Tests;

public sealed class BenchTests
{
    [Fact]
    public void TheMedianAndTheRatioOfMediansAreReported()
    {
        var floor = BenchResult.Of("floor", [10, 100, 40]);
        var agent = BenchResult.Of("agent", [30, 36, 1], floor);
        floor.Should().Be(new BenchResult("floor", 40, 10, 100, null, null));
        agent.Should().Be(new BenchResult("agent", 30, 1, 36, "floor", 0.75));
        agent.ToJson().ToJsonString().Should().Be("""{"name":"agent","value":30,"unit":"steps/s","ratio_to":"floor","ratio":0.75}""");
        BenchResult.Of("even", [1, 3]).Value.Should().Be(2);
    }

    [Fact]
    public void MeasurementsTakeTurns()
    {
        var order = new List<string>();
        BenchCase[] cases =
        [
            new("a2c", "E", 16, 1, 10, "a2c"), new("softq", "E", 16, 2, 10, "a2c"), new("dqn", null, 1, 1, 0, "dqn"), new("dqn", "E", 1, 1, 10, "dqn"), new("a2c", "F", 16, 1, 10, null),
        ];
        var results = BenchRunner.Run(
            cases, 2, item => Record(item.Name, 5), (loop, threads) => Record($"floor {loop} {threads}", 10), _ => { });
        string[] round = ["floor a2c 1", cases[0].Name, "floor a2c 2", cases[1].Name, "floor dqn 1", cases[2].Name, cases[3].Name, cases[4].Name];
        order.Should().Equal([.. round, .. round]);
        results.Select(result => result.Ratio).Should().Equal(null, null, null, 0.5, 0.5, 0.5, 0.5, null);
        cases.Select(item => item.Name).Should().OnlyHaveUniqueItems();

        double Record(string name, double value)
        {
            order.Add(name);
            return value;
        }
    }

    [Fact]
    public void SpeedIsMeasuredAfterTheWarmUp()
    {
        string[] rows = ["""{"step":0,"seconds":0}""", """{"step":25,"seconds":100}""", """{"step":50,"seconds":101}""", """{"step":100,"seconds":103}"""];
        Speed.OfMetrics(rows, 100).Should().Be(25);
        var tooFew = () => Speed.OfMetrics(rows[..2], 100);
        tooFew.Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void AnAgentIsMeasuredInAProcessOfItsOwn()
        => Speed.OfAgent(new BenchCase("a2c", "CartPole-v1", 4, 1, 20_000, null, "temperature=0.02"), CancellationToken.None).Should().BePositive();

    [Theory]
    [InlineData("dqn")]
    [InlineData("sac")]
    public void UpdatesAreMeasuredWithoutAnEnvironment(string agent) => UpdateLoop.Measure(agent, seconds: 0.1).Should().BePositive();

    [Fact]
    public void TheMachineIsNamed() => Machine.Describe().Should().Contain("cores").And.Contain("LibTorch").And.Contain("OPENBLAS_CORETYPE");
}
