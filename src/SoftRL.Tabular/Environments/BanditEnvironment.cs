using SoftRL.Environments;

namespace SoftRL.Tabular;

/// <summary>An environment that plays a <see cref="Bandit"/>: every episode is one pull.</summary>
/// <remarks>
/// Observation: one element, always 1, without unit. Actions: the arms, 0 to A − 1. Each pull takes one normal draw, also
/// when the arm is deterministic, so that the sequence of draws does not depend on the arm.
/// </remarks>
public sealed class BanditEnvironment : IEnvironment<int>
{
    private readonly Bandit bandit;
    private readonly DiscreteActions actions;
    private Xoshiro256 random;
    private bool started;
    private bool running;

    /// <summary>An environment over a bandit.</summary>
    /// <param name="bandit">The bandit; shared, it is immutable.</param>
    public BanditEnvironment(Bandit bandit)
    {
        ArgumentNullException.ThrowIfNull(bandit);
        this.bandit = bandit;
        actions = new DiscreteActions(bandit.ActionCount);
    }

    /// <inheritdoc/>
    public ObservationSpace ObservationSpace { get; } = ObservationSpace.Uniform([1], 1, 1);

    /// <inheritdoc/>
    public ActionSpace ActionSpace => actions;

    /// <inheritdoc/>
    public void Reset(ulong seed, Span<float> observation)
    {
        CheckObservation(observation);
        random = new Xoshiro256(seed);
        started = running = true;
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
        if (count != bandit.ActionCount || (loadedRunning && !loadedStarted))
        {
            throw new InvalidDataException($"The snapshot is of a bandit with {count} arms; this one has {bandit.ActionCount}.");
        }

        random = loadedStarted ? Xoshiro256.Load(reader) : default;
        (started, running) = (loadedStarted, loadedRunning);
    }

    private static void CheckObservation(Span<float> observation)
    {
        if (observation.Length != 1)
        {
            throw new ArgumentException($"observation must have 1 element; it has {observation.Length}.", nameof(observation));
        }
    }
}
