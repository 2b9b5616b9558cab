using SoftRL.Environments;

namespace SoftRL.Tabular;

/// <summary>An environment that plays a <see cref="Bandit"/>: every episode is one pull.</summary>
/// <remarks>
/// Observation: one element, always 1, without unit. Actions: the arms, 0 to A − 1. Each pull takes one normal draw, also
/// when the arm is deterministic, so that the sequence of draws does not depend on the arm.
/// </remarks>
public sealed class BanditEnvironment : IEnvironment<int>, IRenderable
{
    private readonly Bandit bandit;
    private readonly DiscreteActions actions;
    private readonly BanditPicture picture;
    private Xoshiro256 random;
    private bool started;
    private bool running;
    private int pulled = -1;

    /// <summary>An environment over a bandit.</summary>
    /// <param name="bandit">The bandit; shared, it is immutable.</param>
    public BanditEnvironment(Bandit bandit)
    {
        ArgumentNullException.ThrowIfNull(bandit);
        this.bandit = bandit;
        actions = new DiscreteActions(bandit.ActionCount);
        picture = new BanditPicture(bandit);
    }

    /// <inheritdoc/>
    public ObservationSpace ObservationSpace { get; } = ObservationSpace.Uniform([1], 1, 1);

    /// <inheritdoc/>
    public ActionSpace ActionSpace => actions;

    /// <inheritdoc/>
    public int FrameWidth => picture.Width;

    /// <inheritdoc/>
    public int FrameHeight => BanditPicture.Height;

    /// <inheritdoc/>
    public double FramesPerSecond => 4;

    /// <inheritdoc/>
    public void Render(Span<byte> pixels)
    {
        if (!started)
        {
            throw new InvalidOperationException("No episode was started, so there is nothing to draw. Call Reset first.");
        }

        picture.Draw(pulled, pixels);
    }

    /// <inheritdoc/>
    public void Reset(ulong seed, Span<float> observation)
    {
        CheckObservation(observation);
        random = new Xoshiro256(seed);
        started = running = true;
        pulled = -1;
        observation[0] = 1;
    }

    /// <inheritdoc/>
    public StepResult Step(int action, Span<float> observation)
    {
        CheckObservation(observation);
        if (!actions.Contains(action))
        {
            throw new ArgumentOutOfRangeException(nameof(action), action, $"action must be in 0 to {bandit.ActionCount - 1}; it is {action}.");
        }

        if (!running)
        {
            throw new InvalidOperationException("No episode is running: call Reset first.");
        }

        running = false;
        pulled = action;
        observation[0] = 1;
        var arm = bandit.Arms[action];
        return new StepResult((float)(arm.Mean + (arm.StandardDeviation * random.NextGaussian())), StepEnd.Terminated);
    }

    /// <inheritdoc/>
    public void Save(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(bandit.ActionCount);
        writer.Write(started);
        writer.Write(running);
        writer.Write(pulled);
        if (started)
        {
            random.Save(writer);
        }
    }

    /// <inheritdoc/>
    public void Load(BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var (count, loadedStarted, loadedRunning) = (reader.ReadInt32(), reader.ReadBoolean(), reader.ReadBoolean());
        var loadedPulled = reader.ReadInt32();
        var ended = loadedStarted && !loadedRunning;
        if (count != bandit.ActionCount || (loadedRunning && !loadedStarted) || (ended ? !actions.Contains(loadedPulled) : loadedPulled != -1))
        {
            throw new InvalidDataException($"The snapshot is of a bandit with {count} arms; this one has {bandit.ActionCount}.");
        }

        random = loadedStarted ? Xoshiro256.Load(reader) : default;
        (started, running, pulled) = (loadedStarted, loadedRunning, loadedPulled);
    }

    private static void CheckObservation(Span<float> observation)
    {
        if (observation.Length != 1)
        {
            throw new ArgumentException($"observation must have 1 element; it has {observation.Length}.", nameof(observation));
        }
    }
}
