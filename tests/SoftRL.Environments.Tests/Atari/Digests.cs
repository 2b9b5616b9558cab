using System.Security.Cryptography;

namespace SoftRL.Environments.Tests;

/// <summary>Digests as <c>Recorded/record.py</c> writes them.</summary>
internal static class Digests
{
    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes))[..16];

    /// <summary>Of an observation of whole numbers 0 … 255, as bytes.</summary>
    public static string Of(float[] observation)
    {
        observation.Should().OnlyContain(value => value >= 0 && value <= 255 && value == (byte)value);
        return Of(Array.ConvertAll(observation, value => (byte)value));
    }

    public static string[] Lines(string name) => File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Atari", "Recorded", name));
}
