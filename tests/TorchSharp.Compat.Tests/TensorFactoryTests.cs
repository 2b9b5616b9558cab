using static TorchSharp.torch;

namespace TorchSharp.Compat.Tests;

public sealed class TensorFactoryTests
{
    [Fact]
    public void ScalarsTakeTheTypesOfTheirLiterals()
    {
        using var scope = NewDisposeScope();
        tensor(3.0).dtype.Should().Be(ScalarType.Float64);
        tensor(3).dtype.Should().Be(ScalarType.Int32);
        tensor(3L).dtype.Should().Be(ScalarType.Int64);
        tensor(3f).dtype.Should().Be(ScalarType.Float32);
        tensor(true).dtype.Should().Be(ScalarType.Bool);
        tensor((byte)3).dtype.Should().Be(ScalarType.Byte);
        tensor(3.0, float32).dtype.Should().Be(ScalarType.Float32);
        tensor(3.0).shape.Should().BeEmpty();
    }

    [Fact]
    public void AnArrayIsCopiedByTensorAndSharedByFromArray()
    {
        using var scope = NewDisposeScope();
        float[] numbers = [1, 2, 3];
        var copy = tensor(numbers);
        var shared = from_array(numbers);
        numbers[0] = 7;
        copy.data<float>().ToArray().Should().Equal(1f, 2f, 3f);
        shared.data<float>().ToArray().Should().Equal(7f, 2f, 3f);
        shared.add_(1);
        numbers.Should().Equal(8f, 3f, 4f);
    }

    [Fact]
    public void ASharedArrayMayBeDroppedByItsOwner()
    {
        using var scope = NewDisposeScope();
        static Tensor Make() => from_array(Enumerable.Range(0, 1000).Select(i => (float)i).ToArray());
        var shared = Make();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        shared.sum().item<float>().Should().Be(499_500f);
    }

    [Fact]
    public void ArraysOfSeveralDimensionsKeepTheirShape()
    {
        using var scope = NewDisposeScope();
        var grid = tensor(new[,] { { 1.0, 2.0, 3.0 }, { 4.0, 5.0, 6.0 } });
        grid.shape.Should().Equal(2L, 3L);
        grid[1, 0].item<double>().Should().Be(4.0);
        from_array(new float[2, 2, 2]).shape.Should().Equal(2L, 2L, 2L);
        tensor(new[,,] { { { 1 }, { 2 } } }).shape.Should().Equal(1L, 2L, 1L);
    }

    [Fact]
    public void NumbersCanBeGivenAShapeAndAnotherType()
    {
        using var scope = NewDisposeScope();
        var t = tensor(new float[] { 1, 2, 3, 4, 5, 6 }, [2, 3], dtype: float64);
        t.shape.Should().Equal(2L, 3L);
        t.dtype.Should().Be(ScalarType.Float64);
        t[1, 2].item<double>().Should().Be(6.0);
        tensor(new List<long> { 1, 2, 3, 4 }, 2, 2).shape.Should().Equal(2L, 2L);
        tensor(new Memory<float>([1f, 2f]), [2, 1]).shape.Should().Equal(2L, 1L);
        ((Func<Tensor>)(() => tensor(new float[] { 1, 2 }, [3]))).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void AnEmptyArrayMakesAnEmptyTensor()
    {
        using var scope = NewDisposeScope();
        tensor(Array.Empty<float>()).shape.Should().Equal(0L);
        from_array(Array.Empty<double>()).numel().Should().Be(0);
        zeros(0, 3).data<float>().ToArray().Should().BeEmpty();
    }

    [Fact]
    public void ArangeCountsInInt64ForIntegersAndInTheDefaultTypeOtherwise()
    {
        using var scope = NewDisposeScope();
        arange(4).data<long>().ToArray().Should().Equal(0L, 1L, 2L, 3L);
        arange(1, 4).data<long>().ToArray().Should().Equal(1L, 2L, 3L);
        arange(0.0, 1.0, 0.25).data<float>().ToArray().Should().Equal(0f, 0.25f, 0.5f, 0.75f);
        arange(3, dtype: float64).dtype.Should().Be(ScalarType.Float64);
    }

    [Fact]
    public void FullTakesInt64FromAnIntegerAndTheDefaultTypeFromAReal()
    {
        using var scope = NewDisposeScope();
        full([2, 2], 3).dtype.Should().Be(ScalarType.Int64);
        full([2, 2], 3.5).dtype.Should().Be(ScalarType.Float32);
        full(2, 2, 3.5, dtype: float64).data<double>().ToArray().Should().AllBeEquivalentTo(3.5);
    }

    [Fact]
    public void ShapesComeAsNumbersArraysAndSpans()
    {
        using var scope = NewDisposeScope();
        zeros(3).shape.Should().Equal(3L);
        zeros(2, 3).shape.Should().Equal(2L, 3L);
        ones(2, 3, 4).shape.Should().Equal(2L, 3L, 4L);
        ones(new long[] { 5, 1 }).shape.Should().Equal(5L, 1L);
        empty([4L, 2L], dtype: int64).dtype.Should().Be(ScalarType.Int64);
        eye(3).sum().item<float>().Should().Be(3f);
        linspace(0, 1, 5).data<float>().ToArray().Should().Equal(0f, 0.25f, 0.5f, 0.75f, 1f);
    }

    [Fact]
    public void LikenessesKeepTypeAndShapeUnlessToldOtherwise()
    {
        using var scope = NewDisposeScope();
        var x = ones(2, 3, dtype: float64);
        zeros_like(x).dtype.Should().Be(ScalarType.Float64);
        x.ones_like(dtype: float32).dtype.Should().Be(ScalarType.Float32);
        full_like(x, 4).data<double>().ToArray().Should().AllBeEquivalentTo(4.0);
        x.new_zeros(4).shape.Should().Equal(4L);
        rand_like(x).shape.Should().Equal(2L, 3L);
        x.empty_like(requires_grad: true).requires_grad.Should().BeTrue();
    }

    [Fact]
    public void IndicesAreInt64()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        randint(10, new long[] { 4 }).dtype.Should().Be(ScalarType.Int64);
        randperm(4).dtype.Should().Be(ScalarType.Int64);
        ones(2, 3).multinomial(1).dtype.Should().Be(ScalarType.Int64);
        ones(2, 3).argmax(1).dtype.Should().Be(ScalarType.Int64);
        rand(4).sort().Indices.dtype.Should().Be(ScalarType.Int64);
        rand(4).topk(2).indexes.dtype.Should().Be(ScalarType.Int64);
    }

    [Fact]
    public void JoiningKeepsOrder()
    {
        using var scope = NewDisposeScope();
        var a = ones(1, 2);
        var b = zeros(1, 2);
        cat([a, b], 0).data<float>().ToArray().Should().Equal(1f, 1f, 0f, 0f);
        cat(new List<Tensor> { a, b }, 1).shape.Should().Equal(1L, 4L);
        stack([a, b]).shape.Should().Equal(2L, 1L, 2L);
        vstack([a, b]).shape.Should().Equal(2L, 2L);
        hstack(a, b).shape.Should().Equal(1L, 4L);
        einsum("ij,kj->ik", a, b).shape.Should().Equal(1L, 1L);
        meshgrid([arange(2), arange(3)])[1].shape.Should().Equal(2L, 3L);
    }
}
