namespace SoftRL.Environments;

/// <summary>A colour of the screen.</summary>
/// <param name="Red">Red, 0 … 255.</param>
/// <param name="Green">Green, 0 … 255.</param>
/// <param name="Blue">Blue, 0 … 255.</param>
public readonly record struct Rgb(byte Red, byte Green, byte Blue)
{
    /// <summary>A colour from its usual notation.</summary>
    /// <param name="value">0xRRGGBB; higher bits are ignored.</param>
    /// <returns>The colour.</returns>
    public static Rgb Hex(uint value) => new((byte)(value >> 16), (byte)(value >> 8), (byte)value);

    /// <summary>A colour between this and another.</summary>
    /// <param name="other">The other.</param>
    /// <param name="share">How much of it, 0 … 1; clipped beyond.</param>
    /// <returns>The mixture.</returns>
    public Rgb Mix(Rgb other, double share)
    {
        var part = Math.Clamp(share, 0, 1);
        return new(Mix(Red, other.Red, part), Mix(Green, other.Green, part), Mix(Blue, other.Blue, part));
    }

    private static byte Mix(byte from, byte to, double share) => (byte)(from + ((to - from) * share) + 0.5);
}
