using SoftRL.Testing;
using TorchSharp;
using static SoftRL.Core.Tests.Doubles;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

public sealed class RbfKernelTests
{
    [Fact]
    public void IsTheWorkedExample()
    {
        using var scope = NewDisposeScope();
        // (0, 0) and (3, 4) to (0, 0), (0, 1) and (3, 0).
        var distances = RbfKernel.SquaredDistances(Shaped([0, 0, 3, 4], 1, 2, 2), Shaped([0, 0, 0, 1, 3, 0], 1, 3, 2));
        distances.shape.Should().Equal(1, 2, 3);
        ShouldBeClose(Read(distances), [0, 1, 9, 25, 18, 16]);
        // The lower median of 0, 1, 9, 16, 18, 25 is 9; two particles.
        ShouldBeClose(Read(RbfKernel.MedianBandwidth(distances, 1e-3)), [9 / Math.Log(3)]);
        ShouldBeClose(Read(RbfKernel.Values(distances, Vector(2))), Read(distances).Select(d => Math.Exp(-d / 2)).ToArray());
    }

    [Fact]
    public void EveryStateHasAMedianOfItsOwnAndAFloor()
    {
        using var scope = NewDisposeScope();
        var particles = Shaped([0, 1, 5, 2, 2, 2], 2, 3, 1);
        // Distances 0 0 0 1 1 16 16 25 25: the middle one is 1. In the second state all agree.
        ShouldBeClose(Read(RbfKernel.MedianBandwidth(RbfKernel.SquaredDistances(particles, particles), 0.25)), [1 / Math.Log(4), 0.25]);
    }

    [Fact]
    public void WithTheMedianBandwidthTheOtherParticlesOfACloudWeighAboutAsMuchAsOneselfDoes()
    {
        using var scope = NewDisposeScope();
        // At the median distance the kernel is 1/(K + 1) for any K and any scale.
        foreach (var (count, scale) in new[] { (5, 1.0), (31, 1e-2), (31, 1e3) })
        {
            var cloud = Shaped(Draw(new Random(count), count, scale), 1, count, 1);
            var distances = RbfKernel.SquaredDistances(cloud, cloud);
            var kernel = Read(RbfKernel.Values(distances, RbfKernel.MedianBandwidth(distances, 1e-9))).Order().ToArray();
            kernel[kernel.Length / 2].Should().BeApproximately(1.0 / (count + 1), 1e-9);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds.All), MemberType = typeof(Kinds))]
    public void KeepsDtypeDeviceAndNumbers(ScalarType dtype, string device)
    {
        using var scope = NewDisposeScope();
        var random = new Random(3);
        double[] x = random.Normal(2 * 4 * 3), y = random.Normal(2 * 5 * 3);
        var found = Kernel(x.ToTensor(dtype, device), y.ToTensor(dtype, device));
        (found.dtype, found.device_type).Should().Be((dtype, new Device(device).type));
        TensorAssert.AllClose(found, Kernel(x.ToTensor(), y.ToTensor()).to(dtype), Kinds.Tolerance(dtype), Kinds.Tolerance(dtype));

        static Tensor Kernel(Tensor x, Tensor y)
        {
            var distances = RbfKernel.SquaredDistances(x.reshape(2, 4, 3), y.reshape(2, 5, 3));
            return RbfKernel.Values(distances, RbfKernel.MedianBandwidth(distances, 1e-3));
        }
    }

    [Fact]
    public void RefuseWhatDoesNotFit()
    {
        ShouldRefuse<ArgumentException>("particles", () => RbfKernel.SquaredDistances(zeros(2, 3), zeros(2, 3, 1)));
        ShouldRefuse<ArgumentException>("particles", () => RbfKernel.SquaredDistances(zeros(2, 0, 1), zeros(2, 3, 1)));
        ShouldRefuse<ArgumentException>("points", () => RbfKernel.SquaredDistances(zeros(2, 3, 1), zeros(2, 3, 2)));
        ShouldRefuse<ArgumentException>("points", () => RbfKernel.SquaredDistances(zeros(2, 3, 1), zeros(2, 0, 1)));
        ShouldRefuse<ArgumentException>("points", () => RbfKernel.SquaredDistances(zeros(2, 3, 1), zeros([2, 3, 1], dtype: ScalarType.Float64)));
        ShouldRefuse<ArgumentException>("squaredDistances", () => RbfKernel.MedianBandwidth(zeros(2, 3), 1));
        ShouldRefuse<ArgumentOutOfRangeException>("minimum", () => RbfKernel.MedianBandwidth(zeros(2, 3, 3), 0));
        ShouldRefuse<ArgumentException>("bandwidths", () => RbfKernel.Values(zeros(2, 3, 3), zeros(3)));
        ShouldRefuse<ArgumentException>("squaredDistances", () => RbfKernel.Values(zeros(2, 0, 3), zeros(2)));
    }

    [Fact]
    public void LeakNothing() => TensorLeak.AssertNone(() =>
    {
        using var x = ones(2, 3, 1);
        using var distances = RbfKernel.SquaredDistances(x, x);
        using var bandwidths = RbfKernel.MedianBandwidth(distances, 1);
        RbfKernel.Values(distances, bandwidths).Dispose();
    });
}
