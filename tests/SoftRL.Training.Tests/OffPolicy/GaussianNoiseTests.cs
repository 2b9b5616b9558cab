using SoftRL.Environments;
using static TorchSharp.torch;

namespace SoftRL.Training.Tests;

public sealed class GaussianNoiseTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 7)]
    [InlineData(64, 6)]
    public void TheNumbersAreThoseOfTheGeneratorUpToRounding(int rows, int dimension)
    {
        using var noise = new GaussianNoise(rows, dimension, CPU);
        var (random, twin) = (new Xoshiro256(3), new Xoshiro256(3));
        for (var draw = 0; draw < 20; draw++)
        {
            foreach (var number in noise.Next(ref random).data<float>().ToArray())
            {
                number.Should().BeApproximately((float)twin.NextGaussian(), 1e-4f);
            }

            random.Should().Be(twin);
        }
    }

    [Fact]
    public void MomentsAreThoseOfTheNormalDistribution()
    {
        // 200,000 draws: five standard errors of mean, mean square and mean fourth power are 0.0112, 0.0159 and 0.11; a false alarm in two million seeds, and the seed is fixed.
        using var noise = new GaussianNoise(50_000, 4, CPU);
        var random = new Xoshiro256(12);
        var numbers = noise.Next(ref random).data<float>().ToArray();
        numbers.Average().Should().BeApproximately(0, 0.0112f);
        numbers.Average(number => number * number).Should().BeApproximately(1, 0.0159f);
        numbers.Average(number => Math.Pow(number, 4)).Should().BeApproximately(3, 0.11);
    }
}
