namespace SoftRL.Environments.Gymnasium;

/// <summary>N environments of Python's Gymnasium, played by worker processes, with automatic reset in the same step.</summary>
/// <remarks>
/// <para>
/// Every worker plays a part of the environments in a loop; a step is one message to it and one back, and the numbers travel in
/// shared memory. Environment i plays episode k from
/// <c>reset(seed = Derive(Derive(seed, "environment", i), "episode", k) &gt;&gt; 33)</c>, see <see cref="Seeds"/>, so the number
/// of workers changes nothing about what is played, and runs repeat as far as the environment itself does.
/// </para>
/// <para>
/// Observations: <c>Box</c> of float32, float64 (rounded to float32) or uint8, in its shape, pictures <c>[H, W, C]</c> turned to
/// channel first; <c>MultiBinary</c> as 0 and 1; <c>Discrete(n)</c> one-hot, <c>[n]</c>. Actions: <c>Discrete</c>, counted from
/// 0 whatever its start; <c>Box</c> of floating-point numbers, flattened, clipped to its bounds.
/// </para>
/// <para>
/// A step that both terminates and truncates terminates. <see cref="ExactSnapshots"/> is false. After an error the workers are
/// ended; <see cref="Reset"/> or <see cref="Load"/> starts new ones. A step allocates nothing here. Disposal ends the workers,
/// and so does the end of this process, however it comes.
/// </para>
/// </remarks>
public sealed class GymnasiumVectorEnvironment : IVectorEnvironment
{
    private const uint SnapshotMark = 0x314D5947;

    private readonly WorkerSetup setup;
    private readonly GymnasiumPlayer player;
    private readonly float[] clipped;
    private bool ready;
    private bool disposed;

    /// <summary>Starts the workers. Call <see cref="Reset"/> before the first step.</summary>
    /// <param name="id">What <c>gymnasium.make</c> takes, for example <c>CartPole-v1</c>, <c>ALE/Pong-v5</c> or
    /// <c>my_module:MyEnvironment-v0</c> (a module in the current directory or installed).</param>
    /// <param name="count">N, number of environments, positive.</param>
    /// <param name="seed">All episodes derive from it.</param>
    /// <param name="workers">Number of worker processes, positive; more than <paramref name="count"/> are not used.
    /// <see cref="GymnasiumOptions.Workers"/> overrides it.</param>
    /// <param name="options">Which Python, arguments and limits of time; the defaults when omitted.</param>
    /// <exception cref="ArgumentException">An argument is out of range.</exception>
    /// <exception cref="EnvironmentUnavailableException">Python, Gymnasium or something that the environment needs is not
    /// installed.</exception>
    /// <exception cref="UnknownEnvironmentException">Gymnasium knows no such environment.</exception>
    /// <exception cref="EnvironmentException">An environment failed, or has spaces that are not supported.</exception>
    public GymnasiumVectorEnvironment(string id, int count, ulong seed, int workers = 1, GymnasiumOptions? options = null)
        : this(GymnasiumEnvironments.Setup(id, options ?? new GymnasiumOptions()), count, seed, workers)
    {
    }

    internal GymnasiumVectorEnvironment(WorkerSetup setup, int count, ulong seed, int workers)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(workers);
        this.setup = setup;
        player = new GymnasiumPlayer(setup, count, seed, Math.Min(setup.Options.Workers ?? workers, count));
        clipped = ActionSpace is BoxActions box ? new float[checked(count * box.Dimension)] : [];
    }

    /// <inheritdoc/>
    public int Count => player.Count;

    /// <inheritdoc/>
    public ObservationSpace ObservationSpace => player.Description.Observations;

    /// <inheritdoc/>
    public ActionSpace ActionSpace => player.Description.Actions;

    /// <inheritdoc/>
    public ReadOnlySpan<float> Observations => player.Observations;

    /// <inheritdoc/>
    public ReadOnlySpan<float> Rewards => player.Rewards;

    /// <inheritdoc/>
    public ReadOnlySpan<StepEnd> Ends => player.Ends;

    /// <inheritdoc/>
    public ReadOnlySpan<float> FinalObservations => player.FinalObservations;

    /// <inheritdoc/>
    public ReadOnlySpan<float> EpisodeReturns => player.EpisodeReturns;

    /// <inheritdoc/>
    public ReadOnlySpan<int> EpisodeLengths => player.EpisodeLengths;

    /// <summary>False: Python environments cannot be saved. A loaded run continues with new episodes.</summary>
    public bool ExactSnapshots => false;

    /// <inheritdoc/>
    public void Reset()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        ready = false;
        player.Book.Rewind();
        player.Begin();
        ready = true;
    }

    /// <inheritdoc/>
    public void Step(ReadOnlySpan<int> actions)
    {
        RequireReady();
        if (ActionSpace is not DiscreteActions discrete)
        {
            throw new InvalidOperationException($"The actions of '{setup.Name}' are real-valued: {ActionSpace}.");
        }

        if (actions.Length != Count)
        {
            throw new ArgumentException($"{actions.Length} actions were given for {Count} environments.", nameof(actions));
        }

        for (var i = 0; i < actions.Length; i++)
        {
            if (!discrete.Contains(actions[i]))
            {
                throw new ArgumentOutOfRangeException(
                    nameof(actions), actions[i], $"Action of environment {i} must be in 0..{discrete.Count - 1}.");
            }
        }

        ready = false;
        player.Step(actions);
        ready = true;
    }

    /// <inheritdoc/>
    public void Step(ReadOnlySpan<float> actions)
    {
        RequireReady();
        if (ActionSpace is not BoxActions box)
        {
            throw new InvalidOperationException($"The actions of '{setup.Name}' are discrete: {ActionSpace}.");
        }

        if (actions.Length != clipped.Length)
        {
            throw new ArgumentException(
                $"{actions.Length} coordinates were given for {Count} environments whose actions have {box.Dimension}.", nameof(actions));
        }

        for (var i = 0; i < actions.Length; i++)
        {
            if (!float.IsFinite(actions[i]))
            {
                throw new ArgumentException(
                    $"Coordinate {i % box.Dimension} of the action of environment {i / box.Dimension} is {actions[i]}; it must be finite.",
                    nameof(actions));
            }

            clipped[i] = Math.Clamp(actions[i], box.Low[i % box.Dimension], box.High[i % box.Dimension]);
        }

        ready = false;
        player.Step(clipped);
        ready = true;
    }

    /// <summary>Writes the seed and which episode each environment plays: all that can be known of it.</summary>
    /// <param name="writer">Borrowed.</param>
    /// <exception cref="InvalidOperationException">There was no <see cref="Reset"/> before, or none since an error.</exception>
    public void Save(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        RequireReady();
        writer.Write(SnapshotMark);
        writer.Write(setup.Name);
        writer.Write(Count);
        writer.Write(ObservationSpace.Size);
        player.Book.Save(writer);
    }

    /// <summary>Starts every environment on the episode after the one that it played when <see cref="Save"/> was called.</summary>
    /// <param name="reader">Borrowed, at the position where <see cref="Save"/> began.</param>
    /// <exception cref="InvalidDataException">The snapshot is of other environments, or of another number of them.</exception>
    /// <exception cref="EndOfStreamException">The snapshot is too short.</exception>
    /// <exception cref="EnvironmentException">An environment failed.</exception>
    public void Load(BinaryReader reader)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        ArgumentNullException.ThrowIfNull(reader);
        ready = false;
        if (reader.ReadUInt32() != SnapshotMark)
        {
            throw new InvalidDataException("The snapshot does not fit these environments: it is not one of Gymnasium environments.");
        }

        var (name, count, size) = (reader.ReadString(), reader.ReadInt32(), reader.ReadInt32());
        if (name != setup.Name || count != Count || size != ObservationSpace.Size)
        {
            throw new InvalidDataException(
                $"The snapshot does not fit these environments: it holds {count} of {name} with {size} observation elements, not {Count} of "
                + $"{setup.Name} with {ObservationSpace.Size}.");
        }

        player.Book.Load(reader);
        player.Begin();
        ready = true;
    }

    /// <summary>What draws an environment; null unless <see cref="GymnasiumOptions.Drawable"/> was set.</summary>
    /// <param name="index">0 … N − 1.</param>
    /// <returns>Has the worker render the state to act on next.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is no environment.</exception>
    public IRenderable? Renderer(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        return player.Description.Frame is var (height, width)
            ? new GymnasiumPicture(width, height, player.Description.FramesPerSecond, pixels => Draw(index, pixels))
            : null;
    }

    /// <summary>Ends the workers; those that do not leave by themselves are killed.</summary>
    public void Dispose()
    {
        disposed = true;
        player.Dispose();
    }

    private void Draw(int index, Span<byte> pixels)
    {
        RequireReady();
        ready = false;
        player.Draw(index, pixels);
        ready = true;
    }

    private void RequireReady()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (!ready)
        {
            throw new InvalidOperationException("Call Reset first, and after an environment failed.");
        }
    }
}
