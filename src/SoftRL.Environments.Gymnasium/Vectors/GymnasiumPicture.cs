namespace SoftRL.Environments.Gymnasium;

/// <summary>Draws one environment of a vector.</summary>
internal sealed class GymnasiumPicture(int width, int height, double framesPerSecond, GymnasiumPicture.Draw draw) : IRenderable
{
    public delegate void Draw(Span<byte> pixels);

    public int FrameWidth => width;

    public int FrameHeight => height;

    public double FramesPerSecond => framesPerSecond;

    public void Render(Span<byte> pixels)
    {
        if (pixels.Length != width * height * 3)
        {
            throw new ArgumentException($"The picture has {pixels.Length} bytes; {width} x {height} pixels of 3 are drawn.", nameof(pixels));
        }

        draw(pixels);
    }
}
