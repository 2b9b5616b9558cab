using static TorchSharp.torch;

namespace TorchSharp.Compat.Tests;

public sealed class TensorShapeTests
{
    [Fact]
    public void NumbersIndexViews()
    {
        using var scope = NewDisposeScope();
        var x = zeros(2, 3);
        x[1].add_(1);
        x[0, 2] = tensor(5f);
        x[-1, 0] = 9f;
        Floats(x).Should().Equal(0f, 0f, 5f, 9f, 1f, 1f);
        x[1] = ones(3);
        Floats(x[1]).Should().Equal(1f, 1f, 1f);
    }

    [Fact]
    public void SlicesEllipsesAndNewAxesIndexAsInPython()
    {
        using var scope = NewDisposeScope();
        var x = arange(12, dtype: float32).view(3, 4);
        x[TensorIndex.Slice(1, 3)].shape.Should().Equal(2L, 4L);
        Floats(x[TensorIndex.Colon, TensorIndex.Single(1)]).Should().Equal(1f, 5f, 9f);
        Floats(x[TensorIndex.Ellipsis, TensorIndex.Slice(step: 2)][0]).Should().Equal(0f, 2f);
        x[TensorIndex.None].shape.Should().Equal(1L, 3L, 4L);
        x[1.., ..2].shape.Should().Equal(2L, 2L);
        x[^2..].shape.Should().Equal(2L, 4L);
        Floats(x[TensorIndex.Tensor(tensor(new long[] { 2, 0 })), TensorIndex.Single(0)]).Should().Equal(8f, 0f);
        x[TensorIndex.Slice(0, 1)] = tensor(0f);
        Floats(x[0]).Should().Equal(0f, 0f, 0f, 0f);
        Floats(x[x > 9]).Should().Equal(10f, 11f);
        x[x > 9] = tensor(-1f);
        Floats(x[2]).Should().Equal(8f, 9f, -1f, -1f);
        x.index_put_(7, TensorIndex.Single(0), TensorIndex.Single(0));
        x[0, 0].item<float>().Should().Be(7f);
    }

    [Fact]
    public void ViewsShareMemoryAndClonesDoNot()
    {
        using var scope = NewDisposeScope();
        var x = zeros(2, 3);
        x.view(-1).add_(1);
        x.t().mul_(2);
        x.clone().zero_();
        x.alias().add_(1);
        Floats(x).Should().AllBeEquivalentTo(3f);
    }

    [Fact]
    public void ShapesChangeAsAsked()
    {
        using var scope = NewDisposeScope();
        var x = zeros(2, 3, 4);
        x.flatten(1).shape.Should().Equal(2L, 12L);
        x.unsqueeze(0).squeeze(0).shape.Should().Equal(2L, 3L, 4L);
        x.permute(2, 0, 1).shape.Should().Equal(4L, 2L, 3L);
        x.transpose(0, 2).shape.Should().Equal(4L, 3L, 2L);
        x.reshape(6, -1).shape.Should().Equal(6L, 4L);
        zeros(2, 1).expand(2, 5).shape.Should().Equal(2L, 5L);
        zeros(2, 1).expand_as(zeros(2, 4)).shape.Should().Equal(2L, 4L);
        x.narrow(2, 1, 2).shape.Should().Equal(2L, 3L, 2L);
        x.slice(1, 0, 2, 1).shape.Should().Equal(2L, 2L, 4L);
        x.select(1, 0).shape.Should().Equal(2L, 4L);
        x.split(1, 0).Should().HaveCount(2);
        x.split([1L, 2L], 1)[1].shape.Should().Equal(2L, 2L, 4L);
        x.chunk(2, 2)[0].shape.Should().Equal(2L, 3L, 2L);
        x.unbind(1).Should().HaveCount(3);
        x.repeat(1, 2, 1).shape.Should().Equal(2L, 6L, 4L);
        x.repeat_interleave(2, 0).shape.Should().Equal(4L, 3L, 4L);
        x.movedim([0], [2]).shape.Should().Equal(3L, 4L, 2L);
        x.roll(1, 0).shape.Should().Equal(2L, 3L, 4L);
        x.T.shape.Should().Equal(4L, 3L, 2L);
        zeros(1, 3, 1).squeeze().shape.Should().Equal(3L);
    }

    [Fact]
    public void GatheringAndScatteringFollowTheirIndices()
    {
        using var scope = NewDisposeScope();
        var x = arange(6, dtype: float32).view(2, 3);
        var index = tensor(new long[] { 2, 0 }, [2, 1]);
        Floats(x.gather(1, index)).Should().Equal(2f, 3f);
        Floats(torch.gather(x, 1, index)).Should().Equal(2f, 3f);
        Floats(x.take_along_dim(index, 1)).Should().Equal(2f, 3f);
        Floats(zeros(2, 3).scatter(1, index, ones(2, 1))).Should().Equal(0f, 0f, 1f, 1f, 0f, 0f);
        Floats(zeros(2, 3).scatter_add_(1, index, full([2, 1], 3.0))).Should().Equal(0f, 0f, 3f, 3f, 0f, 0f);
        Floats(x.index_select(1, tensor(new long[] { 1 }))).Should().Equal(1f, 4f);
        Floats(zeros(3).index_add_(0, tensor(new long[] { 1, 1 }), ones(2), 2)).Should().Equal(0f, 4f, 0f);
        Floats(x.masked_fill(x > 2, -1)).Should().Equal(0f, 1f, 2f, -1f, -1f, -1f);
        Floats(where(x > 2, x, zeros(1))).Should().Equal(0f, 0f, 0f, 3f, 4f, 5f);
        Floats(x.masked_select(x > 3)).Should().Equal(4f, 5f);
        x.nonzero().shape.Should().Equal(5L, 2L);
    }

    [Fact]
    public void SetMakesATensorLookAtOtherMemory()
    {
        using var scope = NewDisposeScope();
        var flat = arange(4, dtype: float32);
        var x = zeros(2);
        x.set_(flat.narrow(0, 2, 2));
        x.add_(10);
        Floats(flat).Should().Equal(0f, 1f, 12f, 13f);
    }

    private static float[] Floats(Tensor t) => t.data<float>().ToArray();
}
