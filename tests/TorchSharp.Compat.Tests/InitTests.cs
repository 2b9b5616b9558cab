using System.Runtime.InteropServices;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Compat.Tests;

/// <summary>Initial values: their laws, and that they come from the generator PyTorch would draw them from.</summary>
public class InitTests
{
    [Fact]
    public void ALinearLayerDrawsItsWeightAndThenItsBiasUniformlyWithinOneOverTheRootOfItsInputs()
    {
        using var scope = NewDisposeScope();
        manual_seed(0);
        using var layer = Linear(2, 1);

        // PyTorch's: manual_seed(0); rand(3) = 0.4963, 0.7682, 0.0885, each mapped to ±1/√2.
        layer.weight.data<float>().ToArray().Should().Equal([-0.0053f, 0.3793f], (a, b) => Math.Abs(a - b) < 5e-5);
        layer.bias!.item<float>().Should().BeApproximately(-0.5820f, 5e-5f);

        using var large = Linear(400, 300);
        large.weight.abs().max().item<float>().Should().BeInRange(0.0499f, 0.05f);
        large.bias!.abs().max().item<float>().Should().BeInRange(0.045f, 0.05f);
    }

    [Fact]
    public void AConvolutionCountsItsWindowAmongItsInputs()
    {
        using var scope = NewDisposeScope();
        using var layer = Conv2d(4, 64, 5);

        layer.weight.shape.Should().Equal(64, 4, 5, 5);
        layer.weight.abs().max().item<float>().Should().BeInRange(0.0995f, 0.1f);
        init.CalculateFanInAndFanOut(layer.weight).Should().Be((100, 1600));
        FluentActions.Invoking(() => init.CalculateFanInAndFanOut(layer.bias!)).Should().Throw<ArgumentException>();
    }

    [Theory]
    [InlineData(5, 3)]
    [InlineData(3, 5)]
    [InlineData(4, 4)]
    public void AnOrthogonalMatrixHasOrthogonalRowsOrColumnsOfTheGivenLength(long rows, long columns)
    {
        using var scope = NewDisposeScope();
        var a = empty(rows, columns, dtype: ScalarType.Float64);

        init.orthogonal_(a, 2).Should().BeSameAs(a);

        var gram = rows >= columns ? a.transpose(0, 1).matmul(a) : a.matmul(a.transpose(0, 1));
        gram.allclose(eye(Math.Min(rows, columns), dtype: ScalarType.Float64) * 4, 1e-12, 1e-12).Should().BeTrue();
    }

    [Fact]
    public void AnOrthogonalConvolutionIsOrthogonalAsAMatrixAndAVectorIsRefused()
    {
        using var scope = NewDisposeScope();
        using var layer = Conv2d(2, 6, 3);

        init.orthogonal_(layer.weight, Math.Sqrt(2));

        var flat = layer.weight.reshape(6, 18);
        flat.matmul(flat.transpose(0, 1)).allclose(eye(6) * 2, 1e-5, 1e-5).Should().BeTrue();
        layer.weight.requires_grad.Should().BeTrue();
        layer.weight.is_leaf.Should().BeTrue();
        FluentActions.Invoking(() => init.orthogonal_(zeros(3))).Should().Throw<ExternalException>();
    }

    [Fact]
    public void AnOrthogonalMatrixFollowsTheSeed()
    {
        using var scope = NewDisposeScope();
        Tensor Draw(long seed)
        {
            manual_seed(seed);
            return init.orthogonal_(empty(4, 4));
        }

        Draw(3).Equals(Draw(3)).Should().BeTrue();
        Draw(3).Equals(Draw(4)).Should().BeFalse();
    }

    [Fact]
    public void ConstantsAreWrittenInPlaceAndLeaveNoTraceInTheGraph()
    {
        using var scope = NewDisposeScope();
        using var layer = Linear(3, 2);

        init.constant_(layer.weight, 0.5).Should().BeSameAs(layer.weight);
        layer.weight.data<float>().ToArray().Should().OnlyContain(value => value == 0.5f);
        init.ones_(layer.weight).sum().item<float>().Should().Be(6);
        init.zeros_(layer.bias!).sum().item<float>().Should().Be(0);
        layer.weight.is_leaf.Should().BeTrue();
        layer.call(ones(1, 3)).sum().backward();
        layer.weight.grad.Should().NotBeNull();
    }

    [Fact]
    public void XavierAndKaimingHaveTheDeviationOfTheirFormulas()
    {
        using var scope = NewDisposeScope();
        var w = empty(200, 300, dtype: ScalarType.Float64);
        var xavier = 2 * Math.Sqrt(2.0 / 500);

        // 60,000 draws: the sample deviation is within 1.5 % of the true one (5 standard errors) except once in a million.
        Deviation(init.xavier_normal_(w, 2)).Should().BeApproximately(xavier, 0.015 * xavier);
        Deviation(init.xavier_uniform_(w, 2)).Should().BeApproximately(xavier, 0.015 * xavier);
        w.abs().max().item<double>().Should().BeLessThanOrEqualTo(xavier * Math.Sqrt(3));
        Deviation(init.kaiming_normal_(w)).Should().BeApproximately(Math.Sqrt(2.0 / 300), 0.015 * Math.Sqrt(2.0 / 300));
        var kaiming = Math.Sqrt(2.0 / 200);
        Deviation(init.kaiming_uniform_(w, 0, init.FanInOut.FanOut, init.NonlinearityType.ReLU)).Should().BeApproximately(kaiming, 0.015 * kaiming);
        w.abs().max().item<double>().Should().BeLessThanOrEqualTo(kaiming * Math.Sqrt(3));
    }

    [Fact]
    public void NormalAndUniformDrawFromTheGivenGenerator()
    {
        using var scope = NewDisposeScope();
        using var first = new Generator(7);
        using var second = new Generator(7);

        init.normal_(empty(5), 1, 2, first).Equals(init.normal_(empty(5), 1, 2, second)).Should().BeTrue();
        init.uniform_(empty(5), 1, 2, first).Equals(init.uniform_(empty(5), 1, 2, second)).Should().BeTrue();
    }

    [Fact]
    public void GainsAreThoseOfPyTorch()
    {
        init.calculate_gain(init.NonlinearityType.Linear).Should().Be(1);
        init.calculate_gain(init.NonlinearityType.Tanh).Should().Be(5.0 / 3);
        init.calculate_gain(init.NonlinearityType.ReLU).Should().Be(Math.Sqrt(2));
        init.calculate_gain(init.NonlinearityType.LeakyReLU, 0.5).Should().Be(Math.Sqrt(1.6));
    }

    private static double Deviation(Tensor x) => x.std().item<double>();
}
