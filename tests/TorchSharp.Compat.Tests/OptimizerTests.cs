using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Compat.Tests;

/// <summary>Each optimiser against its formula, step by step, on scalars in double precision.</summary>
public class OptimizerTests
{
    private const int Steps = 7;
    private static readonly double[] Start = [1.5, -0.7, 0.01];

    // An arbitrary smooth gradient that changes from step to step.
    private static double Slope(double x, int step) => (2 * x) + Math.Sin((3 * x) + step);

    [Theory]
    [InlineData(0, false, false)]
    [InlineData(0.1, false, false)]
    [InlineData(0, true, false)]
    [InlineData(0, false, true)]
    public void AdamIsItsFormula(double decay, bool amsgrad, bool maximize)
    {
        using var parameter = NewParameter();
        using var optimizer = optim.Adam([parameter], 0.05, 0.8, 0.95, 1e-6, decay, amsgrad, maximize);
        double[] x = [.. Start], first = new double[3], second = new double[3], largest = new double[3];

        Run(parameter, optimizer, x, step =>
        {
            for (var i = 0; i < x.Length; i++)
            {
                var g = Descent(x[i], step, decay, maximize);
                first[i] = (0.8 * first[i]) + (0.2 * g);
                second[i] = (0.95 * second[i]) + (0.05 * g * g);
                largest[i] = Math.Max(largest[i], second[i]);
                var corrected = Math.Sqrt((amsgrad ? largest[i] : second[i]) / (1 - Math.Pow(0.95, step)));
                x[i] -= 0.05 * first[i] / (1 - Math.Pow(0.8, step)) / (corrected + 1e-6);
            }
        });
    }

    [Theory]
    [InlineData(0, 0, false, false)]
    [InlineData(0.1, 0.9, false, false)]
    [InlineData(0, 0, true, false)]
    [InlineData(0, 0.5, true, true)]
    public void RmsPropHasItsEpsilonOutsideTheRoot(double decay, double momentum, bool centered, bool maximize)
    {
        using var parameter = NewParameter();
        using var optimizer = optim.RMSProp([parameter], 0.01, 0.9, 0.1, decay, momentum, centered, maximize);
        double[] x = [.. Start], square = new double[3], mean = new double[3], velocity = new double[3];

        Run(parameter, optimizer, x, step =>
        {
            for (var i = 0; i < x.Length; i++)
            {
                var g = Descent(x[i], step, decay, maximize);
                square[i] = (0.9 * square[i]) + (0.1 * g * g);
                mean[i] = (0.9 * mean[i]) + (0.1 * g);
                var root = Math.Sqrt(square[i] - (centered ? mean[i] * mean[i] : 0)) + 0.1;
                velocity[i] = (momentum * velocity[i]) + (g / root);
                x[i] -= 0.01 * velocity[i];
            }
        });
    }

    [Theory]
    [InlineData(0, 0, 0, false, false)]
    [InlineData(0.1, 0.9, 0.2, false, false)]
    [InlineData(0, 0.9, 0, true, true)]
    public void GradientDescentWithMomentumStartsItsVelocityAtTheFirstGradient(double decay, double momentum, double dampening, bool nesterov, bool maximize)
    {
        using var parameter = NewParameter();
        using var optimizer = optim.SGD([parameter], 0.05, momentum, dampening, decay, nesterov, maximize);
        double[] x = [.. Start], velocity = new double[3];

        Run(parameter, optimizer, x, step =>
        {
            for (var i = 0; i < x.Length; i++)
            {
                var g = Descent(x[i], step, decay, maximize);
                velocity[i] = step == 1 ? g : (momentum * velocity[i]) + ((1 - dampening) * g);
                x[i] -= 0.05 * (momentum == 0 ? g : nesterov ? g + (momentum * velocity[i]) : velocity[i]);
            }
        });
    }

    [Fact]
    public void ZeroGradFillsTheGradientsWithZerosWhereAModuleForgetsThem()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.Linear(2, 1);
        using var optimizer = optim.Adam(layer.parameters());
        layer.call(ones(1, 2)).sum().backward();

        optimizer.zero_grad();

        layer.weight.grad!.data<float>().ToArray().Should().Equal(0f, 0f);
    }

    [Fact]
    public void TheStateSurvivesTheScopesItIsMadeAndSteppedInAndIsDisposedWithTheOptimiser()
    {
        using var layer = nn.Linear(2, 1);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Adam optimizer;
        using (NewDisposeScope())
        {
            optimizer = optim.Adam(layer.parameters(), lr: 0.1);
        }

        for (var i = 0; i < 3; i++)
        {
            using var scope = NewDisposeScope();
            layer.call(ones(1, 2)).sum().backward();
            optimizer.step();
        }

        layer.zero_grad();
        optimizer.Dispose();
        DisposeScopeManager.Statistics.ThreadTotalLiveCount.Should().Be(before);
    }

    [Fact]
    public void AParameterWithoutAGradientIsLeftAlone()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.Linear(2, 1);
        var before = layer.weight.data<float>().ToArray();
        using var optimizer = optim.RMSProp(layer.named_parameters());

        optimizer.step().Should().BeNull();

        layer.weight.data<float>().ToArray().Should().Equal(before);
    }

    [Fact]
    public void TheClosureRunsWithGradientsAndItsLossIsReturned()
    {
        using var scope = NewDisposeScope();
        using var parameter = NewParameter();
        using var optimizer = optim.SGD([parameter], 0.1);
        using var frozen = no_grad();

        var loss = optimizer.step(() =>
        {
            optimizer.zero_grad();
            var squares = (parameter * parameter).sum();
            squares.backward();
            return squares;
        });

        loss.item<double>().Should().BeApproximately(Start.Sum(x => x * x), 1e-12);
        parameter.data<double>().ToArray().Should().Equal(Start.Select(x => 0.8 * x), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void EachGroupHasItsOwnRateWhichSchedulesMayChange()
    {
        using var scope = NewDisposeScope();
        using var slow = NewParameter();
        using var fast = NewParameter();
        using var optimizer = optim.SGD([new SGD.ParamGroup([slow], lr: 0.1), new SGD.ParamGroup([fast], new SGD.Options())], 0.5);

        optimizer.ParamGroups.Select(group => group.LearningRate).Should().Equal(0.1, 0.5);
        foreach (var group in optimizer.ParamGroups)
        {
            group.LearningRate /= 2;
        }

        (slow.sum() + fast.sum()).backward();
        optimizer.step();
        slow.data<double>()[0].Should().BeApproximately(Start[0] - 0.05, 1e-12);
        fast.data<double>()[0].Should().BeApproximately(Start[0] - 0.25, 1e-12);
        optimizer.ParamGroups.Select(group => group.InitialLearningRate).Should().Equal(0.1, 0.5);
        optimizer.parameters().Should().HaveCount(2);
    }

    [Theory]
    [InlineData(2.0)]
    [InlineData(1.0)]
    [InlineData(double.PositiveInfinity)]
    public void ClippingScalesAllGradientsTogetherAndReturnsTheNormBefore(double kind)
    {
        using var scope = NewDisposeScope();
        using var a = NewParameter();
        using var b = NewParameter();
        ((3 * a).sum() + (4 * b).sum()).backward();
        var norm = kind switch { 2.0 => Math.Sqrt(75), 1.0 => 21, _ => 4 };

        nn.utils.clip_grad_norm_([a, b], 100, kind).Should().BeApproximately(norm, 1e-12);
        a.grad!.data<double>().ToArray().Should().Equal(3, 3, 3);
        nn.utils.clip_grad_norm_([a, b], 0.5, kind).Should().BeApproximately(norm, 1e-12);
        a.grad!.data<double>()[0].Should().BeApproximately(3 * 0.5 / (norm + 1e-6), 1e-12);
        b.grad!.data<double>()[0].Should().BeApproximately(4 * 0.5 / (norm + 1e-6), 1e-12);
    }

    [Fact]
    public void ClippingWithoutGradientsIsZeroAndValuesAreClampedOneByOne()
    {
        using var scope = NewDisposeScope();
        using var a = NewParameter();
        nn.utils.clip_grad_norm_([a], 1).Should().Be(0);
        (a * tensor(new[] { 3.0, -0.25, -8.0 })).sum().backward();

        nn.utils.clip_grad_value_([a], 0.5);

        a.grad!.data<double>().ToArray().Should().Equal(0.5, -0.25, -0.5);
    }

    [Fact]
    public void ParametersGoIntoAVectorAndComeBack()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.Linear(2, 3);

        var vector = nn.utils.parameters_to_vector(layer.parameters());
        vector.shape.Should().Equal(9);
        nn.utils.vector_to_parameters(vector.detach() * 2, layer.parameters());

        nn.utils.parameters_to_vector(layer.parameters()).allclose(vector * 2, 0, 0).Should().BeTrue();
        layer.weight.is_leaf.Should().BeTrue();
    }

    private static Parameter NewParameter()
    {
        using var data = tensor(Start);
        return (Parameter)new Parameter(data.clone()).DetachFromDisposeScope();
    }

    private static double Descent(double x, int step, double decay, bool maximize) => ((maximize ? -1 : 1) * Slope(x, step)) + (decay * x);

    private static void Run(Parameter parameter, optim.Optimizer optimizer, double[] expected, Action<int> formula)
    {
        for (var step = 1; step <= Steps; step++)
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            (parameter * parameter - ((3 * parameter) + step).cos() / 3).sum().backward();
            optimizer.step();
            formula(step);
            parameter.data<double>().ToArray().Should().Equal(expected, (a, b) => Math.Abs(a - b) < 1e-12);
        }
    }
}
