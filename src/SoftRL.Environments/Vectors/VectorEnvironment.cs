namespace SoftRL.Environments;

/// <summary>
/// N environments of one kind in this process, stepped together into contiguous buffers, with automatic reset.
/// </summary>
/// <remarks>
/// <para>
/// Where a step ends an episode the next one starts in the same call: <see cref="Observations"/> holds its first
/// observation, <see cref="FinalObservations"/> the last of the one that ended, the true successor of the step.
/// </para>
/// <para>
/// Results do not depend on the number of threads. Environment i plays episode k from seed
/// <c>Derive(Derive(seed, "environment", i), "episode", k)</c> of <see cref="Seeds"/>. With one thread everything runs on
/// the caller's; otherwise the caller is helped by <c>threads − 1</c> others, unless it is measured to be faster alone.
/// </para>
/// <para>
/// A step allocates nothing. The spans are views of the buffers: their content changes with each call. Not for use by
/// several threads at once.
/// </para>
/// </remarks>
public sealed class VectorEnvironment : IVectorEnvironment
{
    private const uint SnapshotMark = 0x31564C53;

    private readonly EnvironmentSet environments;
    private readonly VectorBuffers buffers;
    private readonly EpisodeRunner runner;
    private readonly WorkerCrew crew;
    private readonly Action<int> resetOne;
    private readonly Action<int> stepOne;
    private bool ready;
    private bool disposed;

    /// <summary>Makes environments with discrete actions, and the threads. Call <see cref="Reset()"/> before the first step.</summary>
    /// <param name="create">Makes a new environment on each call; they are owned from now on.</param>
    /// <param name="count">N, number of environments, positive.</param>
    /// <param name="seed">All episodes derive from it.</param>
    /// <param name="threads">Number of threads that step environments, the caller's included, positive; more than
    /// <paramref name="count"/> are not used.</param>
    /// <exception cref="ArgumentException">An argument is out of range; the environments' actions are not discrete, or one
    /// environment was returned twice.</exception>
    /// <exception cref="EnvironmentException">The environments' spaces differ.</exception>
    public VectorEnvironment(Func<IEnvironment<int>> create, int count, ulong seed, int threads = 1)
        : this(EnvironmentSet.Of(create, count, null), seed, threads)
    {
    }

    /// <summary>Makes environments with real-valued actions, and the threads. Call <see cref="Reset()"/> before the first step.</summary>
    /// <param name="create">Makes a new environment on each call; they are owned from now on.</param>
    /// <param name="count">N, number of environments, positive.</param>
    /// <param name="seed">All episodes derive from it.</param>
    /// <param name="threads">As for the other constructor.</param>
    /// <exception cref="ArgumentException">As for the other constructor.</exception>
    /// <exception cref="EnvironmentException">The environments' spaces differ.</exception>
    public VectorEnvironment(Func<IEnvironment<ReadOnlySpan<float>>> create, int count, ulong seed, int threads = 1)
        : this(EnvironmentSet.Of(create, count, null), seed, threads)
    {
    }

    internal VectorEnvironment(EnvironmentSet environments, ulong seed, int threads, int first = 0)
    {
        this.environments = environments;
        try
        {
            crew = new WorkerCrew(environments.Count, Math.Min(Guard.Positive(threads), environments.Count));
        }
        catch
        {
            environments.Dispose();
            throw;
        }

        buffers = new VectorBuffers(
            environments.Count, environments.ObservationSpace.Size, (environments.ActionSpace as BoxActions)?.Dimension ?? 0);
        runner = new EpisodeRunner(environments, buffers, seed, first);
        (resetOne, stepOne) = (runner.Reset, runner.Step);
    }

    /// <summary>N, the number of environments.</summary>
    public int Count => environments.Count;

    /// <summary>The observation space of each environment.</summary>
    public ObservationSpace ObservationSpace => environments.ObservationSpace;

    /// <summary>The action space of each environment.</summary>
    public ActionSpace ActionSpace => environments.ActionSpace;

    /// <summary>The observation to act on next, <c>[N, D]</c> row-major: after the automatic reset.</summary>
    public ReadOnlySpan<float> Observations => buffers.Observations;

    /// <summary>Rewards of the last step, <c>[N]</c>.</summary>
    public ReadOnlySpan<float> Rewards => buffers.Rewards;

    /// <summary>Ends of the last step, <c>[N]</c>.</summary>
    public ReadOnlySpan<StepEnd> Ends => buffers.Ends;

    /// <inheritdoc/>
    public ReadOnlySpan<float> FinalObservations => buffers.FinalObservations;

    /// <inheritdoc/>
    public ReadOnlySpan<float> EpisodeReturns => buffers.EpisodeReturns;

    /// <inheritdoc/>
    public ReadOnlySpan<int> EpisodeLengths => buffers.EpisodeLengths;

    /// <inheritdoc/>
    public bool ExactSnapshots => true;

    /// <summary>
    /// Told of each environment whose episode has ended, by its index, before its next one starts and on the thread that steps
    /// it: the one moment in which <see cref="Renderer"/> draws the last state. Null, the default: nobody. What it throws is
    /// reported as that environment's failure.
    /// </summary>
    public Action<int>? EpisodeEnding
    {
        get => runner.Ending;
        set => runner.Ending = value;
    }

    /// <summary>Starts every environment on the first episode of its seed, whatever was played before.</summary>
    /// <exception cref="EnvironmentException">An environment threw or broke its contract.</exception>
    public void Reset()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        runner.Rewind();
        Run(resetOne);
    }

    /// <inheritdoc/>
    /// <remarks>Of several failures the one with the lowest index is thrown; <see cref="Reset()"/> or <see cref="Load"/> makes the whole usable again.</remarks>
    public void Step(ReadOnlySpan<int> actions)
    {
        RequireReady();
        var space = ActionSpace as DiscreteActions
            ?? throw new InvalidOperationException($"{environments.Name} takes real-valued actions, not indices.");
        RequireLength(actions.Length, Count, nameof(actions));
        var wrong = actions.IndexOfAnyExceptInRange(0, space.Count - 1);
        if (wrong >= 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(actions), actions[wrong], $"Action of environment {wrong} must be in 0..{space.Count - 1}.");
        }

        actions.CopyTo(buffers.Actions);
        Run(stepOne);
    }

    /// <inheritdoc/>
    /// <remarks>Of several failures the one with the lowest index is thrown; <see cref="Reset()"/> or <see cref="Load"/> makes the whole usable again.
    /// What becomes of a coordinate beyond its bounds, each environment says.</remarks>
    public void Step(ReadOnlySpan<float> actions)
    {
        RequireReady();
        if (ActionSpace is not BoxActions)
        {
            throw new InvalidOperationException($"{environments.Name} takes indices as actions, not real values.");
        }

        RequireLength(actions.Length, Count * buffers.ActionDimension, nameof(actions));
        var element = FiniteCheck.FirstNotFinite(actions);
        if (element >= 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(actions),
                actions[element],
                $"Coordinate {element % buffers.ActionDimension} of the action of environment {element / buffers.ActionDimension} must be finite.");
        }

        actions.CopyTo(buffers.ActionVectors);
        Run(stepOne);
    }

    /// <inheritdoc/>
    public IRenderable? Renderer(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        return IWrapper.Find<IRenderable>(environments[index].Environment);
    }

    /// <summary>Writes an exact snapshot: every environment, the counters and all buffers.</summary>
    /// <param name="writer">Borrowed.</param>
    /// <exception cref="InvalidOperationException">There was no <see cref="Reset()"/> before, or none since an error.</exception>
    public void Save(BinaryWriter writer)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        Guard.NotNull(writer);
        if (!ready)
        {
            throw new InvalidOperationException("There is nothing to save before Reset, or after an environment failed.");
        }

        writer.Write(SnapshotMark);
        writer.Write(environments.Name);
        writer.Write(Count);
        writer.Write(buffers.ObservationSize);
        runner.Save(writer);
        buffers.Save(writer);
    }

    /// <summary>
    /// Restores what <see cref="Save"/> wrote, the seed included; later steps continue bit for bit. The number of
    /// threads may differ.
    /// </summary>
    /// <param name="reader">Borrowed, at the position where <see cref="Save"/> began.</param>
    /// <exception cref="InvalidDataException">The snapshot is of other environments, or of another number of them. After
    /// an error, <see cref="Reset()"/> or a <see cref="Load"/> that succeeds makes the whole usable again.</exception>
    /// <exception cref="EndOfStreamException">The snapshot is too short.</exception>
    public void Load(BinaryReader reader)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        Guard.NotNull(reader);
        ready = false;
        Guard.Snapshot(reader.ReadUInt32() == SnapshotMark, "it is not one of a vector environment");
        var (name, count, size) = (reader.ReadString(), reader.ReadInt32(), reader.ReadInt32());
        Guard.Snapshot(
            name == environments.Name && count == Count && size == buffers.ObservationSize,
            $"it holds {count} of {name} with {size} observation elements, not {Count} of {environments.Name} with {buffers.ObservationSize}");
        runner.Load(reader);
        buffers.Load(reader);
        ready = true;
    }

    /// <summary>Ends the threads and disposes the environments that have anything to dispose.</summary>
    public void Dispose()
    {
        if (!disposed)
        {
            disposed = true;
            crew.Dispose();
            environments.Dispose();
        }
    }

    private void RequireReady()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (!ready)
        {
            throw new InvalidOperationException("Call Reset before the first Step, and after an environment failed.");
        }
    }

    private void RequireLength(int given, int needed, string name)
    {
        if (given != needed)
        {
            throw new ArgumentException(
                buffers.ActionDimension == 0
                    ? $"{given} actions were given for {Count} environments."
                    : $"{given} coordinates were given for {Count} environments with {buffers.ActionDimension} each.",
                name);
        }
    }

    private void Run(Action<int> action)
    {
        ready = false;
        crew.Run(action);
        runner.ThrowFailure();
        ready = true;
    }
}
