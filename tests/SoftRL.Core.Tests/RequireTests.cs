using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

public sealed class RequireTests
{
    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(-1)]
    public void ScalarsOutOfRangeAreRefusedByName(double value)
    {
        Refusals.OutOfRange("value", () => Require.Positive(value), () => Require.NonNegative(value), () => Require.Within(0, 1, value));
        Refusals.OutOfRange("Discount", () => Require.Within(0, 1, value, "Discount"), () => Require.Positive(value, "Discount"));
    }

    [Fact]
    public void TheMessageShowsTheValueAndTheRange()
    {
        ((Action)(() => Require.Within(0, 1, 1.5, "Discount"))).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("Discount must be in [0, 1]; it is 1.5.*").Which.ActualValue.Should().Be(1.5);
    }

    [Fact]
    public void NotANumberWithAClearSignBitIsRefusedToo()
    {
        var positiveNaN = BitConverter.Int64BitsToDouble(0x7FF8000000000000);
        Refusals.OutOfRange("positiveNaN", () => Require.Positive(positiveNaN), () => Require.NonNegative(positiveNaN),
            () => Require.Finite(positiveNaN), () => Require.Temperature(positiveNaN), () => Require.Within(-1, 1, positiveNaN));
    }

    [Fact]
    public void WhatIsInRangeComesBack()
    {
        Require.Finite(-3.5).Should().Be(-3.5);
        Require.Positive(1e-300).Should().Be(1e-300);
        Require.NonNegative(0.0).Should().Be(0);
        Require.Within(0, 1, 0).Should().Be(0);
        Require.Within(0, 1, 1).Should().Be(1);
        Require.Within(0, double.PositiveInfinity, double.PositiveInfinity).Should().Be(double.PositiveInfinity);
        Require.Temperature(double.PositiveInfinity).Should().Be(double.PositiveInfinity);
        Require.Temperature(0).Should().Be(0);
        Require.Positive(5).Should().Be(5);
        Require.Positive(5L).Should().Be(5L);
        Require.NonNegative(0L).Should().Be(0L);
        Require.NonNegative(7).Should().Be(7);
    }

    [Fact]
    public void CountsOutOfRangeAreRefused()
    {
        var (count, longCount) = (0, -1L);
        Refusals.OutOfRange("count", () => Require.Positive(count), () => Require.NonNegative(count - 1, "count"));
        Refusals.OutOfRange("longCount", () => Require.Positive(longCount), () => Require.NonNegative(longCount));
        Refusals.OutOfRange("zero", () => Require.Positive(0.0, "zero"));
        Refusals.OutOfRange("temperature", () => Require.Temperature(-1, "temperature"));
        Refusals.OutOfRange("infinite", () => Require.Finite(double.PositiveInfinity, "infinite"));
    }

    [Fact]
    public void TensorsThatDoNotFitAreRefusedByNameWithTheirShape()
    {
        using var scope = NewDisposeScope();
        Tensor vector = zeros(3), matrix = zeros(2, 3), counts = zeros(3, dtype: ScalarType.Int64), wide = zeros(2, 3, dtype: ScalarType.Float64);
        Refusals.Of("counts", () => Require.Float(counts), () => Require.FloatVector(counts));
        Refusals.Of("matrix", () => Require.FloatVector(matrix), () => Require.FloatRank(3, matrix), () => Require.Int64Vector(matrix),
            () => Require.Shape(matrix, [2, 4]), () => Require.SameShape(matrix, vector), () => Require.SameDtype(matrix, wide), () => Require.Like(matrix, wide),
            () => Require.SharedOrPerRow(matrix, zeros(3, 3)));
        Refusals.Of("vector", () => Require.FloatMatrix(vector), () => Require.Int64Vector(vector), () => Require.LogPrior(vector, zeros(2, 4))!);
        ((Action)(() => Require.Shape(matrix, [5]))).Should().Throw<ArgumentException>().WithMessage("*shape [5]*Float32 [2, 3] on cpu*");
    }

    [Fact]
    public void ANullTensorIsRefusedByName()
    {
        using var scope = NewDisposeScope();
        Tensor? nothing = null;
        foreach (var call in new Func<object>[]
        {
            () => Require.Float(nothing), () => Require.FloatVector(nothing), () => Require.FloatMatrix(nothing), () => Require.Int64Vector(nothing),
            () => Require.Shape(nothing, [1]), () => Require.SameShape(nothing, zeros(1)), () => Require.SameDtype(nothing, zeros(1)),
            () => Require.SameDevice(nothing, zeros(1)), () => Require.Like(nothing, zeros(1)), () => Require.SharedOrPerRow(nothing, zeros(1, 1)),
        })
        {
            ((Action)(() => call())).Should().Throw<ArgumentNullException>().Which.ParamName.Should().Be("nothing");
        }

        Require.LogPrior(null, zeros(1, 1)).Should().BeNull();
    }

    [Fact]
    public void ATensorThatFitsComesBackItself()
    {
        using var scope = NewDisposeScope();
        Tensor matrix = zeros(2, 3), row = zeros(3), actions = zeros(2, dtype: ScalarType.Int64);
        Require.FloatMatrix(matrix).Should().BeSameAs(matrix);
        Require.Shape(matrix, [2, 3]).Should().BeSameAs(matrix);
        Require.Like(matrix, matrix).Should().BeSameAs(matrix);
        Require.LogPrior(row, matrix).Should().BeSameAs(row);
        Require.LogPrior(matrix, matrix).Should().BeSameAs(matrix);
        Require.Int64Vector(actions).Should().BeSameAs(actions);
    }

    [Fact]
    public void ATensorOnAnotherDeviceIsRefused()
    {
        if (!cuda.is_available())
        {
            return;
        }

        using var scope = NewDisposeScope();
        Tensor here = zeros(2), there = zeros(2, device: CUDA);
        Refusals.Of("there", () => Require.SameDevice(there, here), () => Require.Like(there, here));
    }
}
