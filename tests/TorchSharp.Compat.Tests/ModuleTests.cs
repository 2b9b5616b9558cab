using System.Runtime.InteropServices;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Compat.Tests;

/// <summary>The tree of parameters, buffers and submodules, as TorchSharp 0.106.0 behaves.</summary>
public class ModuleTests
{
    [Fact]
    public void ParametersAreNamedByTheirPathInTheOrderOfTheFields()
    {
        using var network = new TwoLayers();

        network.named_parameters().Select(entry => entry.name).Should().Equal("first.weight", "first.bias", "second.weight", "second.bias");
        network.parameters().Should().HaveCount(4).And.OnlyContain(parameter => parameter.requires_grad);
        network.named_children().Select(entry => entry.name).Should().Equal("first", "second");
        network.has_parameter("second.bias").Should().BeTrue();
        network.get_parameter("second.bias").Should().BeSameAs(network.second.bias);
        network.get_parameter("third.bias").Should().BeNull();
    }

    [Fact]
    public void AModuleThatDoesNotRegisterItsComponentsHasNoParameters()
    {
        using var network = new Unregistered();

        network.parameters().Should().BeEmpty();
    }

    [Fact]
    public void RegisteringASubmoduleRegistersItsComponents()
    {
        using var network = nn.Sequential(("inner", new Unregistered()));

        network.named_parameters().Select(entry => entry.name).Should().Equal("inner.layer.weight", "inner.layer.bias");
    }

    [Fact]
    public void TensorFieldsBecomeBuffersAndParameterFieldsBecomeParameters()
    {
        using var module = new WithFields();

        module.named_buffers().Select(entry => entry.name).Should().Equal("mean");
        module.named_parameters().Select(entry => entry.name).Should().Equal("scale");
        module.state_dict().Keys.Should().BeEquivalentTo("scale", "mean");
    }

    [Fact]
    public void ARawParameterIsDisposedWithItsScopeAndDropsOutWhileALayerKeepsItsOwn()
    {
        WithFields raw;
        Linear linear;
        Conv2d convolution;
        using (NewDisposeScope())
        {
            raw = new WithFields();
            linear = nn.Linear(2, 3);
            convolution = nn.Conv2d(1, 2, 3);
        }

        raw.named_parameters().Should().BeEmpty();
        linear.named_parameters().Select(entry => entry.name).Should().Equal("weight", "bias");
        convolution.named_parameters().Select(entry => entry.name).Should().Equal("weight", "bias");
        linear.weight.IsInvalid.Should().BeFalse();
        raw.Dispose();
        linear.Dispose();
        convolution.Dispose();
        linear.weight.IsInvalid.Should().BeTrue();
    }

    [Fact]
    public void AParameterTakesTheTensorOverItIsMadeFrom()
    {
        using var data = ones(2);
        using var parameter = new Parameter(data);
        using var constant = new Parameter(zeros(2), requires_grad: false);

        data.IsInvalid.Should().BeTrue();
        parameter.requires_grad.Should().BeTrue();
        constant.requires_grad.Should().BeFalse();
        nn.Parameter(zeros(1)).Should().BeOfType<Parameter>().Which.Dispose();
    }

    [Fact]
    public void ASharedParameterIsListedOnce()
    {
        using var weight = new Parameter(ones(2, 2));
        using var first = nn.Linear(weight);
        using var second = nn.Linear(weight);
        using var both = nn.Sequential(first, second);

        both.parameters().Should().ContainSingle().Which.Should().BeSameAs(weight);
    }

    [Fact]
    public void ANameIsRegisteredOnceAndAModuleNameHasNoDot()
    {
        using var network = nn.Sequential(("a", nn.ReLU()));

        network.Invoking(n => n.register_module("a", nn.ReLU())).Should().Throw<InvalidOperationException>().WithMessage("*a is already registered*");
        network.Invoking(n => n.register_module("a.b", nn.ReLU())).Should().Throw<ArgumentException>();
        network.Invoking(n => n.register_parameter("p", null!)).Should().Throw<ArgumentNullException>();
    }

    [Fact]
    public void TrainingModeReachesEverySubmodule()
    {
        using var network = nn.Sequential(nn.Linear(2, 2), nn.ReLU());

        network.eval();
        network.modules().Should().OnlyContain(module => !module.training);
        network.train();
        network.modules().Should().OnlyContain(module => module.training);
    }

    [Fact]
    public void ApplyVisitsTheChildrenFirst()
    {
        using var network = new TwoLayers();
        var visited = new List<string>();

        network.apply(module => visited.Add(module.GetName()));

        visited.Should().Equal("Linear", "Linear", "TwoLayers");
    }

    [Fact]
    public void ZeroGradForgetsTheGradientsOrFillsThemWithZeros()
    {
        using var scope = NewDisposeScope();
        using var network = nn.Linear(2, 1);
        network.call(ones(1, 2)).sum().backward();

        network.zero_grad(set_to_none: false);
        network.weight.grad!.data<float>().ToArray().Should().Equal(0f, 0f);
        network.zero_grad();
        network.weight.grad.Should().BeNull();
    }

    [Fact]
    public void AStateIsCopiedIntoTheParameters()
    {
        using var scope = NewDisposeScope();
        using var source = new TwoLayers();
        using var target = new TwoLayers();
        var kept = target.first.weight;

        var (missing, unexpected) = target.load_state_dict(source.state_dict());

        missing.Should().BeEmpty();
        unexpected.Should().BeEmpty();
        target.first.weight.Should().BeSameAs(kept);
        target.first.weight.Equals(source.first.weight).Should().BeTrue();
        source.state_dict()["first.weight"].Should().BeSameAs(source.first.weight);
    }

    [Fact]
    public void AStateWithTheWrongNamesIsRefusedUnlessTheyAreAllowed()
    {
        using var scope = NewDisposeScope();
        using var network = nn.Linear(2, 1);
        var state = new Dictionary<string, Tensor> { ["weight"] = ones(1, 2), ["other"] = ones(1) };

        network.Invoking(n => n.load_state_dict(state)).Should().Throw<InvalidOperationException>();
        var (missing, unexpected) = network.load_state_dict(state, strict: false);
        missing.Should().Equal("bias");
        unexpected.Should().Equal("other");
        network.weight.data<float>().ToArray().Should().Equal(1f, 1f);
        network.load_state_dict(state, skip: ["bias", "other"]).missing_keys.Should().BeEmpty();
    }

    [Fact]
    public void AStateOfTheWrongShapeIsRefusedWithBothSizes()
    {
        using var scope = NewDisposeScope();
        using var network = nn.Linear(2, 1);
        var state = new Dictionary<string, Tensor> { ["weight"] = ones(1, 3), ["bias"] = ones(1) };

        network.Invoking(n => n.load_state_dict(state)).Should().Throw<ExternalException>().WithMessage("*2*3*");
    }

    [Fact]
    public void DisposingAModuleDisposesEverythingItHolds()
    {
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using (var network = new TwoLayers())
        using (var fields = new WithFields())
        {
            network.parameters().Should().NotBeEmpty();
        }

        DisposeScopeManager.Statistics.ThreadTotalLiveCount.Should().Be(before);
    }

    private sealed class TwoLayers : nn.Module<Tensor, Tensor>
    {
        public readonly Linear first = nn.Linear(2, 3);
        public readonly Linear second = nn.Linear(3, 1);

        public TwoLayers()
            : base(nameof(TwoLayers)) => RegisterComponents();

        public override Tensor forward(Tensor input)
        {
            using var hidden = first.call(input);
            return second.call(hidden);
        }
    }

    private sealed class Unregistered() : nn.Module<Tensor, Tensor>(nameof(Unregistered))
    {
        private readonly Linear layer = nn.Linear(1, 1);

        public override Tensor forward(Tensor input) => layer.call(input);
    }

    private sealed class WithFields : nn.Module<Tensor, Tensor>
    {
        private readonly Parameter scale = Raw();
        private readonly Tensor mean = zeros(2);

        public WithFields()
            : base(nameof(WithFields)) => RegisterComponents();

        public override Tensor forward(Tensor input) => (input - mean) * scale;

        private static Parameter Raw()
        {
            using var data = ones(2);
            return new Parameter(data);
        }
    }
}
