using TorchSharp.Modules;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace TorchSharp.Compat.Tests;

/// <summary>Moving modules between types and devices.</summary>
public class ModuleMovingTests(ITestOutputHelper output)
{
    [Fact]
    public void ConvertingReplacesTheParametersAndKeepsValuesGradientsAndBuffersOfIntegers()
    {
        using var scope = NewDisposeScope();
        using var module = new WithCounter();
        module.call(ones(1, 2)).sum().backward();
        var former = module.layer.weight;
        var values = former.data<float>().ToArray();

        module.to(ScalarType.Float64).Should().BeSameAs(module);

        former.IsInvalid.Should().BeTrue();
        module.layer.weight.dtype.Should().Be(ScalarType.Float64);
        module.layer.weight.requires_grad.Should().BeTrue();
        module.layer.weight.is_leaf.Should().BeTrue();
        module.layer.weight.data<double>().ToArray().Should().Equal(values.Select(value => (double)value));
        module.layer.weight.grad!.data<double>().ToArray().Should().Equal(1, 1);
        module.get_parameter("layer.weight").Should().BeSameAs(module.layer.weight);
        module.counter.dtype.Should().Be(ScalarType.Int64);
        module.call(ones(1, 2, dtype: ScalarType.Float64)).dtype.Should().Be(ScalarType.Float64);
    }

    [Fact]
    public void AMoveThatChangesNothingKeepsTheObjects()
    {
        using var module = nn.Linear(2, 1);
        var weight = module.weight;

        module.to(CPU).cpu().to(ScalarType.Float32).to(CPU, ScalarType.Float32);

        module.weight.Should().BeSameAs(weight);
    }

    [Fact]
    public void AMovedModuleSurvivesTheScopeItWasMovedIn()
    {
        using var module = new WithCounter();
        using (NewDisposeScope())
        {
            module.@double();
        }

        module.parameters().Should().HaveCount(2).And.OnlyContain(parameter => !parameter.IsInvalid);
        module.buffers().Should().ContainSingle();
    }

    [Fact]
    public void AModuleIsNotConvertedToIntegers()
    {
        using var module = nn.Linear(2, 1);

        module.Invoking(m => m.to(ScalarType.Int64)).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void AModuleMovesToCudaAndComputesThereOrSaysThatThereIsNone()
    {
        using var scope = NewDisposeScope();
        using var module = nn.Sequential(nn.Conv2d(1, 2, 3), nn.ReLU(), nn.Flatten(), nn.Linear(8, 2));
        if (!cuda.is_available())
        {
            output.WriteLine("No CUDA device: only the refusal was checked.");
            module.Invoking(m => m.to(CUDA)).Should().Throw<InvalidOperationException>();
            return;
        }

        var input = randn(3, 1, 4, 4);
        var expected = module.call(input);
        module.to(CUDA);
        module.call(input.to(CUDA)).to(CPU).allclose(expected, 1e-4, 1e-5).Should().BeTrue();
        module.parameters().Should().OnlyContain(parameter => parameter.device_type == DeviceType.CUDA);
    }

    private sealed class WithCounter : nn.Module<Tensor, Tensor>
    {
        public readonly Linear layer = nn.Linear(2, 1);
        public readonly Tensor counter = zeros(1, dtype: ScalarType.Int64);
        public readonly Tensor offset = zeros(1).DetachFromDisposeScope();

        public WithCounter()
            : base(nameof(WithCounter))
        {
            counter.DetachFromDisposeScope();
            register_buffer("kept", offset, persistent: false);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            using var result = layer.call(input);
            return result + offset.to(result.dtype);
        }
    }
}
