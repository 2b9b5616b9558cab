namespace SoftRL.Environments;

/// <summary>An Atari game as agents are trained on it: raw frames of any source, preprocessed as a preset says.</summary>
/// <remarks>
/// Observation, <see cref="ElementType.UInt8"/>, <c>[k, s, s]</c> ([4, 84, 84]): the last k grey pictures, the oldest first, each
/// element a whole number 0 … 255; <see cref="ObservationSpace.StackedFrames"/> is k. Who feeds it to a network divides by 255.
/// Reward: the sum over the frames of a step, or its sign. Actions are indices into <see cref="IFrameSource.ActionNumbers"/>.
/// <para>
/// The stages, from the inside: no-op start, frame skip with sticky actions and the limit of frames (truncation), the true
/// score, episodes of one life, the start by firing; then brightest of two frames, grey, smaller, stacked; sign of rewards. A
/// step that ends a game shows the last frames played; the published ones repeat older pictures there.
/// </para>
/// <para>
/// With <see cref="AtariOptions.EpisodicLives"/> an episode ends (terminated) when a life is lost, and the <see cref="Reset"/>
/// after that goes on with the same game whatever its seed, as published results had it. A reset at any other time, two in a
/// row among them, begins a new game from its seed: then the episode depends on seed and actions alone.
/// <see cref="IEpisodeRecord"/> tells of whole games: unclipped scores over all lives, without the no-ops at the start. A game
/// that ends in the very no-op or firing steps between two lives is not reported.
/// </para>
/// <para>
/// A snapshot holds what was played since the game began. <see cref="Load"/> plays it again in the source, which takes as long
/// as it took then (at most <see cref="AtariOptions.MaxFrames"/> frames, without preprocessing), and compares the pictures.
/// </para>
/// </remarks>
public sealed class AtariEnvironment : IEnvironment<int>, IRenderable, IEpisodeRecord, IDisposable
{
    private readonly IFrameSource source;
    private readonly AtariOptions options;
    private readonly EmulatedGame emulated;
    private readonly ScoreKeeper score;
    private readonly LifeEpisodes? lives;
    private readonly IAtariGame game;
    private readonly PictureReader pictures;
    private readonly FrameStack stack;
    private readonly int actionCount;
    private bool started;
    private bool running;

    /// <summary>Puts the preprocessing around a source.</summary>
    /// <param name="source">Raw frames; owned from now on.</param>
    /// <param name="options">Options; those of <see cref="AtariPresets.Dqn"/> when omitted.</param>
    /// <exception cref="ArgumentException">The source has no actions, pictures that are smaller than
    /// <see cref="AtariOptions.PictureSize"/>, or grey ones where <see cref="AtariOptions.ColorPictures"/> wants colours, or the
    /// other way round.</exception>
    public AtariEnvironment(IFrameSource source, AtariOptions? options = null)
    {
        this.source = Guard.NotNull(source);
        this.options = options ??= AtariPresets.Dqn;
        Check(source, options);
        var size = options.PictureSize;
        var actions = source.ActionNumbers;
        actionCount = actions.Length;
        ActionSpace = new DiscreteActions(actionCount);
        ObservationSpace = ObservationSpace.Uniform([options.StackedFrames, size, size], 0, 255, ElementType.UInt8)
            .AsStack(options.StackedFrames, options.StackStart);
        emulated = new EmulatedGame(source, options);
        score = new ScoreKeeper(emulated);
        lives = options.EpisodicLives ? new LifeEpisodes(score) : null;
        game = lives is null ? score : lives;
        var fire = actions.IndexOf(FireStart.Number);
        game = options.FireReset && fire >= 0 ? new FireStart(game, fire, actions.Length) : game;
        pictures = new PictureReader(source, size);
        stack = new FrameStack(options.StackedFrames, size * size, options.StackStart);
    }

    /// <inheritdoc/>
    public ObservationSpace ObservationSpace { get; }

    /// <inheritdoc/>
    public ActionSpace ActionSpace { get; }

    /// <summary>The lives that the game says are left; 0 in games without.</summary>
    public int Lives => source.Lives;

    /// <summary>False after a step that lost a life of a game that goes on; true otherwise.</summary>
    public bool EpisodeFinished => lives is not { GameGoesOn: true };

    /// <summary>The true score of the game, so far or when it ended.</summary>
    public double EpisodeReturn => score.Score;

    /// <summary>Steps that the agent took in the game, over all its lives.</summary>
    public int EpisodeLength => score.AgentSteps;

    /// <summary>Width of the source's pictures.</summary>
    public int FrameWidth => source.Width;

    /// <summary>Height of the source's pictures.</summary>
    public int FrameHeight => source.Height;

    /// <inheritdoc/>
    public double FramesPerSecond => 60.0 / options.FrameSkip;

    /// <summary>Starts a game, or goes on with it after the loss of a life; see the remarks.</summary>
    /// <param name="seed">Every random draw of a new game comes from it.</param>
    /// <param name="observation">Receives the first observation.</param>
    /// <exception cref="ArgumentException"><paramref name="observation"/> has the wrong length.</exception>
    public void Reset(ulong seed, Span<float> observation)
    {
        Guard.Observation(observation, ObservationSpace.Size);
        running = false;
        game.Start(seed);
        (started, running) = (true, true);
        pictures.Read(stack.Next(), emulated.BrightestOfTwo);
        stack.Begin();
        stack.Write(observation);
    }

    /// <inheritdoc/>
    public StepResult Step(int action, Span<float> observation)
    {
        Guard.Running(running);
        Guard.Action(action, actionCount);
        Guard.Observation(observation, ObservationSpace.Size);
        var result = game.Step(action);
        score.AgentSteps++;
        running = result.End == StepEnd.None;
        pictures.Read(stack.Next(), emulated.BrightestOfTwo);
        stack.Write(observation);
        return options.SignRewards ? result with { Reward = RewardSign.Of(result.Reward) } : result;
    }

    /// <inheritdoc/>
    public void Save(BinaryWriter writer)
    {
        Guard.NotNull(writer);
        writer.Write(started);
        if (started)
        {
            writer.Write(running);
            game.Save(writer);
            stack.Save(writer);
        }
    }

    /// <summary>Restores what <see cref="Save"/> of an environment with the same game and options wrote, by playing the game
    /// again up to there.</summary>
    /// <param name="reader">Borrowed, at the position where <see cref="Save"/> began.</param>
    /// <exception cref="InvalidDataException">The snapshot does not fit this environment, or the source does not play the same
    /// game again.</exception>
    /// <exception cref="EndOfStreamException">The snapshot is too short.</exception>
    public void Load(BinaryReader reader)
    {
        Guard.NotNull(reader);
        (started, running) = (reader.ReadBoolean(), false);
        if (started)
        {
            var loadedRunning = reader.ReadBoolean();
            game.Load(reader);
            stack.Load(reader);
            running = loadedRunning;
        }
    }

    /// <inheritdoc/>
    public void Render(Span<byte> pixels)
    {
        Guard.Pixels(pixels, FrameWidth, FrameHeight);
        Guard.Started(started);
        pictures.Draw(pixels);
    }

    /// <summary>Disposes the source.</summary>
    public void Dispose() => source.Dispose();

    private static void Check(IFrameSource source, AtariOptions options)
    {
        if (source.ActionNumbers.Length is 0 or > byte.MaxValue + 1)
        {
            throw new ArgumentException($"A source has 1 to 256 actions, not {source.ActionNumbers.Length}.", nameof(source));
        }

        if (Math.Min(source.Width, source.Height) < options.PictureSize)
        {
            throw new ArgumentException(
                $"Pictures of {source.Width} x {source.Height} pixels cannot be shrunk to {options.PictureSize}.", nameof(source));
        }

        if (source.Channels != (options.ColorPictures ? 3 : 1))
        {
            throw new ArgumentException(
                $"The source gives {source.Channels} bytes per pixel, but {nameof(AtariOptions.ColorPictures)} is {options.ColorPictures}.",
                nameof(source));
        }
    }
}
