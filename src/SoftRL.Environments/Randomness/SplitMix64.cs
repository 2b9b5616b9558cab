namespace SoftRL.Environments;

/// <summary>The splitmix64 generator (Steele, Lea and Flood 2014): a counter and a bijective 64-bit mixing function.</summary>
internal static class SplitMix64
{
    /// <summary>The odd constant by which the counter advances, 2⁶⁴ divided by the golden ratio.</summary>
    public const ulong Gamma = 0x9E3779B97F4A7C15;

    /// <summary>Advances the counter and returns its mix.</summary>
    public static ulong Next(ref ulong counter) => Mix(counter += Gamma);

    /// <summary>The finaliser: a bijection of 64 bits in which each input bit flips about half of the output bits.</summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
