namespace SoftRL.Environments;

/// <summary>Acrobot-v1: swing the tip of two hanging links above a line with a motor between them.</summary>
/// <remarks>
/// Observation, float32 <c>[6]</c> (the state is kept in float64):
/// <list type="table">
/// <listheader><term>index</term><description>meaning, unit, range</description></listheader>
/// <item><term>0, 1</term><description>cosine and sine of the first link's angle from straight down, ±1</description></item>
/// <item><term>2, 3</term><description>cosine and sine of the second link's angle to the first, ±1</description></item>
/// <item><term>4</term><description>angular velocity of the first link, rad/s, ±4π</description></item>
/// <item><term>5</term><description>angular velocity of the second link, rad/s, ±9π</description></item>
/// </list>
/// Actions: 0, 1, 2 are negative, no and positive torque. Reward: −1 per step, 0 for the one that terminates. The
/// episode terminates when the tip is more than a link's length above the fixed joint, and is truncated after
/// <see cref="AcrobotOptions.MaxEpisodeSteps"/> steps; a step that does both terminates.
/// </remarks>
/// <param name="options">Parameters; those of Acrobot-v1 when omitted.</param>
public sealed class Acrobot(AcrobotOptions? options = null) : IEnvironment<int>, IRenderable
{
    private const float Top1 = (float)AcrobotDynamics.TopVelocity1;
    private const float Top2 = (float)AcrobotDynamics.TopVelocity2;
    private readonly AcrobotOptions options = options ?? new AcrobotOptions();
    private AcrobotState state;
    private EpisodeClock clock;

    /// <inheritdoc/>
    public ObservationSpace ObservationSpace { get; } =
        ObservationSpace.Vector([-1, -1, -1, -1, -Top1, -Top2], [1, 1, 1, 1, Top1, Top2]);

    /// <inheritdoc/>
    public ActionSpace ActionSpace { get; } = new DiscreteActions(3);

    /// <inheritdoc/>
    public int FrameWidth => AcrobotPicture.Size;

    /// <inheritdoc/>
    public int FrameHeight => AcrobotPicture.Size;

    /// <inheritdoc/>
    public double FramesPerSecond => 15;

    /// <inheritdoc/>
    public void Render(Span<byte> pixels)
    {
        Guard.Started(clock.Started);
        AcrobotPicture.Draw(state, pixels);
    }

    /// <inheritdoc/>
    public void Reset(ulong seed, Span<float> observation)
    {
        Guard.Observation(observation, 6);
        var random = new Xoshiro256(seed);
        state = AcrobotDynamics.Start(ref random);
        clock.Start();
        Observe(observation);
    }

    /// <inheritdoc/>
    public StepResult Step(int action, Span<float> observation)
    {
        Guard.Running(clock.Running);
        Guard.Observation(observation, 6);
        state = AcrobotDynamics.Step(state, action, options);
        Observe(observation);
        var end = clock.Advance(AcrobotDynamics.IsTerminal(state), options.MaxEpisodeSteps);
        return new StepResult(end == StepEnd.Terminated ? 0 : -1, end);
    }

    /// <inheritdoc/>
    public void Save(BinaryWriter writer)
    {
        Guard.NotNull(writer);
        writer.Write(state.Angle1);
        writer.Write(state.Angle2);
        writer.Write(state.Velocity1);
        writer.Write(state.Velocity2);
        clock.Save(writer);
    }

    /// <inheritdoc/>
    public void Load(BinaryReader reader)
    {
        Guard.NotNull(reader);
        var loaded = new AcrobotState(
            reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
        var loadedClock = EpisodeClock.Load(reader, options.MaxEpisodeSteps);
        Guard.Snapshot(
            double.IsFinite(loaded.Angle1 + loaded.Angle2 + loaded.Velocity1 + loaded.Velocity2),
            "the links' state is not finite");
        (state, clock) = (loaded, loadedClock);
    }

    private void Observe(Span<float> observation)
    {
        observation[5] = (float)state.Velocity2;
        (observation[0], observation[1]) = ((float)Math.Cos(state.Angle1), (float)Math.Sin(state.Angle1));
        (observation[2], observation[3]) = ((float)Math.Cos(state.Angle2), (float)Math.Sin(state.Angle2));
        observation[4] = (float)state.Velocity1;
    }
}
