namespace SoftRL.Environments;

/// <summary>From raw frames to a small grey picture: brightest of two, grey, smaller.</summary>
internal sealed class PictureReader
{
    private readonly IFrameSource source;
    private readonly byte[] newest;
    private readonly byte[] older;
    private readonly byte[] grey;
    private readonly AreaResize resize;

    public PictureReader(IFrameSource source, int size)
    {
        this.source = source;
        var pixels = checked(source.Width * source.Height);
        newest = new byte[checked(pixels * source.Channels)];
        older = new byte[newest.Length];
        grey = source.Channels == 1 ? newest : new byte[pixels];
        resize = new AreaResize(source.Width, source.Height, size, size);
    }

    /// <summary>Reads the picture that the source shows.</summary>
    /// <param name="small">Receives it, <c>[size, size]</c>.</param>
    /// <param name="brightestOfTwo">Whether the frame before the newest counts too.</param>
    public void Read(Span<byte> small, bool brightestOfTwo)
    {
        source.CopyFrame(0, newest);
        if (brightestOfTwo)
        {
            source.CopyFrame(1, older);
            GreyPicture.Brightest(newest, older);
        }

        if (grey != newest)
        {
            GreyPicture.FromColor(newest, grey);
        }

        resize.Resize(grey, small);
    }

    /// <summary>Draws the newest frame in colours.</summary>
    public void Draw(Span<byte> pixels)
    {
        if (source.Channels == 3)
        {
            source.CopyFrame(0, pixels);
            return;
        }

        source.CopyFrame(0, newest);
        for (var i = 0; i < newest.Length; i++)
        {
            pixels.Slice(3 * i, 3).Fill(newest[i]);
        }
    }
}
