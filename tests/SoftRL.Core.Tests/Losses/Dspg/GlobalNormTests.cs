using SoftRL.Testing;
using static SoftRL.Core.Tests.Doubles;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

public sealed class GlobalNormTests
{
    [Fact]
    public void IsTheWorkedExample()
    {
        using var scope = NewDisposeScope();
        Tensor[] gradients = [Vector(3), Shaped([0, 4], 1, 2)];
        Number(GlobalNorm.Of(gradients)).Should().Be(5);
        ShouldBeClose(GlobalNorm.Clip(gradients, 1).SelectMany(Read).ToArray(), [0.6, 0, 0.8]);
        ShouldBeClose(GlobalNorm.Clip(gradients, 5).SelectMany(Read).ToArray(), [3, 0, 4], 0);
        ShouldBeClose(Read(GlobalNorm.Clip(Vector(3, -4), 2.5)), [1.5, -2]);
    }

    [Fact]
    public void ShrinksToTheLimitKeepsTheDirectionAndLeavesSmallGradientsAlone() => BatchLaws.Hold(2, columns =>
    {
        using var scope = NewDisposeScope();
        Tensor[] gradients = [Vector(columns[0]), Vector(columns[1])];
        var norm = Number(GlobalNorm.Of(gradients));
        var clipped = GlobalNorm.Clip(gradients, 2).SelectMany(Read).ToArray();
        var original = columns[0].Concat(columns[1]).ToArray();
        return norm <= 2
            ? clipped.SequenceEqual(original)
            : Close([Math.Sqrt(clipped.Sum(x => x * x))], [2]) && Close(clipped, Array.ConvertAll(original, x => x * 2 / norm));
    });

    [Fact]
    public void LeavesZeroAtZero()
    {
        using var scope = NewDisposeScope();
        Read(GlobalNorm.Clip(Vector(0, 0), 1)).Should().Equal(0, 0);
    }

    [Fact]
    public void AgreesWithAScalarLoop()
    {
        var random = new Random(18);
        for (var trial = 0; trial < 1000; trial++)
        {
            using var scope = NewDisposeScope();
            double[] a = Draw(random, random.Next(1, 9), 2), b = Draw(random, random.Next(1, 9), 2);
            var limit = 0.1 + (3 * random.NextDouble());
            var norm = Math.Sqrt(a.Concat(b).Sum(x => x * x));
            ShouldBeClose([Number(GlobalNorm.Of([Vector(a), Vector(b)]))], [norm]);
            ShouldBeClose(
                GlobalNorm.Clip([Vector(a), Vector(b)], limit).SelectMany(Read).ToArray(),
                a.Concat(b).Select(x => x * Math.Min(1, limit / norm)).ToArray());
        }
    }

    [Fact]
    public void NormHasTheUnitVectorAsItsGradient()
    {
        ShouldBeClose(Gradient(x => GlobalNorm.Of([x]), [3, -4]), [0.6, -0.8]);
        ShouldBeClose(Differences(x => GlobalNorm.Of([x]), [3, -4]), [0.6, -0.8], 1e-8);
    }

    [Fact]
    public void RefusesWhatIsNoGradient()
    {
        ShouldRefuse<ArgumentNullException>("gradients", () => GlobalNorm.Of(null!));
        ShouldRefuse<ArgumentException>("gradients", () => GlobalNorm.Of([]));
        ShouldRefuse<ArgumentException>("gradients", () => GlobalNorm.Of([zeros(2), Vector(1)]));
        ShouldRefuse<ArgumentException>("gradients", () => GlobalNorm.Clip([zeros(2, ScalarType.Int64)], 1));
        ShouldRefuse<ArgumentException>("gradient", () => GlobalNorm.Clip(zeros(2, ScalarType.Int64), 1));
        ShouldRefuse<ArgumentOutOfRangeException>("maximumNorm", () => GlobalNorm.Clip([zeros(2)], 0));
        ShouldRefuse<ArgumentOutOfRangeException>("maximumNorm", () => GlobalNorm.Clip(zeros(2), double.PositiveInfinity));
    }

    [Fact]
    public void LeaksNothing() => TensorLeak.AssertNone(() =>
    {
        using var x = ones(3);
        GlobalNorm.Of([x, x]).Dispose();
        GlobalNorm.Clip(x, 1).Dispose();
        foreach (var clipped in GlobalNorm.Clip([x, x], 1))
        {
            clipped.Dispose();
        }
    });
}
