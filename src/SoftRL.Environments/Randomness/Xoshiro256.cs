using System.Numerics;

namespace SoftRL.Environments;

/// <summary>
/// The xoshiro256** generator of Blackman and Vigna (2018): 256 bits of state, period 2²⁵⁶ − 1.
/// </summary>
/// <remarks>
/// A mutable struct: keep it in a field and pass it by reference, a copy repeats the draws. Seeded with four outputs of
/// splitmix64, as its authors advise. The sequences are part of the contract. <c>default</c> is not a valid generator:
/// its state is all zero and so are its draws.
/// </remarks>
public struct Xoshiro256 : IRandomDraws, IEquatable<Xoshiro256>
{
    private ulong s0;
    private ulong s1;
    private ulong s2;
    private ulong s3;

    /// <summary>A generator started from a seed.</summary>
    /// <param name="seed">Any value, zero included.</param>
    public Xoshiro256(ulong seed)
    {
        s0 = SplitMix64.Next(ref seed);
        s1 = SplitMix64.Next(ref seed);
        s2 = SplitMix64.Next(ref seed);
        s3 = SplitMix64.Next(ref seed);
    }

    /// <summary>Whether two generators are in the same state.</summary>
    /// <param name="left">A generator.</param>
    /// <param name="right">Another.</param>
    /// <returns>True when all their later draws agree.</returns>
    public static bool operator ==(Xoshiro256 left, Xoshiro256 right) => left.Equals(right);

    /// <summary>Whether two generators are in different states.</summary>
    /// <param name="left">A generator.</param>
    /// <param name="right">Another.</param>
    /// <returns>True when their states differ.</returns>
    public static bool operator !=(Xoshiro256 left, Xoshiro256 right) => !left.Equals(right);

    /// <summary>A generator in the state that <see cref="Save"/> wrote.</summary>
    /// <param name="reader">Borrowed; 32 bytes are read.</param>
    /// <returns>The generator.</returns>
    /// <exception cref="InvalidDataException">The state is all zero, which no generator reaches.</exception>
    public static Xoshiro256 Load(BinaryReader reader)
    {
        Guard.NotNull(reader);
        var generator = default(Xoshiro256);
        generator.s0 = reader.ReadUInt64();
        generator.s1 = reader.ReadUInt64();
        generator.s2 = reader.ReadUInt64();
        generator.s3 = reader.ReadUInt64();
        Guard.Snapshot(generator != default, "the state of a generator is all zero");
        return generator;
    }

    /// <summary>Writes the state, 32 bytes.</summary>
    /// <param name="writer">Borrowed.</param>
    public readonly void Save(BinaryWriter writer)
    {
        Guard.NotNull(writer);
        writer.Write(s0);
        writer.Write(s1);
        writer.Write(s2);
        writer.Write(s3);
    }

    /// <summary>The next 64 random bits.</summary>
    /// <returns>Any value, uniformly.</returns>
    public ulong NextUInt64()
    {
        var result = BitOperations.RotateLeft(s1 * 5, 7) * 9;
        var shifted = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= shifted;
        s3 = BitOperations.RotateLeft(s3, 45);
        return result;
    }

    /// <summary>A uniform real with 53 random bits, a multiple of 2⁻⁵³.</summary>
    /// <returns>A value in [0, 1).</returns>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A uniform real with 24 random bits, a multiple of 2⁻²⁴.</summary>
    /// <returns>A value in [0, 1).</returns>
    public float NextFloat() => (NextUInt64() >> 40) * (1.0f / (1 << 24));

    /// <summary>A uniform real between two bounds.</summary>
    /// <param name="low">The lower bound, finite.</param>
    /// <param name="high">The upper bound, finite.</param>
    /// <returns><c>low + (high − low) · u</c> with u of <see cref="NextDouble"/>.</returns>
    public double NextUniform(double low, double high) => low + ((high - low) * NextDouble());

    /// <summary>A uniform index, without bias (Lemire 2019: multiply, and reject the short remainder).</summary>
    /// <param name="bound">Number of values, positive.</param>
    /// <returns>An integer in 0 … <paramref name="bound"/> − 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bound"/> is not positive.</exception>
    public int NextInt(int bound)
    {
        Guard.Positive(bound);
        var count = (uint)bound;
        var product = (NextUInt64() >> 32) * count;
        if ((uint)product < count)
        {
            var reject = (0u - count) % count;
            while ((uint)product < reject)
            {
                product = (NextUInt64() >> 32) * count;
            }
        }

        return (int)(product >> 32);
    }

    /// <summary>A standard normal real (Box and Muller; two draws, nothing is kept between calls).</summary>
    /// <returns>A finite value, mean 0, variance 1.</returns>
    public double NextGaussian()
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
        return radius * Math.Cos(2 * Math.PI * NextDouble());
    }

    /// <inheritdoc/>
    public readonly bool Equals(Xoshiro256 other) =>
        s0 == other.s0 && s1 == other.s1 && s2 == other.s2 && s3 == other.s3;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is Xoshiro256 other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => HashCode.Combine(s0, s1, s2, s3);
}
