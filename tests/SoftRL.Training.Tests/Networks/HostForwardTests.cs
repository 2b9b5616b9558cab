using SoftRL.Environments;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Training.Tests;

/// <summary>Acting without LibTorch gives what LibTorch gives.</summary>
public sealed class HostForwardTests
{
    public static TheoryData<int[], int[], int, Activation> Networks => new()
    {
        { [4], [64, 64], 3, Activation.Tanh },
        { [17], [256, 256], 12, Activation.Relu },
        { [3], [1], 1, Activation.Tanh },
        { [5], [100, 33, 16], 17, Activation.Relu },
        { [2, 3], [48], 40, Activation.Tanh },
        { [4, 10, 10], [], 4, Activation.Tanh },
        { [10, 10, 10], [], 7, Activation.Tanh },
    };

    [Theory]
    [MemberData(nameof(Networks))]
    public void ItsOutputsAreTheNetworks(int[] observation, int[] hidden, int outputs, Activation activation)
    {
        using var trained = Make(observation, hidden, outputs, activation);
        using var scope = NewDisposeScope();
        foreach (var rows in new[] { 1, 2, 7, 8, 9, 31, 32, 33, 5 })
        {
            var observations = Noise(rows, observation);
            var expected = Expected(trained, observations);
            Near(trained.Evaluate(observations), expected);
            for (var column = 0; column < outputs; column++)
            {
                Near(Values(trained.EvaluateColumn(observations, column)), [.. expected.Where((_, index) => index % outputs == column)]);
            }
        }
    }

    [Fact]
    public void ARowDoesNotDependOnTheRowsBesideIt()
    {
        using var trained = Make([4, 10, 10], [], 4, Activation.Tanh);
        using var scope = NewDisposeScope();
        var observations = Noise(HostForward.MostRows, [4, 10, 10]);
        var together = trained.Evaluate(observations).ToArray();
        for (var row = 0; row < HostForward.MostRows; row++)
        {
            trained.Evaluate(observations.narrow(0, row, 1)).ToArray().Should().Equal(together[(row * 4)..((row + 1) * 4)]);
        }
    }

    [Fact]
    public void ItReadsTheParametersAsTheyAre()
    {
        using var trained = Make([4], [32], 2, Activation.Tanh);
        using var other = Make([4], [32], 2, Activation.Tanh, seed: 8);
        using var scope = NewDisposeScope();
        var observations = Noise(3, [4]);
        var before = trained.Evaluate(observations).ToArray();
        trained.Parameters.Track(other.Parameters, 0.5);
        Near(trained.Evaluate(observations), Expected(trained, observations));
        trained.Evaluate(observations).ToArray().Should().NotEqual(before);
        trained.Parameters.CopyFrom(other.Parameters);
        trained.Evaluate(observations).ToArray().Should().Equal(other.Evaluate(observations).ToArray());
        trained.Parameters.Share(other.Parameters);
        other.Parameters.Values.mul_(2);
        trained.Evaluate(observations).ToArray().Should().Equal(other.Evaluate(observations).ToArray()).And.NotEqual(before);
    }

    [Fact]
    public void ItIsForFewRowsOfNumbersInARow()
    {
        using var trained = Make([4], [32], 2, Activation.Tanh);
        using var scope = NewDisposeScope();
        var host = HostForward.For(trained.Network, trained.Parameters);
        host.Should().NotBeNull();
        host!.Takes(zeros(HostForward.MostRows, 4)).Should().BeTrue();
        host.Takes(zeros(HostForward.MostRows + 1, 4)).Should().BeFalse();
        host.Takes(zeros(0, 4)).Should().BeFalse();
        host.Takes(zeros(3, 3)).Should().BeFalse();
        host.Takes(zeros(4, 3).t()).Should().BeFalse();
        host.Takes(zeros([3, 4], dtype: ScalarType.Float64)).Should().BeFalse();
        HostForward.For(nn.Linear(4, 2), trained.Parameters).Should().BeNull();
    }

    [Fact]
    public void ImagesAreLeftToLibTorch()
    {
        var shape = NetworkShape.For(TorsoKind.Auto, ObservationSpace.Uniform([4, 84, 84], 0, 255, ElementType.UInt8), [], 3);
        var random = new Xoshiro256(3);
        using var trained = new TrainedNetwork(new FeedForwardNetwork(shape, [1, 1, 1], ref random, CPU), Learners.Settings);
        HostForward.For(trained.Network, trained.Parameters).Should().BeNull();
        using var scope = NewDisposeScope();
        var images = zeros([2, 4, 84, 84], dtype: ScalarType.Byte);
        trained.Evaluate(images).ToArray().Should().Equal(Expected(trained, images));
    }

    [Fact]
    public void ExtremesAreLibTorchs()
    {
        using var trained = Make([2], [16], 2, Activation.Tanh);
        using var scope = NewDisposeScope();
        Near(trained.Evaluate(full([1, 2], 1e30f)), Expected(trained, full([1, 2], 1e30f)));
        Near(trained.Evaluate(full([1, 2], -1e-30f)), Expected(trained, full([1, 2], -1e-30f)));
        trained.Evaluate(full([1, 2], float.NaN)).ToArray().Should().OnlyContain(value => float.IsNaN(value));
        using var rectified = Make([2], [16], 2, Activation.Relu);
        rectified.Evaluate(full([1, 2], float.NaN)).ToArray().Should().OnlyContain(value => float.IsNaN(value));
    }

    [Fact]
    public void ActingAllocatesNoMemoryButTheTensorsOwn()
    {
        using var trained = Make([4], [32], 2, Activation.Tanh);
        using var observations = Noise(8, [4]);
        var host = HostForward.For(trained.Network, trained.Parameters)!;
        host.Run(observations);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var call = 0; call < 1000; call++)
        {
            host.Run(observations);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(1000);
    }

    private static TrainedNetwork Make(int[] observation, int[] hidden, int outputs, Activation activation, ulong seed = 7)
    {
        var shape = NetworkShape.For(hidden.Length == 0 ? TorsoKind.MinAtar : TorsoKind.Mlp, ObservationSpace.Uniform(observation), hidden, outputs, activation);
        var random = new Xoshiro256(seed);
        var trained = new TrainedNetwork(new FeedForwardNetwork(shape, Enumerable.Repeat(1.0, outputs).ToArray(), ref random, CPU), Learners.Settings);
        using var frozen = no_grad();
        using var generator = new Generator(seed);
        using var biases = randn(trained.Parameters.Count, generator: generator).mul_(0.05);
        trained.Parameters.Values.add_(biases);
        return trained;
    }

    private static Tensor Noise(int rows, int[] observation)
    {
        using var generator = new Generator((ulong)rows);
        return randn([rows, .. observation.Select(size => (long)size)], generator: generator);
    }

    private static float[] Expected(TrainedNetwork trained, Tensor observations)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        return Values(trained.Network.call(observations));
    }

    private static float[] Values(Tensor tensor) => tensor.contiguous().data<float>().ToArray();

    private static void Near(ReadOnlySpan<float> actual, float[] expected)
    {
        actual.Length.Should().Be(expected.Length);
        for (var index = 0; index < expected.Length; index++)
        {
            actual[index].Should().BeApproximately(expected[index], 2e-5f * (1 + Math.Abs(expected[index])));
        }
    }
}
