namespace SoftRL.Environments;

/// <summary>Pendulum-v1: swing a rod up with a weak motor and hold it there.</summary>
/// <remarks>
/// Observation, float32 <c>[3]</c> (the state is kept in float64):
/// <list type="table">
/// <listheader><term>index</term><description>meaning, unit, range</description></listheader>
/// <item><term>0, 1</term><description>cosine and sine of the angle from upright, ±1</description></item>
/// <item><term>2</term><description>angular velocity, rad/s, ± <see cref="PendulumOptions.MaxVelocity"/></description></item>
/// </list>
/// Action, <c>[1]</c>: the torque, N·m, clipped to ± <see cref="PendulumOptions.MaxTorque"/>; one that is not finite is
/// refused. Reward: minus the cost of the state before the step (<see cref="PendulumDynamics.Cost"/>). The episode
/// never terminates; it is truncated after <see cref="PendulumOptions.MaxEpisodeSteps"/> steps.
/// </remarks>
public sealed class Pendulum : IEnvironment<ReadOnlySpan<float>>, IRenderable
{
    private readonly PendulumOptions options;
    private PendulumState state;
    private EpisodeClock clock;

    /// <summary>A pendulum.</summary>
    /// <param name="options">Parameters; those of Pendulum-v1 when omitted.</param>
    public Pendulum(PendulumOptions? options = null)
    {
        this.options = options ??= new PendulumOptions();
        var (torque, velocity) = ((float)options.MaxTorque, (float)options.MaxVelocity);
        ObservationSpace = ObservationSpace.Vector([-1, -1, -velocity], [1, 1, velocity]);
        ActionSpace = new BoxActions([-torque], [torque]);
    }

    /// <inheritdoc/>
    public ObservationSpace ObservationSpace { get; }

    /// <inheritdoc/>
    public ActionSpace ActionSpace { get; }

    /// <inheritdoc/>
    public int FrameWidth => PendulumPicture.Size;

    /// <inheritdoc/>
    public int FrameHeight => PendulumPicture.Size;

    /// <inheritdoc/>
    public double FramesPerSecond => 1 / options.StepSeconds;

    /// <inheritdoc/>
    public void Render(Span<byte> pixels)
    {
        Guard.Started(clock.Started);
        PendulumPicture.Draw(state, options, pixels);
    }

    /// <inheritdoc/>
    public void Reset(ulong seed, Span<float> observation)
    {
        Guard.Observation(observation, 3);
        var random = new Xoshiro256(seed);
        state = PendulumDynamics.Start(ref random);
        clock.Start();
        Observe(observation);
    }

    /// <inheritdoc/>
    public StepResult Step(ReadOnlySpan<float> action, Span<float> observation)
    {
        Guard.Running(clock.Running);
        Guard.Observation(observation, 3);
        Guard.Action(action, 1);
        var cost = PendulumDynamics.Cost(state, action[0], options);
        state = PendulumDynamics.Step(state, action[0], options);
        Observe(observation);
        return new StepResult((float)-cost, clock.Advance(terminated: false, options.MaxEpisodeSteps));
    }

    /// <inheritdoc/>
    public void Save(BinaryWriter writer)
    {
        Guard.NotNull(writer);
        writer.Write(state.Angle);
        writer.Write(state.Velocity);
        clock.Save(writer);
    }

    /// <inheritdoc/>
    public void Load(BinaryReader reader)
    {
        Guard.NotNull(reader);
        var loaded = new PendulumState(reader.ReadDouble(), reader.ReadDouble());
        var loadedClock = EpisodeClock.Load(reader, options.MaxEpisodeSteps);
        Guard.Snapshot(double.IsFinite(loaded.Angle + loaded.Velocity), "the pendulum's state is not finite");
        (state, clock) = (loaded, loadedClock);
    }

    private void Observe(Span<float> observation)
    {
        observation[2] = (float)state.Velocity;
        (observation[0], observation[1]) = ((float)Math.Cos(state.Angle), (float)Math.Sin(state.Angle));
    }
}
