using SoftRL.Environments;

namespace SoftRL.Benchmarks;

/// <summary>
/// A source that costs next to nothing: it shows 8 pictures in turn, each drawn once, and copies them when asked. A game of
/// 1,000 frames with three lives and a reward now and then.
/// </summary>
internal sealed class FilmSource : IFrameSource
{
    private const int Pictures = 8;
    private const int GameFrames = 1000;

    private readonly byte[][] film = new byte[Pictures][];
    private int frame;

    public FilmSource(int channels)
    {
        Channels = channels;
        var random = new Xoshiro256(1);
        for (var i = 0; i < Pictures; i++)
        {
            film[i] = new byte[Width * Height * channels];
            film[i].AsSpan().Fill((byte)random.NextInt(256));
            for (var sprite = 0; sprite < 40; sprite++)
            {
                var (left, top, color) = (random.NextInt(Width - 16), random.NextInt(Height - 20), (byte)random.NextInt(256));
                for (var y = top; y < top + 20; y++)
                {
                    film[i].AsSpan(((y * Width) + left) * channels, 16 * channels).Fill(color);
                }
            }
        }
    }

    public int Width => 160;

    public int Height => 210;

    public int Channels { get; }

    public ReadOnlySpan<int> ActionNumbers => [0, 1, 3, 4];

    public int Lives => 3 - (frame / 400);

    public void Reset(ulong seed) => frame = 0;

    public FrameResult Act(int action, int frames)
    {
        var played = Math.Min(frames, GameFrames - frame);
        frame += played;
        return new FrameResult(frame % 16 == 0 ? 1 : 0, played, frame == GameFrames);
    }

    public void CopyFrame(int age, Span<byte> picture) => film[Math.Max(0, frame - age) % Pictures].CopyTo(picture);

    public void Dispose()
    {
    }
}
