using SoftRL.Agents.ActorCritic;
using SoftRL.Environments;
using static TorchSharp.torch;

namespace SoftRL.Training.Tests;

public sealed class EvaluatorTests
{
    [Theory]
    [InlineData(ActionChoice.Sampled)]
    [InlineData(ActionChoice.Greedy)]
    public void AnEvaluationIsAFunctionOfItsSeed(ActionChoice choice)
    {
        using var agent = new A2cAgent(new A2cOptions(), Learners.Context());
        var first = Evaluate(agent, 20, 5, choice);
        Evaluate(agent, 20, 5, choice).Should().Be(first);
        Evaluate(agent, 20, 6, choice).MeanReturn.Should().NotBe(first.MeanReturn);
        first.Seed.Should().Be(5);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(40)]
    public void ExactlySoManyEpisodesAreCounted(int episodes)
    {
        using var agent = new A2cAgent(new A2cOptions(), Learners.Context());
        var result = Evaluate(agent, episodes, 1, ActionChoice.Sampled);
        result.Episodes.Should().Be(episodes);
        result.MinReturn.Should().BeLessThanOrEqualTo(result.MeanReturn);
        result.MaxReturn.Should().BeGreaterThanOrEqualTo(result.MeanReturn);
        result.MeanLength.Should().Be(result.MeanReturn, "CartPole pays one per step");
        (result.StdReturn == 0).Should().Be(episodes == 1);
    }

    [Fact]
    public void NoEpisodesAreRefused()
    {
        using var agent = new A2cAgent(new A2cOptions(), Learners.Context());
        var act = () => Evaluate(agent, 0, 1, ActionChoice.Sampled);
        act.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("episodes");
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 3)]
    [InlineData(50, 5)]
    public void NoMoreArePlayedAtATimeThanAskedFor(int parallel, int expected)
    {
        using var agent = new A2cAgent(new A2cOptions(), Learners.Context());
        var counts = new List<int>();
        var result = Evaluator.Evaluate(
            agent,
            (count, seed) =>
            {
                counts.Add(count);
                return EnvironmentCatalog.Find("CartPole-v1").CreateVector(count, seed);
            },
            5,
            1,
            ActionChoice.Sampled,
            CPU,
            parallel);
        counts.Should().Equal(expected);
        result.Episodes.Should().Be(5);
        FluentActions.Invoking(() => Evaluator.Evaluate(agent, EnvironmentCatalog.Find("CartPole-v1"), 1, 1, ActionChoice.Sampled, CPU, 0))
            .Should().Throw<ArgumentOutOfRangeException>().WithParameterName(nameof(parallel));
    }

    private static EvaluationResult Evaluate(A2cAgent agent, int episodes, ulong seed, ActionChoice choice)
        => Evaluator.Evaluate(agent, EnvironmentCatalog.Find("CartPole-v1"), episodes, seed, choice, CPU);
}
