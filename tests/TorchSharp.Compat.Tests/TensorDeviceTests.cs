using static TorchSharp.torch;

namespace TorchSharp.Compat.Tests;

public sealed class TensorDeviceTests
{
    [Fact]
    public void AMissingGpuIsAnExceptionAndAPresentOneComputes()
    {
        using var scope = NewDisposeScope();
        var x = ones(2);
        cuda.is_available().Should().Be(cuda.device_count() > 0);
        if (!cuda.is_available())
        {
            FluentActions.Invoking(() => zeros(2, device: CUDA)).Should().Throw<InvalidOperationException>();
            x.Invoking(t => t.cuda()).Should().Throw<InvalidOperationException>();
            x.Invoking(t => t.to("cuda:0")).Should().Throw<InvalidOperationException>();
            return;
        }

        var y = x.cuda();
        y.is_cuda.Should().BeTrue();
        (y + 1).cpu().data<float>().ToArray().Should().Equal(2f, 2f);
        y.sum().ToDouble().Should().Be(2.0);
        y.Invoking(t => t.sum().item<float>()).Should().Throw<InvalidOperationException>();
        using var generator = new Generator(3, CUDA);
        using var again = new Generator(3, CUDA);
        rand(4, device: CUDA, generator: generator).cpu().Equals(rand(4, device: CUDA, generator: again).cpu()).Should().BeTrue();
        cuda.synchronize();
    }

    [Fact]
    public void TheNumberOfThreadsCanBeSet()
    {
        var threads = get_num_threads();
        set_num_threads(1);
        get_num_threads().Should().Be(1);
        set_num_threads(threads);
        get_num_threads().Should().Be(threads);
        __version__.Should().NotBeNullOrEmpty();
    }

    [Fact]
    public void MetaTensorsHaveAShapeAndNoNumbers()
    {
        using var scope = NewDisposeScope();
        var x = zeros(2, 3, device: META);
        x.is_meta.Should().BeTrue();
        x.add(1).shape.Should().Equal(2L, 3L);
        x.Invoking(t => t.data<float>()).Should().Throw<InvalidOperationException>();
    }
}
