using static TorchSharp.torch;

namespace TorchSharp.Compat.Tests;

public sealed class TensorOperatorTests
{
    [Fact]
    public void AFloatTensorWithADoubleNumberStaysFloat()
    {
        using var scope = NewDisposeScope();
        (ones(2) + 1.5).dtype.Should().Be(ScalarType.Float32);
        (2.0 * ones(2)).dtype.Should().Be(ScalarType.Float32);
        (arange(3) + 1.5).dtype.Should().Be(ScalarType.Float32);
        (arange(3) + 1).dtype.Should().Be(ScalarType.Int64);
        (ones(2, dtype: float64) * 1.5f).dtype.Should().Be(ScalarType.Float64);
    }

    [Fact]
    public void OperatorsComputeWhatTheySay()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { 1.0, 2.0, 4.0 });
        Numbers(x + x).Should().Equal(2.0, 4.0, 8.0);
        Numbers(x - 1).Should().Equal(0.0, 1.0, 3.0);
        Numbers(1 - x).Should().Equal(0.0, -1.0, -3.0);
        Numbers(x * 2L).Should().Equal(2.0, 4.0, 8.0);
        Numbers(x / 2).Should().Equal(0.5, 1.0, 2.0);
        Numbers(2f / x).Should().Equal(2.0, 1.0, 0.5);
        Numbers(-x).Should().Equal(-1.0, -2.0, -4.0);
        Numbers(x % 3).Should().Equal(1.0, 2.0, 1.0);
        Numbers((Scalar)8 - x).Should().Equal(7.0, 6.0, 4.0);
        Flags(x > 1).Should().Equal(false, true, true);
        Flags(x <= (x * 1)).Should().Equal(true, true, true);
        Flags(2 < x).Should().Equal(false, false, true);
        Flags(x == 2).Should().Equal(false, true, false);
        Flags(x != (x * 1)).Should().Equal(false, false, false);
        Flags((x > 1) & (x < 4)).Should().Equal(false, true, false);
        Flags(~(x > 1)).Should().Equal(true, false, false);
        Flags((x > 1) ^ (x > 2)).Should().Equal(false, true, false);
    }

    [Fact]
    public void EqualComparesElementByElementAndEqualsTheWhole()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { 1f, 2f });
        var y = tensor(new[] { 1f, 3f });
        x.equal(y).data<bool>().ToArray().Should().Equal(true, false);
        x.Equals(y).Should().BeFalse();
        x.Equals(x.clone()).Should().BeTrue();
        x.allclose(y, atol: 1.1).Should().BeTrue();
        x.Equals(ones(3)).Should().BeFalse();
    }

    [Fact]
    public void InPlaceOperationsReturnTheSameObject()
    {
        using var scope = NewDisposeScope();
        var x = ones(3);
        x.mul_(2).Should().BeSameAs(x);
        x.add_(x).Should().BeSameAs(x);
        x.add_(x, 0.5).Should().BeSameAs(x);
        x.clamp_(0, 5).Should().BeSameAs(x);
        x.zero_().Should().BeSameAs(x);
        x.copy_(ones(3)).Should().BeSameAs(x);
        x.masked_fill_(x > 0, 2).Should().BeSameAs(x);
        x.uniform_(0, 1).Should().BeSameAs(x);
        x.requires_grad_().Should().BeSameAs(x);
    }

    [Fact]
    public void UsingTheResultOfAnInPlaceOperationDisposesTheTensor()
    {
        var x = ones(3);
        using (var y = x.mul_(2))
        {
            y.IsInvalid.Should().BeFalse();
        }

        x.IsInvalid.Should().BeTrue();
    }

    [Fact]
    public void AddedMultiplesScaleTheSecondOperand()
    {
        using var scope = NewDisposeScope();
        var x = ones(2);
        Floats(x.add(full([2], 3.0), 2)).Should().Equal(7f, 7f);
        Floats(x.mul_(0.5).add_(full([2], 4.0), alpha: 0.5)).Should().Equal(2.5f, 2.5f);
        Floats(x.addcmul(full([2], 2.0), full([2], 3.0), 2)).Should().Equal(14.5f, 14.5f);
        Floats(ones(2).addcdiv_(full([2], 2.0), full([2], 4.0), 2)).Should().Equal(2f, 2f);
    }

    [Fact]
    public void DivisionRoundsAsAsked()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { -7.0, 7.0 });
        Numbers(x.div(2, RoundingMode.floor)).Should().Equal(-4.0, 3.0);
        Numbers(x.div(2, RoundingMode.trunc)).Should().Equal(-3.0, 3.0);
        Numbers(x.div(2)).Should().Equal(-3.5, 3.5);
        Numbers(x.fmod(4)).Should().Equal(-3.0, 3.0);
        Numbers(x.remainder(4)).Should().Equal(1.0, 3.0);
    }

    [Fact]
    public void NumbersBecomeTensorsWhereATensorIsExpected()
    {
        using var scope = NewDisposeScope();
        Tensor t = 2.5;
        t.dtype.Should().Be(ScalarType.Float64);
        Tensor u = new[] { 1f, 2f };
        u.shape.Should().Equal(2L);
        ((double)tensor(2.5f)).Should().Be(2.5);
        ((int)tensor(7)).Should().Be(7);
        ((bool)tensor(true)).Should().BeTrue();
    }

    private static double[] Numbers(Tensor t) => t.data<double>().ToArray();

    private static float[] Floats(Tensor t) => t.data<float>().ToArray();

    private static bool[] Flags(Tensor t) => t.data<bool>().ToArray();
}
