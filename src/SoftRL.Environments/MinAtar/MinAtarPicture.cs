namespace SoftRL.Environments;

/// <summary>Draws the observation of any game: a square per cell, a colour per channel.</summary>
/// <remarks>
/// Channel 0 is the player in every game. Where several channels share a cell, the lowest fills it and the next ones lie in
/// it as smaller squares, so that nothing is hidden.
/// </remarks>
internal static class MinAtarPicture
{
    /// <summary>Pixels along a cell, with the seam that parts it from the next.</summary>
    public const int Cell = 16;

    /// <summary>Pixels along the picture.</summary>
    public const int Size = Cell * MinAtarGrid.Size;

    /// <summary>Steps a person can follow in a second.</summary>
    public const double FramesPerSecond = 10;

    private const int Seam = 1;

    public static Rgb Ground => Rgb.Hex(0x14171C);

    /// <summary>The colour of a channel.</summary>
    public static Rgb Color(int channel) => Rgb.Hex(channel switch
    {
        0 => 0xF2F4F8,
        1 => 0xF0884A,
        2 => 0x4F6D8F,
        3 => 0x3CC79A,
        4 => 0xF5D547,
        5 => 0xE5484D,
        6 => 0xB07CF0,
        7 => 0x55AEEB,
        8 => 0x9BD65B,
        _ => 0xDB8CC6,
    });

    /// <summary>Draws an observation of so many channels, <c>[C, 10, 10]</c>.</summary>
    public static void Draw(ReadOnlySpan<float> observation, int channels, Span<byte> pixels)
    {
        var canvas = new Canvas(pixels, Size, Size);
        canvas.Clear(Ground);
        for (var cell = 0; cell < MinAtarGrid.Cells; cell++)
        {
            var (x, y) = (Cell * (cell % MinAtarGrid.Size), Cell * (cell / MinAtarGrid.Size));
            var inset = 0;
            for (var channel = 0; channel < channels; channel++)
            {
                if (observation[(channel * MinAtarGrid.Cells) + cell] != 0)
                {
                    var side = Cell - Seam - (2 * inset);
                    canvas.Rectangle(x + inset, y + inset, side, side, Color(channel));
                    inset = Inside(inset);
                }
            }
        }
    }

    /// <summary>The frame around the next smaller square.</summary>
    private static int Inside(int inset) => (Cell / 4) + (inset / 2);
}
