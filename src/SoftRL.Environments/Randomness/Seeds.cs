namespace SoftRL.Environments;

/// <summary>Derives the seeds of independent, named streams from one run seed.</summary>
public static class Seeds
{
    /// <summary>The seed of a named and numbered stream.</summary>
    /// <param name="runSeed">The seed of the run; any value.</param>
    /// <param name="stream">The stream's name, for example <c>"environments"</c>; not empty.</param>
    /// <param name="index">The number of the stream among those of its name.</param>
    /// <returns>A seed. For one run seed and name, different indices give different seeds.</returns>
    /// <exception cref="ArgumentException"><paramref name="stream"/> is null or empty.</exception>
    /// <remarks>
    /// With <c>mix</c> the splitmix64 finaliser, <c>γ = 0x9E3779B97F4A7C15</c>, <c>fnv</c> the 64-bit FNV-1a hash of the
    /// name's UTF-16 code units, low byte first, and arithmetic modulo 2⁶⁴:
    /// <c>mix(mix(mix(runSeed + γ) ^ fnv(stream)) + γ · (index + 1))</c>. The value is part of the contract: a run is
    /// reproduced from its seed by later releases too. Nothing is allocated.
    /// </remarks>
    public static ulong Derive(ulong runSeed, string stream, ulong index = 0)
    {
        ArgumentException.ThrowIfNullOrEmpty(stream);
        var named = SplitMix64.Mix(SplitMix64.Mix(runSeed + SplitMix64.Gamma) ^ Fnv1a(stream));
        return SplitMix64.Mix(named + (SplitMix64.Gamma * (index + 1)));
    }

    private static ulong Fnv1a(string text)
    {
        const ulong Prime = 0x100000001B3;
        var hash = 0xCBF29CE484222325;
        foreach (var unit in text)
        {
            hash = (hash ^ (byte)unit) * Prime;
            hash = (hash ^ (byte)(unit >> 8)) * Prime;
        }

        return hash;
    }
}
