namespace SoftRL.Environments.Gymnasium;

/// <summary>An Atari game of the Arcade Learning Environment, played frame by frame by Python's <c>ale_py</c> in a worker process.</summary>
/// <remarks>
/// <para>
/// The game itself draws no random numbers, so a game is a function of its actions alone; sticky actions, frame skip, no-ops and
/// limits are <see cref="AtariEnvironment"/>'s. One call of <see cref="Act"/> is one message to the worker and one back; pictures
/// are in shared memory.
/// </para>
/// <para>After an error the worker is ended, and <see cref="Reset"/> starts a new one. Disposal ends it, and so does the end of
/// this process.</para>
/// </remarks>
public sealed class AleFrameSource : IFrameSource
{
    private readonly WorkerSetup setup;
    private readonly string description;
    private readonly int[] actionNumbers;
    private AleMemory? memory;
    private int lives;
    private bool running;
    private bool disposed;

    /// <summary>Starts a worker and loads the game.</summary>
    /// <param name="game">Its name as in ids, for example <c>SpaceInvaders</c>.</param>
    /// <param name="color">Whether pictures are red, green and blue; otherwise they are ALE's own grey.</param>
    /// <param name="options">Which Python and limits of time; the rest of them concerns other environments. The defaults when
    /// omitted.</param>
    /// <exception cref="ArgumentException"><paramref name="game"/> is empty.</exception>
    /// <exception cref="EnvironmentUnavailableException">Python, <c>ale_py</c> or the game's ROM is not installed.</exception>
    /// <exception cref="UnknownEnvironmentException">There is no such game.</exception>
    /// <exception cref="EnvironmentException">The worker failed.</exception>
    public AleFrameSource(string game, bool color = true, GymnasiumOptions? options = null)
        : this(Setup(game, $"Atari/{game}", color, options ?? new GymnasiumOptions()))
    {
    }

    internal AleFrameSource(WorkerSetup setup)
    {
        this.setup = setup;
        memory = new AleMemory(setup);
        (Width, Height, Channels) = (memory.Width, memory.Height, memory.Channels);
        (actionNumbers, description) = (memory.Actions, memory.Description);
    }

    /// <inheritdoc/>
    public int Width { get; }

    /// <inheritdoc/>
    public int Height { get; }

    /// <inheritdoc/>
    public int Channels { get; }

    /// <inheritdoc/>
    public ReadOnlySpan<int> ActionNumbers => actionNumbers;

    /// <inheritdoc/>
    public int Lives => lives;

    /// <summary>Starts the game anew.</summary>
    /// <param name="seed">Means nothing: the game draws no random numbers.</param>
    /// <exception cref="EnvironmentException">The worker failed.</exception>
    public void Reset(ulong seed)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        running = false;
        if (memory is null)
        {
            memory = new AleMemory(setup);
            if (memory.Description != description)
            {
                Stop();
                throw new EnvironmentException($"'{setup.Name}' is not what it was when it was first started.");
            }
        }

        Ask('R', "resetting");
        running = true;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">There is no such action, or <paramref name="frames"/> is not positive.</exception>
    /// <exception cref="InvalidOperationException">No game is running.</exception>
    /// <exception cref="EnvironmentException">The worker failed.</exception>
    public FrameResult Act(int action, int frames)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        ArgumentOutOfRangeException.ThrowIfNegative(action);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(action, actionNumbers.Length);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(frames);
        if (!running)
        {
            throw new InvalidOperationException("No game is running: call Reset first, and after the game was over or failed.");
        }

        running = false;
        (memory!.Request[0], memory.Request[1]) = (actionNumbers[action], frames);
        Ask('A', "playing");
        var result = new FrameResult((float)memory.Reward, memory.State[0], memory.State[2] != 0);
        if (!float.IsFinite(result.Reward) || result.Frames < 1 || result.Frames > frames || (result.Frames < frames && !result.GameOver))
        {
            Stop();
            throw new EnvironmentException($"The worker of '{setup.Name}' was to play {frames} frames and gave {result}.");
        }

        running = !result.GameOver;
        return result;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException"><paramref name="picture"/> has the wrong length.</exception>
    /// <exception cref="InvalidOperationException">No game was started, or the worker failed.</exception>
    public void CopyFrame(int age, Span<byte> picture)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        ArgumentOutOfRangeException.ThrowIfNegative(age);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(age, 1);
        if (picture.Length != Width * Height * Channels)
        {
            throw new ArgumentException($"The picture has {picture.Length} bytes; {Width} x {Height} pixels of {Channels} are copied.", nameof(picture));
        }

        if (memory is not { Started: true })
        {
            throw new InvalidOperationException("There is no picture: call Reset first, and after the worker failed.");
        }

        memory.Picture((memory.State[3] & 1) ^ age).CopyTo(picture);
    }

    /// <summary>Ends the worker.</summary>
    public void Dispose()
    {
        disposed = true;
        Stop();
    }

    internal static WorkerSetup Setup(string game, string name, bool color, GymnasiumOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(game);
        return new WorkerSetup(name, "frames", game, options with { Arguments = color ? """{"color": true}""" : """{"color": false}""", Drawable = false })
        {
            NearFormat = name.Replace(game, "{0}", StringComparison.Ordinal),
        };
    }

    private void Ask(char letter, string what)
    {
        try
        {
            memory!.Ask(letter, what);
        }
        catch
        {
            Stop();
            throw;
        }

        lives = memory.State[1];
    }

    private void Stop()
    {
        running = false;
        memory?.Dispose();
        memory = null;
    }
}
