using System.Runtime.InteropServices;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Compat.Tests;

/// <summary>Each layer against the sum it stands for.</summary>
public class ModuleLayersTests
{
    [Fact]
    public void ALinearLayerMultipliesByTheTransposedWeightAndAddsTheBias()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.Linear(new Parameter(tensor(new float[] { 1, 2, 3, 4 }, [2, 2])), new Parameter(tensor(new float[] { 10, 20 })));

        layer.call(tensor(new float[] { 1, 1, 0, -1 }, [2, 2])).data<float>().ToArray().Should().Equal(13, 27, 8, 16);
        (layer.in_features, layer.out_features).Should().Be((2, 2));
        using var plain = nn.Linear(3, 2, hasBias: false);
        plain.bias.Should().BeNull();
        plain.parameters().Should().ContainSingle();
    }

    [Fact]
    public void ALinearLayerRefusesAnInputOfTheWrongSize()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.Linear(3, 2);

        layer.Invoking(l => l.call(ones(1, 4))).Should().Throw<ExternalException>();
    }

    [Fact]
    public void ReplacingAParameterReplacesTheRegisteredOne()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.Linear(1, 1);

        layer.weight = new Parameter(full(1, 1, 3f));
        layer.bias = null;

        layer.parameters().Should().ContainSingle().Which.Should().BeSameAs(layer.weight);
        layer.call(ones(1, 1)).item<float>().Should().Be(3);
    }

    [Theory]
    [InlineData(1, 0, 1, 1)]
    [InlineData(2, 1, 1, 1)]
    [InlineData(1, 2, 2, 1)]
    [InlineData(1, 1, 1, 2)]
    public void AConvolutionIsASumOverItsWindow(long stride, long padding, long dilation, long groups)
    {
        using var scope = NewDisposeScope();
        using var layer = nn.Conv2d(2, 4, 3, stride, padding, dilation, groups: groups);
        var input = randn(2, 2, 7, 6);

        var result = layer.call(input);

        var expected = Convolve(input, layer.weight, layer.bias!, stride, padding, dilation, groups);
        result.shape.Should().Equal(expected.GetLength(0), expected.GetLength(1), expected.GetLength(2), expected.GetLength(3));
        result.data<float>().ToArray().Zip(expected.Cast<double>(), (a, b) => Math.Abs(a - b)).Max().Should().BeLessThan(1e-5);
    }

    [Fact]
    public void SamePaddingKeepsTheSizeInEveryModeAndZerosIsTheDefault()
    {
        using var scope = NewDisposeScope();
        var input = randn(1, 1, 5, 6);
        foreach (var mode in new[] { PaddingModes.Zeros, PaddingModes.Reflect, PaddingModes.Replicate, PaddingModes.Circular })
        {
            using var layer = nn.Conv2d(1, 1, (3, 4), Padding.Same, padding_mode: mode);
            layer.call(input).shape.Should().Equal(1, 1, 5, 6);
        }

        using var replicating = nn.Conv2d(1, 1, 3, padding: 1, padding_mode: PaddingModes.Replicate, bias: false);
        using (no_grad())
        {
            replicating.weight.fill_(1);
        }

        // A constant image stays constant where the border repeats, and loses its rim where the border is zero.
        replicating.call(ones(1, 1, 3, 3)).data<float>().ToArray().Should().OnlyContain(value => value == 9);
    }

    [Fact]
    public void AConvolutionRefusesImagesWithOtherChannels()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.Conv2d(4, 16, 3);

        layer.Invoking(l => l.call(ones(1, 3, 10, 10))).Should().Throw<ArgumentException>().WithMessage("*4*3*");
        FluentActions.Invoking(() => nn.Conv2d(3, 4, 3, groups: 2)).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void ASequenceCallsItsModulesInOrderAndDisposesWhatLiesBetween()
    {
        using var network = nn.Sequential(nn.Linear(2, 3), nn.Tanh(), nn.Linear(3, 1), nn.ReLU(inplace: true));
        using var input = ones(4, 2);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;

        using (var frozen = no_grad())
        using (var result = network.call(input))
        {
            result.shape.Should().Equal(4, 1);
        }

        DisposeScopeManager.Statistics.ThreadTotalLiveCount.Should().Be(before);
        network.Count.Should().Be(4);
        network[1].Should().BeOfType<Tanh>();
        network.named_parameters().Select(entry => entry.name).Should().Equal("0.weight", "0.bias", "2.weight", "2.bias");
    }

    [Fact]
    public void AnEmptySequenceReturnsANewHandle()
    {
        using var scope = NewDisposeScope();
        using var network = nn.Sequential();
        var input = ones(2);

        var result = network.call(input);

        result.Should().NotBeSameAs(input);
        result.Equals(input).Should().BeTrue();
    }

    [Fact]
    public void FlattenKeepsTheBatch()
    {
        using var scope = NewDisposeScope();
        using var flatten = nn.Flatten();

        flatten.call(zeros(2, 3, 4)).shape.Should().Equal(2, 12);
    }

    [Fact]
    public void AnEmbeddingLooksRowsUpAndLearnsThem()
    {
        using var scope = NewDisposeScope();
        using var table = nn.Embedding(5, 3, padding_idx: 1);
        var rows = table.call(tensor(new long[] { 4, 1, 4 }));

        rows.shape.Should().Equal(3, 3);
        rows[0].Equals(table.weight![4]).Should().BeTrue();
        rows[1].data<float>().ToArray().Should().Equal(0, 0, 0);
        rows.sum().backward();
        table.weight.grad![4].data<float>().ToArray().Should().Equal(2, 2, 2);
        table.weight.grad[1].data<float>().ToArray().Should().Equal(0, 0, 0);
    }

    [Fact]
    public void AnEmbeddingWithAMaximumNormRescalesTheRowsItReads()
    {
        using var scope = NewDisposeScope();
        using var table = nn.Embedding(3, 4, max_norm: 0.5);
        using (no_grad())
        {
            table.weight!.fill_(2);
        }

        table.call(tensor(new long[] { 0, 2 })).norm(1).data<float>().ToArray().Should().OnlyContain(norm => Math.Abs(norm - 0.5f) < 1e-4);
        table.weight![1].data<float>().ToArray().Should().OnlyContain(value => value == 2);
    }

    [Fact]
    public void LayerNormMakesMeanZeroAndVarianceOne()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.LayerNorm(64);

        var result = layer.call((randn(8, 64) * 5) + 3);

        result.mean([1]).abs().max().item<float>().Should().BeLessThan(1e-5f);
        (result * result).mean([1]).sub(1).abs().max().item<float>().Should().BeLessThan(1e-3f);
        layer.parameters().Should().HaveCount(2);
        using var plain = nn.LayerNorm([64], elementwise_affine: false);
        plain.parameters().Should().BeEmpty();
        plain.call(ones(2, 64)).abs().max().item<float>().Should().Be(0);
    }

    private static double[,,,] Convolve(Tensor input, Tensor weight, Tensor bias, long stride, long padding, long dilation, long groups)
    {
        var (x, w, b) = (input.data<float>().ToArray(), weight.data<float>().ToArray(), bias.data<float>().ToArray());
        var (n, c, h, v) = (input.shape[0], input.shape[1], input.shape[2], input.shape[3]);
        var (outs, share, k) = (weight.shape[0], weight.shape[1], weight.shape[2]);
        var rows = (h + (2 * padding) - (dilation * (k - 1)) - 1) / stride + 1;
        var columns = (v + (2 * padding) - (dilation * (k - 1)) - 1) / stride + 1;
        var result = new double[n, outs, rows, columns];
        for (var at = 0L; at < result.Length; at++)
        {
            var (column, row, o, sample) = (at % columns, at / columns % rows, at / (columns * rows) % outs, at / (columns * rows * outs));
            double sum = b[o];
            for (var i = 0L; i < share * k * k; i++)
            {
                var (dx, dy, channel) = (i % k, i / k % k, i / (k * k));
                var (y, z) = ((row * stride) - padding + (dy * dilation), (column * stride) - padding + (dx * dilation));
                if (y >= 0 && y < h && z >= 0 && z < v)
                {
                    var source = (o / (outs / groups) * share) + channel;
                    sum += w[(((o * share) + channel) * k * k) + (dy * k) + dx] * (double)x[(((sample * c) + source) * h * v) + (y * v) + z];
                }
            }

            result[sample, o, row, column] = sum;
        }

        return result;
    }
}
