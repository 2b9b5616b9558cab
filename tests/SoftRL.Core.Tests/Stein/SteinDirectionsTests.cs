using SoftRL.Testing;
using TorchSharp;
using static SoftRL.Core.Tests.Doubles;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

public sealed class SteinDirectionsTests
{
    [Fact]
    public void IsTheWorkedExample()
    {
        using var scope = NewDisposeScope();
        // Particles 0 and 1 with scores 2 and −4, asked at 0, h = 1: k is 1 and e⁻¹, ∇ₓk is 0 and −2e⁻¹.
        var direction = SteinDirections.Direction(Shaped([0], 1, 1, 1), Shaped([0, 1], 1, 2, 1), Shaped([2, -4], 1, 2, 1), Vector(1));
        ShouldBeClose(Read(direction), [(2 - (4 / Math.E) - (2 / Math.E)) / 2]);
    }

    [Fact]
    public void AgreesWithADoubleLoop()
    {
        var random = new Random(17);
        for (var trial = 0; trial < 1000; trial++)
        {
            using var scope = NewDisposeScope();
            int batch = random.Next(1, 3), particles = random.Next(1, 6), points = random.Next(1, 6), size = random.Next(1, 4);
            double[] x = Draw(random, batch * particles * size, 2), y = Draw(random, batch * points * size, 2), s = Draw(random, x.Length, 3);
            var (shapeX, shapeY) = (new long[] { batch, particles, size }, new long[] { batch, points, size });
            var heuristic = SteinDirections.Direction(Shaped(y, shapeY), Shaped(x, shapeX), Shaped(s, shapeX), 0.01);
            var given = SteinDirections.Direction(Shaped(y, shapeY), Shaped(x, shapeX), Shaped(s, shapeX), full(batch, 0.7, dtype: ScalarType.Float64));
            ShouldBeClose(Read(heuristic), Loop(x, y, s, batch, particles, points, size, null), 1e-10);
            ShouldBeClose(Read(given), Loop(x, y, s, batch, particles, points, size, 0.7), 1e-10);
        }
    }

    [Fact]
    public void OneParticleAloneFollowsTheScore()
    {
        using var scope = NewDisposeScope();
        var (x, s) = (Shaped([0.3, -2, 5, 1], 2, 1, 2), Shaped([1, 2, 3, -4], 2, 1, 2));
        ShouldBeClose(Read(SteinDirections.Direction(x, x, s, 1e-3)), [1, 2, 3, -4]);
    }

    [Fact]
    public void WithoutAScoreParticlesDriftApartAndTheirMeanStays()
    {
        using var scope = NewDisposeScope();
        var x = Shaped([-1, 0.5, 2], 1, 3, 1);
        var direction = Read(SteinDirections.Direction(x, x, zeros_like(x), 1e-3));
        direction[0].Should().BeNegative();
        direction[2].Should().BePositive();
        direction.Sum().Should().BeApproximately(0, 1e-14);
    }

    /// <summary>A shift of everything changes nothing; in float32 it costs no digits either, though the particles are 1e-2 apart at 1e3.</summary>
    [Fact]
    public void FarOutTheDifferencesKeepTheirDigits()
    {
        using var scope = NewDisposeScope();
        var offsets = Floats(0, 1.0 / 64, 3.0 / 64, 7.0 / 64).reshape(1, 4, 1);
        var scores = Floats(1, -1, 2, 0.5).reshape(1, 4, 1);
        var near = SteinDirections.Direction(offsets, offsets, scores, 1e-6);
        var far = SteinDirections.Direction(offsets + 1024, offsets + 1024, scores, 1e-6);
        TensorAssert.AllClose(far, near, 1e-5, 1e-4);
    }

    [Fact]
    public void ParticlesBecomeAGaussian()
    {
        using var scope = NewDisposeScope();
        var particles = Follow(60, 2_000, 0.1, x => (x - 2) / -0.25, start: -1);
        particles.Average().Should().BeApproximately(2, 1e-3, "the kernel keeps the mean of a Gaussian exact");
        Math.Sqrt(particles.Average(x => (x - 2) * (x - 2))).Should().BeApproximately(0.5, 0.03, "60 particles are a little too narrow");
        // Quantiles of N(2, 1/2) at 10, 25, 75 and 90 %.
        var sorted = particles.Order().ToArray();
        foreach (var (index, expected) in new[] { (6, 1.359), (15, 1.663), (45, 2.337), (54, 2.641) })
        {
            ((sorted[index - 1] + sorted[index]) / 2).Should().BeApproximately(expected, 0.06);
        }
    }

    [Fact]
    public void ParticlesKeepBothModesOfAMixture()
    {
        using var scope = NewDisposeScope();
        // ½ N(−2, ½²) + ½ N(2, ½²): the responsibility of the right one is a logistic function of 16x.
        var particles = Follow(60, 2_000, 0.1, x => -((x + 2) - (4 / (1 + Math.Exp(-16 * x)))) / 0.25, start: 0.1);
        particles.Count(x => x > 0).Should().BeInRange(27, 33);
        particles.Average(Math.Abs).Should().BeApproximately(2, 0.05);
        Math.Sqrt(particles.Average(x => (Math.Abs(x) - 2) * (Math.Abs(x) - 2))).Should().BeApproximately(0.5, 0.08);
    }

    [Fact]
    public void ScoresBeforeTanhAreTheDerivativeOfTheLogDensityThere()
    {
        using var scope = NewDisposeScope();
        // A density on the box of ln p(a) = sin 3a + const: before tanh, ln p(u) = sin(3 tanh u) + ln(1 − tanh² u).
        double[] at = [-3, -0.4, 0, 0.1, 2];
        var actions = Vector(at).tanh();
        var gradients = Gradient(u => (u.tanh() * 3).sin().sum(), at);
        ShouldBeClose(
            Read(SteinDirections.UnsquashedScores(Vector(gradients), actions)),
            Gradient(u => ((u.tanh() * 3).sin() + (1 - u.tanh().square()).log()).sum(), at), 1e-9);
    }

    [Theory]
    [MemberData(nameof(Kinds.All), MemberType = typeof(Kinds))]
    public void KeepsDtypeDeviceAndNumbers(ScalarType dtype, string device)
    {
        using var scope = NewDisposeScope();
        var random = new Random(3);
        double[] x = random.Normal(2 * 4 * 3), y = random.Normal(2 * 5 * 3), s = random.Normal(2 * 4 * 3);
        var found = Of(x.ToTensor(dtype, device), y.ToTensor(dtype, device), s.ToTensor(dtype, device));
        (found.dtype, found.device_type).Should().Be((dtype, new Device(device).type));
        TensorAssert.AllClose(found, Of(x.ToTensor(), y.ToTensor(), s.ToTensor()).to(dtype), Kinds.Tolerance(dtype), Kinds.Tolerance(dtype));

        static Tensor Of(Tensor x, Tensor y, Tensor s) => SteinDirections.Direction(y.reshape(2, 5, 3), x.reshape(2, 4, 3), s.reshape(2, 4, 3), 1e-3);
    }

    [Fact]
    public void RefuseWhatDoesNotFit()
    {
        var x = zeros(2, 3, 1);
        ShouldRefuse<ArgumentException>("points", () => SteinDirections.Direction(zeros(2, 3), x, x, 1));
        ShouldRefuse<ArgumentException>("particles", () => SteinDirections.Direction(x, zeros(1, 3, 1), zeros(1, 3, 1), 1));
        ShouldRefuse<ArgumentException>("particles", () => SteinDirections.Direction(x, zeros(2, 0, 1), zeros(2, 0, 1), 1));
        ShouldRefuse<ArgumentException>("scores", () => SteinDirections.Direction(x, x, zeros(2, 2, 1), 1));
        ShouldRefuse<ArgumentOutOfRangeException>("minimumBandwidth", () => SteinDirections.Direction(x, x, x, 0));
        ShouldRefuse<ArgumentException>("bandwidths", () => SteinDirections.Direction(x, x, x, zeros(3)));
        ShouldRefuse<ArgumentException>("actions", () => SteinDirections.UnsquashedScores(x, zeros(2, 3)));
        ShouldRefuse<ArgumentException>("gradients", () => SteinDirections.UnsquashedScores(zeros(2, dtype: ScalarType.Int64), zeros(2)));
    }

    [Fact]
    public void LeakNothing() => TensorLeak.AssertNone(() =>
    {
        using var x = ones(2, 3, 1);
        using var bandwidths = ones(2);
        SteinDirections.Direction(x, x, x, 1e-3).Dispose();
        SteinDirections.Direction(x, x, x, bandwidths).Dispose();
        SteinDirections.UnsquashedScores(x, x).Dispose();
    });

    // Particles from a normal of standard deviation 1 that follow their own directions.
    private static double[] Follow(int count, int steps, double size, Func<double, double> score, double start)
    {
        var x = Array.ConvertAll(new Random(8).Normal(count), value => value + start);
        for (var step = 0; step < steps; step++)
        {
            using var scope = NewDisposeScope();
            var particles = Shaped(x, 1, count, 1);
            var direction = Read(SteinDirections.Direction(particles, particles, Shaped(Array.ConvertAll(x, value => score(value)), 1, count, 1), 1e-3));
            x = [.. x.Zip(direction, (value, by) => value + (size * by))];
        }

        return x;
    }

    private static double[] Loop(double[] x, double[] y, double[] s, int batch, int particles, int points, int size, double? bandwidth)
    {
        var direction = new double[y.Length];
        for (var b = 0; b < batch; b++)
        {
            var distances = new double[particles, points];
            for (var i = 0; i < particles; i++)
            {
                for (var j = 0; j < points; j++)
                {
                    distances[i, j] = Enumerable.Range(0, size).Sum(d => Math.Pow(X(i, d) - Y(j, d), 2));
                }
            }

            var sorted = distances.Cast<double>().Order().ToArray();
            var h = bandwidth ?? Math.Max(0.01, sorted[(sorted.Length - 1) / 2] / Math.Log(particles + 1));
            for (var j = 0; j < points; j++)
            {
                for (var d = 0; d < size; d++)
                {
                    for (var i = 0; i < particles; i++)
                    {
                        var kernel = Math.Exp(-distances[i, j] / h);
                        direction[(((b * points) + j) * size) + d] += ((kernel * s[(((b * particles) + i) * size) + d]) - (2 / h * (X(i, d) - Y(j, d)) * kernel)) / particles;
                    }
                }
            }

            double X(int i, int d) => x[(((b * particles) + i) * size) + d];
            double Y(int j, int d) => y[(((b * points) + j) * size) + d];
        }

        return direction;
    }
}
