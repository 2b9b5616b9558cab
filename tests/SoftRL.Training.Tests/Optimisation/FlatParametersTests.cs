using SoftRL.Environments;
using SoftRL.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Training.Tests;

public sealed class FlatParametersTests
{
    [Fact]
    public void TheNetworkComputesTheSameBeforeAndAfter()
    {
        using var network = Network(1);
        using var scope = NewDisposeScope();
        var input = ones(2, 4);
        var before = network.call(input).detach().clone();
        using var flat = new FlatParameters(network);
        // The matrices lie otherwise, so sums may be rounded otherwise.
        (network.call(input) - before).abs().max().item<float>().Should().BeLessThan(1e-6f);
        flat.Count.Should().Be((4 * 8) + 8 + (8 * 2) + 2);
    }

    [Fact]
    public void WritingTheVectorChangesTheNetworkAndBackwardFillsTheGradientVector()
    {
        using var network = Network(1);
        using var flat = new FlatParameters(network);
        using var scope = NewDisposeScope();
        network.call(ones(2, 4)).sum().backward();
        var whole = cat([.. network.parameters().Select(parameter => (parameter.ndim == 2 ? parameter.grad!.transpose(0, 1) : parameter.grad!).reshape(-1))]);
        (whole - flat.Gradients).abs().max().item<float>().Should().Be(0);
        flat.Gradients.abs().sum().item<float>().Should().BePositive();
        flat.ZeroGradients();
        network.parameters().First().grad!.abs().max().item<float>().Should().Be(0);
        using (no_grad())
        {
            flat.Values.zero_();
        }

        network.call(ones(2, 4)).abs().max().item<float>().Should().Be(0);
    }

    [Fact]
    public void MatricesLieColumnByColumnInMemoryAndRowByRowInFiles()
    {
        using var network = Network(1);
        using var scope = NewDisposeScope();
        var rows = cat([.. network.parameters().Select(parameter => parameter.detach().flatten())]).data<float>().ToArray();
        using var flat = new FlatParameters(network);
        flat.Named().Select(pair => pair.Name).Should().Equal("hidden1.weight", "hidden1.bias", "output.weight", "output.bias");
        var weight = flat.Named()[0].Values;
        weight.shape.Should().Equal(8, 4);
        weight.transpose(0, 1).is_contiguous().Should().BeTrue();
        weight.flatten().data<float>().ToArray().Should().Equal(rows[..32]);
        flat.Values.narrow(0, 0, 32).data<float>().ToArray().Should().Equal(weight.transpose(0, 1).reshape(-1).data<float>().ToArray());

        var directory = Directory.CreateTempSubdirectory("softrl-flat-");
        var store = new CheckpointStore(directory.FullName);
        store.Save(1, writer => flat.Save(writer, "vector.safetensors", new Dictionary<string, string> { ["a"] = "b" }));
        var checkpoint = store.Load(1);
        var read = zeros(flat.Count);
        TensorParts.Read(checkpoint, "vector.safetensors", [("parameters", read)])["a"].Should().Be("b");
        read.data<float>().ToArray().Should().Equal(rows);
        using var other = Network(2);
        using var otherFlat = new FlatParameters(other);
        otherFlat.Load(checkpoint, "vector.safetensors");
        otherFlat.Values.data<float>().ToArray().Should().Equal(flat.Values.data<float>().ToArray());
        directory.Delete(recursive: true);
    }

    [Fact]
    public void CopyFromMakesATargetNetworkAndRefusesAnotherSize()
    {
        using var network = Network(1);
        using var target = Network(2);
        using var flat = new FlatParameters(network);
        using var targetFlat = new FlatParameters(target);
        targetFlat.CopyFrom(flat);
        using var scope = NewDisposeScope();
        (network.call(ones(1, 4)) - target.call(ones(1, 4))).abs().max().item<float>().Should().Be(0);
        var random = new Xoshiro256(1);
        using var other = new FeedForwardNetwork(NetworkShape.For(TorsoKind.Mlp, ObservationSpace.Uniform([5]), [8], 2), [1, 1], ref random, CPU);
        using var otherFlat = new FlatParameters(other);
        var act = () => otherFlat.CopyFrom(flat);
        act.Should().Throw<ArgumentException>().WithParameterName("source");
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.25)]
    [InlineData(1.0)]
    public void TrackMovesByTheRate(double rate)
    {
        using var network = Network(1);
        using var target = Network(2);
        using var flat = new FlatParameters(network);
        using var targetFlat = new FlatParameters(target);
        var (from, to) = (targetFlat.Values.data<float>().ToArray(), flat.Values.data<float>().ToArray());
        targetFlat.Track(flat, rate);
        var moved = targetFlat.Values.data<float>().ToArray();
        for (var i = 0; i < moved.Length; i++)
        {
            ((double)moved[i]).Should().BeApproximately(((1 - rate) * from[i]) + (rate * to[i]), 1e-6);
        }

        var act = () => targetFlat.Track(flat, 1.5);
        act.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(nameof(rate));
    }

    [Fact]
    public void LentParametersComputeAlikeFollowAndTakeNoGradient()
    {
        using var network = Network(1);
        using var other = Network(2);
        using var flat = new FlatParameters(network);
        flat.LendTo(other);
        using var scope = NewDisposeScope();
        var input = ones([2, 4], requires_grad: true);
        other.call(input).sum().backward();
        flat.Gradients.abs().max().item<float>().Should().Be(0);
        input.grad!.abs().max().item<float>().Should().BePositive();
        using (no_grad())
        {
            flat.Values.mul_(3);
        }

        (network.call(input) - other.call(input)).abs().max().item<float>().Should().Be(0);
        var random = new Xoshiro256(1);
        using var unfitting = new FeedForwardNetwork(NetworkShape.For(TorsoKind.Mlp, ObservationSpace.Uniform([5]), [8], 2), [1, 1], ref random, CPU);
        var act = () => flat.LendTo(unfitting);
        act.Should().Throw<ArgumentException>().WithParameterName("module");
    }

    [Fact]
    public void ANumberThatIsNotFiniteIsSeen()
    {
        using var network = Network(1);
        using var flat = new FlatParameters(network);
        flat.AreFinite().Should().BeTrue();
        using (no_grad())
        using (var first = flat.Values.narrow(0, 3, 1))
        {
            first.fill_(float.NaN);
        }

        flat.AreFinite().Should().BeFalse();
    }

    [Fact]
    public void NothingIsLeftBehindWhenDisposed()
        => TensorLeak.AssertNone(() =>
        {
            using var network = Network(1);
            using var flat = new FlatParameters(network);
            using var optimizer = new RmsProp(flat);
            using var scope = NewDisposeScope();
            network.call(ones(2, 4)).sum().backward();
            optimizer.Step(1e-3, 0.5);
        });

    private static FeedForwardNetwork Network(ulong seed)
    {
        var random = new Xoshiro256(seed);
        return new FeedForwardNetwork(NetworkShape.For(TorsoKind.Mlp, ObservationSpace.Uniform([4]), [8], 2), [1, 1], ref random, CPU);
    }
}
