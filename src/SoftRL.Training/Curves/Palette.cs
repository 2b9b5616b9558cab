namespace SoftRL.Training;

/// <summary>The shades of <see cref="Ink"/>: told apart also by people who see few colours.</summary>
internal static class Palette
{
    /// <summary>Series that have a colour of their own.</summary>
    internal const int SeriesCount = 6;

    private static readonly (uint Light, uint Dark)[] Shades =
    [
        (0xFFFFFF, 0x15181D), (0x1D2229, 0xE8EAED), (0x5B6470, 0xA3ABB5), (0xE3E6EA, 0x2E343C),
        (0x0B6FB8, 0x55AEEB), (0xC9500F, 0xF0884A), (0x0C8A63, 0x3CC79A), (0xA0478A, 0xDB8CC6), (0xA97600, 0xE3B341), (0x4B5563, 0xB8C0CA),
    ];

    /// <summary>Shade on light ground, 0xRRGGBB.</summary>
    internal static uint Light(Ink ink) => Shades[(int)ink].Light;

    /// <summary>Shade on dark ground, 0xRRGGBB.</summary>
    internal static uint Dark(Ink ink) => Shades[(int)ink].Dark;

    /// <summary>Colour of a series; they repeat after <see cref="SeriesCount"/>.</summary>
    internal static Ink Series(int index) => Ink.Series1 + (index % SeriesCount);
}
