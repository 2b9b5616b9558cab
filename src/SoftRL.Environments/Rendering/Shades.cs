namespace SoftRL.Environments;

/// <summary>The colours that pictures share: told apart also by people who see few colours.</summary>
public static class Shades
{
    /// <summary>The ground of a picture.</summary>
    public static Rgb Ground => Rgb.Hex(0xF7F8FA);

    /// <summary>Lines and outlines.</summary>
    public static Rgb Ink => Rgb.Hex(0x1D2229);

    /// <summary>Things that do not act.</summary>
    public static Rgb Muted => Rgb.Hex(0x5B6470);

    /// <summary>Guides behind everything.</summary>
    public static Rgb Faint => Rgb.Hex(0xD5DAE0);

    /// <summary>What the agent moves.</summary>
    public static Rgb Blue => Rgb.Hex(0x0B6FB8);

    /// <summary>What hangs on it.</summary>
    public static Rgb Orange => Rgb.Hex(0xC9500F);

    /// <summary>Goals.</summary>
    public static Rgb Green => Rgb.Hex(0x0C8A63);

    /// <summary>A further colour.</summary>
    public static Rgb Purple => Rgb.Hex(0xA0478A);

    /// <summary>Prizes.</summary>
    public static Rgb Gold => Rgb.Hex(0xE3B341);

    /// <summary>Dangers.</summary>
    public static Rgb Red => Rgb.Hex(0xB3261E);
}
