using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Compat.Tests;

public sealed class TensorAccessTests
{
    [Fact]
    public void AnItemOfAnotherTypeIsRefused()
    {
        using var scope = NewDisposeScope();
        var x = tensor(1f);
        x.Invoking(t => t.item<double>()).Should().Throw<ArgumentException>().WithMessage("Double is not compatible with Float32");
        x.Invoking(t => t.data<double>()).Should().Throw<ArgumentException>().WithMessage("Double is not compatible with Float32");
        ones(2).Invoking(t => t.item<float>()).Should().Throw<ArgumentException>();
        x.item<float>().Should().Be(1f);
        x.ToDouble().Should().Be(1.0);
        tensor(5L).ToInt32().Should().Be(5);
        tensor(2.5f).ToScalar().ToDouble().Should().Be(2.5);
    }

    [Fact]
    public void TheAccessorFollowsStrides()
    {
        using var scope = NewDisposeScope();
        var x = arange(6, dtype: float32).view(2, 3).t();
        var numbers = x.data<float>();
        x.is_contiguous().Should().BeFalse();
        numbers.Count.Should().Be(6);
        numbers.ToArray().Should().Equal(0f, 3f, 1f, 4f, 2f, 5f);
        numbers[1].Should().Be(3f);
        numbers[2, 1].Should().Be(5f);
        numbers.Should().Equal(0f, 3f, 1f, 4f, 2f, 5f);
        ((float[,])numbers.ToNDArray())[1, 1].Should().Be(4f);
        numbers.Invoking(a => a[6]).Should().Throw<IndexOutOfRangeException>();
        numbers.Invoking(a => a[3, 0]).Should().Throw<IndexOutOfRangeException>();
    }

    [Fact]
    public void TheAccessorWritesThrough()
    {
        using var scope = NewDisposeScope();
        var x = zeros(2, 3);
        var column = x.select(1, 1).data<float>();
        column[0] = 5;
        column.CopyFrom([7f, 8f], 1, 1);
        x.data<float>().ToArray().Should().Equal(0f, 5f, 0f, 0f, 8f, 0f);
        var target = new float[4];
        x.data<float>().CopyTo(target);
        target.Should().Equal(0f, 5f, 0f, 0f);
        x.data<float>().CopyTo(target.AsSpan(), 1);
        target.Should().Equal(0f, 0f, 5f, 0f);
    }

    [Fact]
    public void BytesAreTheMemoryItself()
    {
        using var scope = NewDisposeScope();
        var x = zeros(3);
        MemoryMarshal.Cast<byte, float>(x.bytes)[1] = 4;
        x.data<float>().ToArray().Should().Equal(0f, 4f, 0f);
        x.bytes = MemoryMarshal.AsBytes(new float[] { 1, 2, 3 }.AsSpan());
        x.data<float>().ToArray().Should().Equal(1f, 2f, 3f);
        x.Invoking(t => t.bytes = new byte[4]).Should().Throw<ArgumentException>();
        zeros(2, 2).t().Invoking(t => t.bytes.Length).Should().Throw<NotImplementedException>();
    }

    [Fact]
    public void MetadataIsWhatWasAskedFor()
    {
        using var scope = NewDisposeScope();
        var x = zeros(2, 3, dtype: float64);
        x.shape.Should().Equal(2L, 3L);
        x.stride().Should().Equal(3L, 1L);
        x.size(-1).Should().Be(3);
        x.ndim.Should().Be(2);
        x.numel().Should().Be(6);
        x.element_size().Should().Be(8);
        x.device_type.Should().Be(DeviceType.CPU);
        x.device.ToString().Should().Be("cpu");
        x.is_leaf.Should().BeTrue();
        x[1].storage_offset().Should().Be(3);
        x.Invoking(t => t.size(5)).Should().Throw<ExternalException>();
        device("cuda:1").index.Should().Be(1);
        device("cuda:1").ToString().Should().Be("cuda:1");
        FluentActions.Invoking(() => device("abacus")).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void ConversionsCopyOnlyWhenSomethingChangesOrACopyIsAskedFor()
    {
        using var scope = NewDisposeScope();
        var x = ones(2);
        x.to(float32).add_(1);
        x.data<float>().ToArray().Should().Equal(2f, 2f);
        x.to(float32, copy: true).add_(1);
        x.data<float>().ToArray().Should().Equal(2f, 2f);
        x.to(float64).dtype.Should().Be(ScalarType.Float64);
        x.to_type(ScalarType.Int64).data<long>().ToArray().Should().Equal(2L, 2L);
        x.to(float64, CPU).dtype.Should().Be(ScalarType.Float64);
        x.to(CPU).dtype.Should().Be(ScalarType.Float32);
        x.to(zeros(1, dtype: float64)).dtype.Should().Be(ScalarType.Float64);
        x.cpu().device_type.Should().Be(DeviceType.CPU);
        var replaced = x.to(float64, disposeAfter: true);
        x.IsInvalid.Should().BeTrue();
        replaced.IsInvalid.Should().BeFalse();
    }

    [Fact]
    public void ATensorDescribesItselfInOneLine()
    {
        using var x = zeros(2, 3);
        x.ToString().Should().Be("[2x3], type = Float32, device = cpu");
        using var s = tensor(1L);
        s.ToString().Should().Be("[], type = Int64, device = cpu");
    }
}
