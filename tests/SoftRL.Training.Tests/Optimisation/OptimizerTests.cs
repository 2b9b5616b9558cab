using SoftRL.Environments;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SoftRL.Training.Tests;

public sealed class OptimizerTests
{
    private const int Steps = 50;

    [Fact]
    public void AdamStepsLikeTorchsAdam()
    {
        var (ours, reference) = Run(
            flat => new Adam(flat, 0.9, 0.999, 1e-8),
            parameters => torch.optim.Adam(parameters, lr: 1e-2, beta1: 0.9, beta2: 0.999, eps: 1e-8),
            1e-2);
        Largest(ours, reference).Should().BeLessThan(1e-6);
    }

    [Fact]
    public void RmsPropWithoutEpsilonStepsLikeTorchsRmsProp()
    {
        // With ε → 0 and the mean square starting at zero the two formulas agree; elsewhere they differ by where ε stands.
        var (ours, reference) = Run(
            flat => new RmsProp(flat, 0.99, 1e-30, initialMeanSquare: 0),
            parameters => torch.optim.RMSProp(parameters, 1e-3, alpha: 0.99, eps: 1e-15),
            1e-3);
        Largest(ours, reference).Should().BeLessThan(1e-6);
    }

    [Fact]
    public void RmsPropKeepsEpsilonInsideTheRoot()
    {
        using var network = Network();
        using var flat = new FlatParameters(network);
        using var optimizer = new RmsProp(flat, decay: 0.9, epsilon: 0.5, initialMeanSquare: 1.0);
        Fill(flat, flat.Values, 2f);
        Fill(flat, flat.Gradients, 3f);
        optimizer.Step(0.1, double.PositiveInfinity);
        var meanSquare = (0.9 * 1.0) + (0.1 * 9.0);
        Values(flat).Should().OnlyContain(value => Math.Abs(value - (2.0 - (0.1 * 3.0 / Math.Sqrt(meanSquare + 0.5)))) < 1e-6);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1e9)]
    public void ClippingScalesTheGradientToTheLargestNorm(double maximum)
    {
        using var network = Network();
        using var flat = new FlatParameters(network);
        using var optimizer = new RmsProp(flat, decay: 0.0, epsilon: 1.0, initialMeanSquare: 0);
        Fill(flat, flat.Values, 0f);
        Fill(flat, flat.Gradients, 2f);
        optimizer.Step(1.0, maximum);
        var norm = 2 * Math.Sqrt(flat.Count);
        var gradient = 2 * Math.Min(1, maximum / (norm + 1e-6));
        optimizer.LastGradientNorm.Should().BeApproximately(norm, 1e-4);
        Values(flat).Should().OnlyContain(value => Math.Abs(value + (gradient / Math.Sqrt((gradient * gradient) + 1))) < 1e-5);
    }

    [Theory]
    [InlineData(double.NaN, 1.0, "learningRate")]
    [InlineData(-1.0, 1.0, "learningRate")]
    [InlineData(1.0, 0.0, "maxGradientNorm")]
    [InlineData(1.0, double.NaN, "maxGradientNorm")]
    public void StepsRefuseNumbersOutOfRange(double learningRate, double maximum, string name)
    {
        using var network = Network();
        using var flat = new FlatParameters(network);
        using var rmsProp = new RmsProp(flat);
        using var adam = new Adam(flat);
        foreach (var optimizer in new IFlatOptimizer[] { rmsProp, adam })
        {
            var act = () => optimizer.Step(learningRate, maximum);
            act.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(name);
        }
    }

    [Fact]
    public void TheNormKeepsItsDigitsInLongVectors()
    {
        var random = new Xoshiro256(3);
        var space = ObservationSpace.Uniform([500]);
        using var network = new FeedForwardNetwork(NetworkShape.For(TorsoKind.Mlp, space, [500], 1), [1.0], ref random, CPU);
        using var flat = new FlatParameters(network);
        using var optimizer = new RmsProp(flat);
        Fill(flat, flat.Gradients, 0.1f);
        optimizer.Step(0, 1);
        optimizer.LastGradientNorm.Should().BeApproximately(0.1f * Math.Sqrt(flat.Count), 1e-3);
    }

    private static (float[] Ours, float[] Reference) Run(
        Func<FlatParameters, IFlatOptimizer> create, Func<IEnumerable<Parameter>, torch.optim.Optimizer> createReference, double learningRate)
    {
        using var network = Network();
        using var twin = Network();
        // The twin's matrices lie as the network's do, so that both round alike.
        using var flat = new FlatParameters(network);
        using var twinFlat = new FlatParameters(twin);
        using var optimizer = create(flat);
        using var reference = createReference(twin.parameters());
        var random = new Xoshiro256(7);
        for (var step = 0; step < Steps; step++)
        {
            using var scope = NewDisposeScope();
            var data = new float[8 * 4];
            for (var i = 0; i < data.Length; i++)
            {
                data[i] = (float)random.NextGaussian();
            }

            var input = tensor(data, [8, 4]);
            flat.ZeroGradients();
            network.call(input).square().mean().backward();
            optimizer.Step(learningRate, double.PositiveInfinity);
            reference.zero_grad();
            twin.call(input).square().mean().backward();
            reference.step();
        }

        return (Values(flat), Values(twinFlat));
    }

    private static double Largest(float[] left, float[] right) => left.Zip(right, (a, b) => Math.Abs((double)a - b)).Max();

    private static float[] Values(FlatParameters flat) => flat.Values.data<float>().ToArray();

    private static void Fill(FlatParameters flat, Tensor vector, float value)
    {
        using var frozen = no_grad();
        vector.fill_(value);
        flat.Count.Should().BeGreaterThan(8);
    }

    private static FeedForwardNetwork Network()
    {
        var random = new Xoshiro256(3);
        var space = ObservationSpace.Uniform([4]);
        return new FeedForwardNetwork(NetworkShape.For(TorsoKind.Mlp, space, [16, 16], 3), [1.0, 1.0, 0.5], ref random, CPU);
    }
}
