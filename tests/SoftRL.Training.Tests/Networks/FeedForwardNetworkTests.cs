using SoftRL.Environments;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Training.Tests;

public sealed class FeedForwardNetworkTests
{
    [Theory]
    [InlineData(new[] { 4 }, TorsoKind.Mlp)]
    [InlineData(new[] { 4, 10, 10 }, TorsoKind.MinAtar)]
    [InlineData(new[] { 4, 84, 84 }, TorsoKind.Nature)]
    public void AutoChoosesTheTorsoByTheObservationsShape(int[] observation, TorsoKind expected)
    {
        var shape = NetworkShape.For(TorsoKind.Auto, ObservationSpace.Uniform(observation), [64, 64], 3);
        shape.Torso.Should().Be(expected);
        var random = new Xoshiro256(1);
        using var network = new FeedForwardNetwork(shape, [1, 1, 1], ref random, CPU);
        using var scope = NewDisposeScope();
        network.call(zeros([2, .. observation.Select(size => (long)size)])).shape.Should().Equal(2, 3);
    }

    [Fact]
    public void UnknownShapesAndUnfittingTorsosAreRefused()
    {
        var unknown = () => NetworkShape.For(TorsoKind.Auto, ObservationSpace.Uniform([3, 7, 9]), [64], 2);
        unknown.Should().Throw<ArgumentException>().WithMessage("*[3, 7, 9]*");
        var unfitting = () => NetworkShape.For(TorsoKind.MinAtar, ObservationSpace.Uniform([4]), [64], 2);
        unfitting.Should().Throw<ArgumentException>().WithMessage("*MinAtar*[4]*");
        var thin = () => NetworkShape.For(TorsoKind.Mlp, ObservationSpace.Uniform([4]), [64, 0], 2);
        thin.Should().Throw<ArgumentException>().WithMessage("*hidden*");
    }

    [Fact]
    public void TheActivationIsThatOfAnMlpAlone()
    {
        NetworkShape.For(TorsoKind.MinAtar, ObservationSpace.Uniform([4, 10, 10]), [], 3).Rectified.Should().BeTrue();
        NetworkShape.For(TorsoKind.Mlp, ObservationSpace.Uniform([1]), [8], 1).Rectified.Should().BeFalse();
        var shape = NetworkShape.For(TorsoKind.Mlp, ObservationSpace.Uniform([1]), [8], 1, Activation.Relu);
        shape.Rectified.Should().BeTrue();
        var random = new Xoshiro256(1);
        using var network = new FeedForwardNetwork(shape, [1], ref random, CPU);
        using var scope = NewDisposeScope();
        // Without biases a rectified network is homogeneous: twice the input, twice the output.
        var (once, twice) = (network.call(ones(1, 1)).item<float>(), network.call(ones(1, 1) * 2).item<float>());
        twice.Should().BeApproximately(2 * once, 1e-5f);
        once.Should().NotBe(0);
        var unknown = () => NetworkShape.For(TorsoKind.Mlp, ObservationSpace.Uniform([1]), [8], 1, (Activation)9);
        unknown.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("activation");
    }

    [Fact]
    public void BytesAreScaledToTheUnitInterval()
    {
        var random = new Xoshiro256(1);
        var shape = NetworkShape.For(TorsoKind.MinAtar, ObservationSpace.Uniform([4, 10, 10]), [], 3);
        var images = NetworkShape.For(TorsoKind.MinAtar, ObservationSpace.Uniform([4, 10, 10], 0, 255, ElementType.UInt8), [], 3);
        (images.Bytes, shape.Bytes).Should().Be((true, false));
        using var onBytes = new FeedForwardNetwork(images, [1, 1, 1], ref random, CPU);
        random = new Xoshiro256(1);
        using var onFloats = new FeedForwardNetwork(shape, [1, 1, 1], ref random, CPU);
        using var scope = NewDisposeScope();
        var bytes = full([2, 4, 10, 10], 51, dtype: ScalarType.Byte);
        var floats = full([2, 4, 10, 10], 0.2f);
        var gap = (onBytes.call(bytes) - onFloats.call(floats)).abs().max().item<float>();
        gap.Should().BeLessThan(1e-5f);
        var whole = full([2, 4, 10, 10], 51f);
        (onBytes.call(whole) - onBytes.call(bytes)).abs().max().item<float>().Should().Be(0);
        whole.max().item<float>().Should().Be(51, "the input is borrowed");
    }

    [Fact]
    public void HiddenWeightsAreOrthogonalTimesTheirGain()
    {
        var random = new Xoshiro256(9);
        var shape = NetworkShape.For(TorsoKind.Mlp, ObservationSpace.Uniform([8]), [32, 32], 3);
        using var network = new FeedForwardNetwork(shape, [0.01, 0.01, 1], ref random, CPU);
        using var scope = NewDisposeScope();
        foreach (var (name, parameter) in network.named_parameters())
        {
            using var frozen = no_grad();
            if (parameter.ndim == 1)
            {
                parameter.abs().max().item<float>().Should().Be(0, name);
                continue;
            }

            var rows = parameter.shape[0];
            var wide = parameter.shape[1] >= rows ? parameter : parameter.t();
            var gram = wide.mm(wide.t());
            if (name.StartsWith("hidden", StringComparison.Ordinal))
            {
                var expected = eye(gram.shape[0]) * (25.0 / 9);
                (gram - expected).abs().max().item<float>().Should().BeLessThan(1e-4f, name);
            }
            else
            {
                gram[2, 2].item<float>().Should().BeApproximately(1f, 1e-4f);
                gram[0, 0].item<float>().Should().BeApproximately(1e-4f, 1e-6f);
                gram[0, 1].item<float>().Should().BeApproximately(0f, 1e-6f);
            }
        }
    }

    [Fact]
    public void TheSameSeedGivesTheSameWeights()
    {
        var shape = NetworkShape.For(TorsoKind.MinAtar, ObservationSpace.Uniform([4, 10, 10]), [], 4);
        float[] Weights(ulong seed)
        {
            var random = new Xoshiro256(seed);
            using var network = new FeedForwardNetwork(shape, [0.01, 0.01, 0.01, 1], ref random, CPU);
            using var flat = new FlatParameters(network);
            return flat.Values.data<float>().ToArray();
        }

        Weights(4).Should().Equal(Weights(4));
        Weights(4).Should().NotEqual(Weights(5));
    }
}
