using SoftRL.Testing;
using TorchSharp;
using static SoftRL.Core.Tests.Doubles;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

public sealed class SteinLossTests
{
    [Fact]
    public void IsHalfTheMeanSquareOfTheDirections()
    {
        using var scope = NewDisposeScope();
        var directions = Shaped([3, 4, 0, 1, 2, 0, 0, 0], 2, 2, 2);
        Number(SteinLoss.Mean(zeros_like(directions) + 7, directions)).Should().BeApproximately((25 + 1 + 4) / 8.0, 1e-12);
    }

    [Fact]
    public void DescentMovesThePointsAlongTheDirections()
    {
        using var scope = NewDisposeScope();
        var random = new Random(4);
        double[] points = Draw(random, 12), directions = Draw(random, 12, 3);
        // Six particles of two coordinates; nothing flows into the directions, even where they depend on the points.
        ShouldBeClose(Gradient(y => SteinLoss.Mean(y, Shaped(directions, 2, 3, 2) + (y * 0)), points, 2, 3, 2), directions.Select(d => -d / 6).ToArray());
    }

    [Theory]
    [MemberData(nameof(Kinds.All), MemberType = typeof(Kinds))]
    public void KeepsDtypeDeviceAndNumbers(ScalarType dtype, string device)
    {
        using var scope = NewDisposeScope();
        var random = new Random(3);
        double[] x = random.Normal(24), y = random.Normal(24);
        var found = SteinLoss.Mean(x.ToTensor(dtype, device).reshape(2, 4, 3), y.ToTensor(dtype, device).reshape(2, 4, 3));
        (found.dtype, found.device_type).Should().Be((dtype, new Device(device).type));
        Number(found).Should().BeApproximately(y.Sum(value => value * value) / 16, Kinds.Tolerance(dtype) * 10);
    }

    [Fact]
    public void RefuseWhatDoesNotFit()
    {
        ShouldRefuse<ArgumentException>("points", () => SteinLoss.Mean(zeros(2, 3), zeros(2, 3)));
        ShouldRefuse<ArgumentException>("points", () => SteinLoss.Mean(zeros(2, 0, 1), zeros(2, 0, 1)));
        ShouldRefuse<ArgumentException>("directions", () => SteinLoss.Mean(zeros(2, 3, 1), zeros(2, 3)));
    }

    [Fact]
    public void LeakNothing() => TensorLeak.AssertNone(() =>
    {
        using var x = ones(2, 3, 1);
        SteinLoss.Mean(x, x).Dispose();
    });
}
