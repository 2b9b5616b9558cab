namespace SoftRL.Environments.Tests;

/// <summary>A picture, and questions about it.</summary>
internal sealed record Picture(int Width, int Height, byte[] Pixels)
{
    public Rgb this[int x, int y] => new(Pixels[3 * ((y * Width) + x)], Pixels[(3 * ((y * Width) + x)) + 1], Pixels[(3 * ((y * Width) + x)) + 2]);

    public delegate void Draw(Span<byte> pixels);

    public static Picture Of(int width, int height, Draw draw)
    {
        var pixels = new byte[3 * width * height];
        draw(pixels);
        return new Picture(width, height, pixels);
    }

    public static Picture Of(IRenderable stage) => Of(stage.FrameWidth, stage.FrameHeight, stage.Render);

    /// <summary>The middles of all pixels of exactly one colour.</summary>
    public IReadOnlyList<(double X, double Y)> Where(Rgb color) =>
        [.. from y in Enumerable.Range(0, Height) from x in Enumerable.Range(0, Width) where this[x, y] == color select (x + 0.5, y + 0.5)];

    /// <summary>The middle of all pixels of exactly one colour.</summary>
    public (double X, double Y) Middle(Rgb color)
    {
        var where = Where(color);
        where.Should().NotBeEmpty($"something should be {color}");
        return (where.Average(place => place.X), where.Average(place => place.Y));
    }
}
