using static TorchSharp.torch;

namespace SoftRL.Testing.Tests;

public sealed class TensorAssertTests
{
    [Fact]
    public void PassesWithinEitherToleranceWhateverTheDtypes()
    {
        using var scope = NewDisposeScope();
        TensorAssert.AllClose(tensor(new[] { 1f, 1000 }), tensor(new[] { 1.001, 1001 }), 1e-3, 1e-3);
        TensorAssert.AllClose(tensor(new[] { 1L, 2 }), tensor(new[] { 1.0, 2 }), 0, 0);
        TensorAssert.AllClose(tensor(new[] { double.PositiveInfinity }), tensor(new[] { float.PositiveInfinity }));
        TensorAssert.AllClose(zeros(0), zeros(0));
    }

    [Fact]
    public void TheMessageSaysHowManyDifferWhereMostAndByWhat()
    {
        using var scope = NewDisposeScope();
        var found = tensor(new[] { 1.0, 2, 3, 4 }).reshape(2, 2);
        var check = () => TensorAssert.AllClose(found, tensor(new[] { 1.0, 2.5, 13, 4 }).reshape(2, 2), 0, 0.1, "targets");
        check.Should().Throw<TensorCheckException>().WithMessage("targets: 2 of 4 element(s) differ*worst at [1, 0]: 3 instead of 13.");
    }

    [Fact]
    public void NotANumberAgreesWithNothing()
    {
        using var scope = NewDisposeScope();
        var nan = tensor(new[] { double.NaN });
        ((Action)(() => TensorAssert.AllClose(nan, nan))).Should().Throw<TensorCheckException>();
        ((Action)(() => TensorAssert.AllClose(nan, zeros(1), 0, double.PositiveInfinity))).Should().Throw<TensorCheckException>();
        ((Action)(() => TensorAssert.AllClose(zeros(1), nan, 0, double.PositiveInfinity))).Should().Throw<TensorCheckException>();
    }

    [Fact]
    public void OppositeInfinitiesAndInfinityAgainstANumberDiffer()
    {
        using var scope = NewDisposeScope();
        var infinite = tensor(new[] { double.PositiveInfinity });
        ((Action)(() => TensorAssert.AllClose(infinite, -infinite))).Should().Throw<TensorCheckException>();
        ((Action)(() => TensorAssert.AllClose(zeros(1), infinite))).Should().Throw<TensorCheckException>();
        ((Action)(() => TensorAssert.AllClose(infinite, zeros(1)))).Should().Throw<TensorCheckException>();
    }

    [Fact]
    public void ShapesMustAgreeExactly()
    {
        using var scope = NewDisposeScope();
        var check = () => TensorAssert.AllClose(zeros(2, 1), zeros(2));
        check.Should().Throw<TensorCheckException>().WithMessage("*shape [2, 1] instead of [2]*");
    }

    [Fact]
    public void RefusesNothingAndNegativeTolerances()
    {
        using var scope = NewDisposeScope();
        var x = zeros(1);
        ((Action)(() => TensorAssert.AllClose(null!, x))).Should().Throw<ArgumentNullException>().Which.ParamName.Should().Be("actual");
        ((Action)(() => TensorAssert.AllClose(x, null!))).Should().Throw<ArgumentNullException>().Which.ParamName.Should().Be("expected");
        ((Action)(() => TensorAssert.AllClose(x, x, -1))).Should().Throw<ArgumentOutOfRangeException>().Which.ParamName.Should().Be("relative");
        ((Action)(() => TensorAssert.AllClose(x, x, 0, double.NaN))).Should().Throw<ArgumentOutOfRangeException>().Which.ParamName.Should().Be("absolute");
    }

    [Fact]
    public void LeavesNoTensorBehind()
    {
        using var scope = NewDisposeScope();
        var x = ones(3).requires_grad_();
        TensorLeak.AssertNone(() => TensorAssert.AllClose(x, x));
    }
}
