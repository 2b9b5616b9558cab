namespace SoftRL.Environments;

/// <summary>
/// The innermost stage: no-op starts, frame skip, sticky actions and the limit of frames over a source, and its snapshot by
/// playing again.
/// </summary>
internal sealed class EmulatedGame : IAtariGame
{
    private const int NoOp = 0;

    private readonly IFrameSource source;
    private readonly AtariOptions options;
    private readonly ActionLog log;
    private readonly byte[] picture;
    private Xoshiro256 random = new(0);
    private ulong seed;
    private ulong games;
    private int frames;
    private int held;

    public EmulatedGame(IFrameSource source, AtariOptions options)
    {
        (this.source, this.options) = (source, options);
        var calls = (options.StickyActionProbability > 0 ? 2L : 1L) * (options.MaxFrames / options.FrameSkip);
        log = new ActionLog(calls + 64);
        picture = new byte[source.Width * source.Height * source.Channels];
    }

    public int Lives => source.Lives;

    /// <summary>Whether a picture is to be the brightest of the last two frames: not right after the start.</summary>
    public bool BrightestOfTwo { get; private set; }

    public void Start(ulong seed)
    {
        (this.seed, games) = (seed, 0);
        random = new Xoshiro256(Seeds.Derive(seed, "atari"));
        NewGame();
        var waiting = options.NoOpMax > 0 ? 1 + random.NextInt(options.NoOpMax) : 0;
        while (waiting > 0)
        {
            var played = Act(NoOp, waiting);
            waiting -= played.Frames;
            if (played.GameOver)
            {
                NewGame();
            }
        }

        BrightestOfTwo = false;
    }

    public StepResult Step(int action)
    {
        BrightestOfTwo = options.MaxOverFrames;
        var skip = Math.Clamp(options.MaxFrames - frames, 1, options.FrameSkip);
        var stuck = 0;
        while (stuck < skip && held != action && random.NextDouble() < options.StickyActionProbability)
        {
            stuck++;
        }

        var played = default(FrameResult);
        if (stuck > 0)
        {
            played = Act(held, stuck);
        }

        if (stuck < skip && !played.GameOver)
        {
            var rest = Act(action, skip - stuck);
            played = rest with { Reward = played.Reward + rest.Reward };
        }

        return new StepResult(
            played.Reward,
            played.GameOver ? StepEnd.Terminated : frames >= options.MaxFrames ? StepEnd.Truncated : StepEnd.None);
    }

    public void Save(BinaryWriter writer)
    {
        random.Save(writer);
        writer.Write(seed);
        writer.Write(games);
        writer.Write(frames);
        writer.Write(held);
        log.Save(writer);
        writer.Write(Digest());
    }

    public void Load(BinaryReader reader)
    {
        random = Xoshiro256.Load(reader);
        (seed, games) = (reader.ReadUInt64(), reader.ReadUInt64());
        (frames, held) = (reader.ReadInt32(), reader.ReadInt32());
        Guard.Snapshot((uint)held < (uint)source.ActionNumbers.Length, $"action {held} of {source.ActionNumbers.Length} is held");
        log.Load(reader, source.ActionNumbers.Length);
        var digest = reader.ReadUInt64();
        var replayed = log.Replay(source);
        Guard.Snapshot(
            replayed == frames && Digest() == digest,
            "the game, played again, is another one: it is not the same game, or not deterministic");
    }

    private void NewGame()
    {
        var gameSeed = Seeds.Derive(seed, "game", games++);
        source.Reset(gameSeed);
        log.Begin(gameSeed);
        (frames, held) = (0, NoOp);
    }

    private FrameResult Act(int action, int count)
    {
        var played = source.Act(action, count);
        if (played.Frames < 1 || played.Frames > count || (played.Frames < count && !played.GameOver))
        {
            throw new EnvironmentException($"The frame source was to play {count} frames and gave {played}.");
        }

        log.Add(action, played.Frames);
        frames += played.Frames;
        held = action;
        return played;
    }

    /// <summary>64-bit FNV-1a hash of the last two pictures.</summary>
    private ulong Digest()
    {
        var hash = 0xCBF29CE484222325;
        for (var age = 0; age < 2; age++)
        {
            source.CopyFrame(age, picture);
            foreach (var value in picture)
            {
                hash = (hash ^ value) * 0x100000001B3;
            }
        }

        return hash;
    }
}
