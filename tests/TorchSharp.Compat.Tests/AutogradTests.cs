using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Compat.Tests;

public sealed class AutogradTests
{
    [Fact]
    public void GradIsNullFirstAndANewWrapperEachTimeAfter()
    {
        using var scope = NewDisposeScope();
        var x = ones(2, requires_grad: true);
        x.grad.Should().BeNull();
        (x * x).sum().backward();
        var first = x.grad;
        var second = x.grad;
        first.Should().NotBeSameAs(second);
        first!.data<float>().ToArray().Should().Equal(2f, 2f);
        first.mul_(2);
        second!.data<float>().ToArray().Should().Equal(4f, 4f);
        x.grad = null;
        x.grad.Should().BeNull();
    }

    [Fact]
    public void GradientsAccumulate()
    {
        using var scope = NewDisposeScope();
        var x = ones(2, requires_grad: true);
        x.sum().backward();
        x.sum().backward();
        x.grad!.data<float>().ToArray().Should().Equal(2f, 2f);
    }

    [Fact]
    public void BackwardTakesGradientsAndKeepsGraphsByName()
    {
        using var scope = NewDisposeScope();
        var x = ones(2, requires_grad: true);
        var y = x * 3;
        y.backward(grad_tensors: [tensor(new[] { 1f, 2f })], retain_graph: true);
        y.backward(grad_tensors: [tensor(new[] { 1f, 2f })]);
        x.grad!.data<float>().ToArray().Should().Equal(6f, 12f);
        autograd.backward([(x * 2).sum()], inputs: [x]);
        x.grad!.data<float>().ToArray().Should().Equal(8f, 14f);
    }

    [Fact]
    public void GradOfGradNeedsACreatedGraph()
    {
        using var scope = NewDisposeScope();
        var x = tensor(2.0, requires_grad: true);
        var y = x.pow(3);
        var first = autograd.grad([y], [x], retain_graph: true, create_graph: true)[0];
        first.item<double>().Should().Be(12);
        autograd.grad([first], [x])[0].item<double>().Should().Be(12);
        x.grad.Should().BeNull();
    }

    [Fact]
    public void AnUnusedInputIsNullWhenAllowed()
    {
        using var scope = NewDisposeScope();
        var x = ones(1, requires_grad: true);
        var unused = ones(1, requires_grad: true);
        var grads = autograd.grad([x.sum()], [x, unused], allow_unused: true);
        grads[0].item<float>().Should().Be(1);
        grads[1].Should().BeNull();
    }

    [Fact]
    public void RecordingStopsAndResumesWithTheScopes()
    {
        using var scope = NewDisposeScope();
        var x = ones(1, requires_grad: true);
        is_grad_enabled().Should().BeTrue();
        using (no_grad())
        {
            (x * 2).requires_grad.Should().BeFalse();
            using (enable_grad())
            {
                (x * 2).requires_grad.Should().BeTrue();
            }

            is_grad_enabled().Should().BeFalse();
            x.add_(1).Should().BeSameAs(x);
        }

        (x * 2).requires_grad.Should().BeTrue();
        using (set_grad_enabled(false))
        {
            (x * 2).requires_grad.Should().BeFalse();
        }
    }

    [Fact]
    public void DetachedTensorsShareMemoryWithoutHistory()
    {
        using var scope = NewDisposeScope();
        var x = ones(2, requires_grad: true);
        var y = x * 2;
        y.is_leaf.Should().BeFalse();
        y.detach().requires_grad.Should().BeFalse();
        y.detach().add_(1);
        y.data<float>().ToArray().Should().Equal(3f, 3f);
        y.detach_().requires_grad.Should().BeFalse();
    }

    [Fact]
    public void AGradientCanBeAViewOfOtherMemory()
    {
        using var scope = NewDisposeScope();
        var flat = zeros(4);
        var x = ones(2, requires_grad: true);
        x.grad = flat.narrow(0, 2, 2);
        (x * 5).sum().backward();
        flat.data<float>().ToArray().Should().Equal(0f, 0f, 5f, 5f);
    }

    [Fact]
    public void GradientsOfElementaryFunctionsAreRight()
    {
        using var scope = NewDisposeScope();
        manual_seed(2);
        var x = rand(5, dtype: float64).add_(0.5).requires_grad_();
        foreach (var function in new Func<Tensor, Tensor>[]
        {
            t => t.exp(), t => t.log(), t => t.tanh(), t => t.sigmoid(), t => t.softmax(0).square(), t => t.logsumexp(0), t => t.cumsum(0).square(),
            t => t.gather(0, tensor(new long[] { 1, 1, 3 })).square(), t => where(t > 1, t * 2, t.square()), t => t.sort().Values * arange(5, dtype: float64),
            t => t.prod(), t => t.norm(), t => t.std(), t => t.maximum(tensor(1.0)), t => t.clamp(0.7, 1.2).square(), t => t.index_select(0, tensor(new long[] { 4 })),
        })
        {
            var analytic = autograd.grad([function(x).sum()], [x])[0].data<double>().ToArray();
            for (var i = 0; i < 5; i++)
            {
                const double h = 1e-6;
                using var frozen = no_grad();
                var step = zeros_like(x);
                step[i] = tensor(h);
                var numeric = (function(x + step).sum().item<double>() - function(x - step).sum().item<double>()) / (2 * h);
                analytic[i].Should().BeApproximately(numeric, 1e-5);
            }
        }
    }

    [Fact]
    public void AParameterTakesOverItsTensor()
    {
        var data = ones(2);
        using var parameter = new Parameter(data);
        data.IsInvalid.Should().BeTrue();
        parameter.requires_grad.Should().BeTrue();
        parameter.is_leaf.Should().BeTrue();
        using var frozen = new Parameter(ones(1), requires_grad: false);
        frozen.requires_grad.Should().BeFalse();
    }

    [Fact]
    public void AParameterTakesThePlaceOfItsTensorInTheScope()
    {
        Parameter parameter;
        using (var scope = NewDisposeScope())
        {
            parameter = new Parameter(ones(2));
            scope.DisposablesCount.Should().Be(1);
            scope.Contains(parameter).Should().BeTrue();
        }

        parameter.IsInvalid.Should().BeTrue();
    }
}
