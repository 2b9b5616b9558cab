namespace SoftRL.Environments.Tests;

/// <summary>
/// The test game, as <c>Recorded/record.py</c> has it too: catch what falls after "fire"; a miss costs a life, the third one
/// the game. Meteors flicker: they are drawn in odd frames only.
/// </summary>
internal sealed class Meteors(int channels = 3) : IFrameSource
{
    private static readonly int[] s_actions = [0, 1, 3, 4];
    private static readonly byte[] s_sky = Sky();

    private readonly byte[] colors = new byte[s_sky.Length];
    private State state;
    private State before;

    public int Width => 160;

    public int Height => 210;

    public int Channels => channels;

    public ReadOnlySpan<int> ActionNumbers => s_actions;

    public int Lives => state.Lives;

    public bool Disposed { get; private set; }

    /// <summary>Added to every seed: another value is another game.</summary>
    public uint Cartridge { get; init; }

    public void Reset(ulong seed)
    {
        state = new State { Random = (uint)(seed ^ (seed >> 32)) + Cartridge, Ship = 76, Lives = 3 };
        state.NextMeteor();
        before = state;
    }

    public FrameResult Act(int action, int frames)
    {
        var reward = 0;
        for (var frame = 1; frame <= frames; frame++)
        {
            before = state;
            reward += state.Play(s_actions[action]);
            if (state.Lives == 0)
            {
                return new FrameResult(reward, frame, true);
            }
        }

        return new FrameResult(reward, frames, false);
    }

    public void CopyFrame(int age, Span<byte> picture)
    {
        if (channels == 3)
        {
            Draw(age == 0 ? state : before, picture);
            return;
        }

        Draw(age == 0 ? state : before, colors);
        for (var i = 0; i < picture.Length; i++)
        {
            picture[i] = (byte)((colors[3 * i] + (2 * colors[(3 * i) + 1]) + colors[(3 * i) + 2]) / 4);
        }
    }

    public void Dispose() => Disposed = true;

    private static byte[] Sky()
    {
        var sky = new byte[210 * 160 * 3];
        for (var i = 0; i < 210 * 160; i++)
        {
            var (x, y) = (i % 160, i / 160);
            (sky[3 * i], sky[(3 * i) + 1], sky[(3 * i) + 2]) = ((byte)((y * 7) & 0xF8), (byte)((x * 5) + y), (byte)(x ^ y));
        }

        return sky;
    }

    private static void Draw(in State state, Span<byte> picture)
    {
        s_sky.CopyTo(picture);
        Fill(picture, 0, 0, 160, 6, (byte)(state.Time * 11), 90, 170);
        Fill(picture, state.Ship, 190, 12, 10, 200, (byte)(40 * state.Lives), 60);
        if (state.Time % 2 == 1)
        {
            Fill(picture, state.Left, state.Top, 10, 8, 255, (byte)(255 - state.Top), 80);
        }
    }

    private static void Fill(Span<byte> picture, int left, int top, int width, int height, byte red, byte green, byte blue)
    {
        for (var i = 0; i < width * height; i++)
        {
            var at = 3 * (((top + (i / width)) * 160) + left + (i % width));
            (picture[at], picture[at + 1], picture[at + 2]) = (red, green, blue);
        }
    }

    private struct State
    {
        public uint Random;
        public int Ship;
        public int Lives;
        public int Time;
        public int Left;
        public int Top;
        public bool Falling;

        public void NextMeteor()
        {
            Random = (Random * 1664525) + 1013904223;
            (Left, Top) = ((int)(Random >> 16) % 150, 0);
        }

        public int Play(int action)
        {
            Time++;
            Falling |= action == 1;
            Ship = action switch { 3 => Math.Min(148, Ship + 3), 4 => Math.Max(0, Ship - 3), _ => Ship };
            Top += Falling ? 6 : 0;
            if (Top < 186)
            {
                return 0;
            }

            var caught = Math.Abs(Left - Ship) <= 30;
            var reward = caught ? 1 + (Left % 4) : -2;
            Falling = caught;
            Lives -= caught ? 0 : 1;
            NextMeteor();
            return reward;
        }
    }
}
