namespace SoftRL.Environments;

/// <summary>
/// How <see cref="AtariEnvironment"/> turns raw frames into what an agent sees. The defaults are those of
/// <see cref="AtariPresets.Dqn"/>, where every value has its source.
/// </summary>
public sealed record AtariOptions
{
    /// <summary>Most no-op frames at the start of a game; their number is uniform in 1 … <see cref="NoOpMax"/>. 0 for none.
    /// Default 30.</summary>
    public int NoOpMax { get; init => field = Guard.Within(0, 1000, value, nameof(NoOpMax)); } = 30;

    /// <summary>Frames for which a step holds its action, 1 … 100. Default 4.</summary>
    public int FrameSkip { get; init => field = Guard.Within(1, 100, value, nameof(FrameSkip)); } = 4;

    /// <summary>Whether a picture is the brightest of the last two frames, pixel by pixel and colour by colour, and not the last
    /// frame alone. Default true.</summary>
    public bool MaxOverFrames { get; init; } = true;

    /// <summary>Probability, in each frame, that the action held in the frame before is held on instead of the one asked for
    /// (Machado et al. 2018), in [0, 1]. Default 0.</summary>
    public double StickyActionProbability
    {
        get;
        init => field = Guard.Within(0, 1, value, nameof(StickyActionProbability));
    }

    /// <summary>Whether the loss of a life ends the agent's episode, though the game goes on. Default true.</summary>
    public bool EpisodicLives { get; init; } = true;

    /// <summary>Whether an episode begins with a step of the action "fire" and one of the third action, in games that have
    /// "fire": some wait for it. Default true.</summary>
    public bool FireReset { get; init; } = true;

    /// <summary>Whether the agent sees the sign of a step's reward instead of the reward. Default true.</summary>
    public bool SignRewards { get; init; } = true;

    /// <summary>Pictures in an observation, 1 … 16. Default 4.</summary>
    public int StackedFrames { get; init => field = Guard.Within(1, 16, value, nameof(StackedFrames)); } = 4;

    /// <summary>What the older pictures are after a reset. Default <see cref="FrameStackStart.Repeated"/>.</summary>
    public FrameStackStart StackStart { get; init => field = Guard.Defined(value, nameof(StackStart)); } = FrameStackStart.Repeated;

    /// <summary>Width and height of a grey picture, pixels, positive. Default 84.</summary>
    public int PictureSize { get; init => field = Guard.Positive(value, nameof(PictureSize)); } = 84;

    /// <summary>Whether the source gives colour pictures, which are made grey after the brightest of two were taken, or grey
    /// ones. Default true.</summary>
    public bool ColorPictures { get; init; } = true;

    /// <summary>Frames after which a game is cut off, those of its beginning included, positive. Default 108,000: 30 minutes at
    /// 60 frames a second.</summary>
    public int MaxFrames { get; init => field = Guard.Positive(value, nameof(MaxFrames)); } = 108_000;
}
