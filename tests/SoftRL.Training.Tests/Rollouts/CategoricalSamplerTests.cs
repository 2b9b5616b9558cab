using SoftRL.Environments;

namespace SoftRL.Training.Tests;

public sealed class CategoricalSamplerTests
{
    // Hoeffding: n = ⌈ln(2/α)/(2ε²)⌉ with α = 1e-6, ε = 0.01 for each of the frequencies checked.
    private const int Draws = 72_544;

    [Fact]
    public void FrequenciesAreTheSoftmaxOfTheScores()
    {
        float[] scores = [0f, 1f, -1f, 99f];
        var counts = Count(scores, stride: 4, actions: 3, scale: 1, []);
        var total = 1 + Math.E + Math.Exp(-1);
        counts[0].Should().BeApproximately(1 / total, 0.01);
        counts[1].Should().BeApproximately(Math.E / total, 0.01);
        counts[2].Should().BeApproximately(Math.Exp(-1) / total, 0.01);
    }

    [Fact]
    public void TheScaleAndThePriorEnterAsInTheBoltzmannPolicy()
    {
        float[] prior = [MathF.Log(0.2f), MathF.Log(0.8f), float.NegativeInfinity];
        var counts = Count([0.1f, 0f, 50f], stride: 3, actions: 3, scale: 10, prior);
        var total = (0.2 * Math.E) + 0.8;
        counts[0].Should().BeApproximately(0.2 * Math.E / total, 0.01);
        counts[1].Should().BeApproximately(0.8 / total, 0.01);
        counts[2].Should().Be(0);
    }

    [Fact]
    public void GreedyTakesTheFirstOfTheMostProbableActions()
    {
        var chosen = new long[2];
        CategoricalSampler.Greedy([1, 3, 3, 2, 0, 1], 3, 3, 1, [], chosen);
        chosen.Should().Equal(1, 0);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void ScoresThatAreNotNumbersAreReportedAsDivergence(float bad)
    {
        var act = () =>
        {
            var random = new Xoshiro256(1);
            CategoricalSampler.Sample([0f, bad], 2, 2, 1, [], ref random, new long[1]);
        };
        act.Should().Throw<DivergedException>().WithMessage("*action 1*environment 0*");
    }

    [Fact]
    public void ARowWithoutAnyActionIsRefused()
    {
        var act = () =>
        {
            var random = new Xoshiro256(1);
            CategoricalSampler.Sample([0f, 0f], 2, 2, 1, [float.NegativeInfinity, float.NegativeInfinity], ref random, new long[1]);
        };
        act.Should().Throw<DivergedException>().WithMessage("*probability zero*");
    }

    [Fact]
    public void DrawingAllocatesNothing()
    {
        var random = new Xoshiro256(5);
        var scores = new float[16 * 7];
        var chosen = new long[16];
        Allocations.Least(() =>
        {
            for (var i = 0; i < 1000; i++)
            {
                CategoricalSampler.Sample(scores, 7, 6, 1, [], ref random, chosen);
            }
        }).Should().Be(0);
    }

    private static double[] Count(float[] scores, int stride, int actions, double scale, float[] prior)
    {
        var random = new Xoshiro256(11);
        var counts = new double[actions];
        var chosen = new long[1];
        for (var draw = 0; draw < Draws; draw++)
        {
            CategoricalSampler.Sample(scores, stride, actions, scale, prior, ref random, chosen);
            counts[chosen[0]] += 1.0 / Draws;
        }

        return counts;
    }
}
