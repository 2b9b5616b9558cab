namespace SoftRL.Environments.Tests;

public sealed class Xoshiro256Tests
{
    /// <summary>The published sequence from the state 1, 2, 3, 4.</summary>
    [Fact]
    public void GivesThePublishedSequence()
    {
        var generator = FromState(1, 2, 3, 4);
        ulong[] expected =
        [
            11520, 0, 1509978240, 1215971899390074240, 1216172134540287360, 607988272756665600,
            16172922978634559625, 8476171486693032832, 10595114339597558777, 2904607092377533576,
        ];
        foreach (var value in expected)
        {
            generator.NextUInt64().Should().Be(value);
        }
    }

    /// <summary>Computed with integers of unlimited size from the published algorithms of splitmix64 and xoshiro256**.</summary>
    [Theory]
    [InlineData(0UL, 0x99ec5f36cb75f2b4UL, 0xbf6e1f784956452aUL, 0x1a5f849d4933e6e0UL, 0x6aa594f1262d2d2cUL)]
    [InlineData(42UL, 0x15780b2e0c2ec716UL, 0x6104d9866d113a7eUL, 0xae17533239e499a1UL, 0xecb8ad4703b360a1UL)]
    [InlineData(ulong.MaxValue, 0x8f5520d52a7ead08UL, 0xc476a018caa1802dUL, 0x81de31c0d260469eUL, 0xbf658d7e065f3c2fUL)]
    public void IsSeededBySplitMix(ulong seed, ulong first, ulong second, ulong third, ulong fourth)
    {
        var generator = new Xoshiro256(seed);
        ulong[] drawn = [generator.NextUInt64(), generator.NextUInt64(), generator.NextUInt64(), generator.NextUInt64()];
        drawn.Should().Equal(first, second, third, fourth);
    }

    [Fact]
    public void TakesRealsFromTheHighBits()
    {
        var doubles = new Xoshiro256(42);
        double[] drawn = [doubles.NextDouble(), doubles.NextDouble(), doubles.NextDouble(), doubles.NextDouble()];
        drawn.Should().Equal(0.08386297105988216, 0.3789802506626686, 0.6800434110281394, 0.9246929453253876);

        var floats = new Xoshiro256(42);
        floats.NextFloat().Should().Be(1406987f / (1 << 24));
        floats.NextFloat().Should().Be(6358233f / (1 << 24));
    }

    [Fact]
    public void NeverGivesOne()
    {
        // The state whose next output is 2⁶⁴ − 1: its product by 9 of a rotation must be all ones.
        var all = ulong.MaxValue * Inverse(9);
        var state = System.Numerics.BitOperations.RotateRight(all, 7) * Inverse(5);
        FromState(1, state, 1, 1).NextUInt64().Should().Be(ulong.MaxValue);
        FromState(1, state, 1, 1).NextDouble().Should().BeLessThan(1).And.Be(1 - Math.Pow(2, -53));
        FromState(1, state, 1, 1).NextFloat().Should().BeLessThan(1);
        var gaussian = FromState(1, state, 1, 1);
        gaussian.NextGaussian().Should().Match(value => double.IsFinite(value));
    }

    /// <summary>
    /// For each bound, χ² of 200,000 draws stays below the 1 − 1e-7 quantile of its distribution (Wilson–Hilferty; ten
    /// bounds, so a sound generator fails with probability 1e-6, were the seed not fixed).
    /// </summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(10)]
    [InlineData(100)]
    public void DrawsIndicesUniformly(int bound)
    {
        const int Draws = 200_000;
        var generator = new Xoshiro256(7);
        var counts = new int[bound];
        for (var i = 0; i < Draws; i++)
        {
            counts[generator.NextInt(bound)]++;
        }

        var expected = (double)Draws / bound;
        var statistic = counts.Sum(count => (count - expected) * (count - expected) / expected);
        var freedom = bound - 1;
        var spread = 2.0 / (9 * freedom);
        var quantile = freedom * Math.Pow(1 - spread + (5.2 * Math.Sqrt(spread)), 3);
        statistic.Should().BeLessThan(quantile);
    }

    /// <summary>
    /// With a bound of 3·2²⁹ a plain multiplication would give the multiples of 3 twice as often: half of the draws. By
    /// Hoeffding, 100,000 draws lie within 0.01 of one third except with probability 5e-9.
    /// </summary>
    [Fact]
    public void HasNoBiasForLargeBounds()
    {
        const int Bound = 3 << 29;
        var generator = new Xoshiro256(11);
        var multiples = 0;
        for (var i = 0; i < 100_000; i++)
        {
            var draw = generator.NextInt(Bound);
            draw.Should().BeInRange(0, Bound - 1);
            multiples += draw % 3 == 0 ? 1 : 0;
        }

        (multiples / 100_000.0).Should().BeApproximately(1.0 / 3, 0.01);
    }

    /// <summary>
    /// Of n = 200,000 standard normal draws: the mean is within 6/√n, the second moment within 6·√(2/n), the third
    /// within 6·√(15/n), the fourth within 6·√(96/n); each a six-sigma event (2e-9).
    /// </summary>
    [Fact]
    public void DrawsGaussiansWithTheRightMoments()
    {
        const int Draws = 200_000;
        var generator = new Xoshiro256(3);
        var moments = new double[5];
        for (var i = 0; i < Draws; i++)
        {
            var value = generator.NextGaussian();
            for (var power = 1; power <= 4; power++)
            {
                moments[power] += Math.Pow(value, power) / Draws;
            }
        }

        moments[1].Should().BeApproximately(0, 6 / Math.Sqrt(Draws));
        moments[2].Should().BeApproximately(1, 6 * Math.Sqrt(2.0 / Draws));
        moments[3].Should().BeApproximately(0, 6 * Math.Sqrt(15.0 / Draws));
        moments[4].Should().BeApproximately(3, 6 * Math.Sqrt(96.0 / Draws));
    }

    [Fact]
    public void ContinuesFromItsSnapshot()
    {
        var generator = new Xoshiro256(5);
        generator.NextGaussian();
        var bytes = Snapshots.Write(generator.Save);
        var restored = default(Xoshiro256);
        Snapshots.Read(bytes, reader => restored = Xoshiro256.Load(reader));
        restored.Should().Be(generator);
        (restored == generator).Should().BeTrue();
        for (var i = 0; i < 100; i++)
        {
            restored.NextUInt64().Should().Be(generator.NextUInt64());
        }

        restored.NextUInt64();
        (restored != generator).Should().BeTrue();
    }

    [Fact]
    public void RefusesAStateOfZeros()
    {
        var load = () => FromState(0, 0, 0, 0);
        load.Should().Throw<InvalidDataException>();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void RefusesABoundThatIsNotPositive(int bound)
    {
        var draw = () => new Xoshiro256(1).NextInt(bound);
        draw.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(nameof(bound));
    }

    private static Xoshiro256 FromState(params ulong[] words)
    {
        var bytes = Snapshots.Write(writer => Array.ForEach(words, writer.Write));
        using var reader = new BinaryReader(new MemoryStream(bytes));
        return Xoshiro256.Load(reader);
    }

    /// <summary>The inverse of an odd number modulo 2⁶⁴, by Newton's iteration.</summary>
    private static ulong Inverse(ulong odd)
    {
        var inverse = odd;
        for (var i = 0; i < 6; i++)
        {
            inverse *= 2 - (odd * inverse);
        }

        return inverse;
    }
}
