namespace SoftRL.Environments;

/// <summary>CartPole-v1: keep a pole upright on a cart by pushing the cart left or right.</summary>
/// <remarks>
/// Observation, float32 <c>[4]</c> (the state is kept in float64):
/// <list type="table">
/// <listheader><term>index</term><description>meaning, unit, declared range (episode's range)</description></listheader>
/// <item><term>0</term><description>position of the cart, m, ±4.8 (ends beyond ±2.4)</description></item>
/// <item><term>1</term><description>velocity of the cart, m/s, unbounded</description></item>
/// <item><term>2</term><description>angle of the pole from upright, rad, ±24° (ends beyond ±12°)</description></item>
/// <item><term>3</term><description>angular velocity of the pole, rad/s, unbounded</description></item>
/// </list>
/// The declared bounds are twice the limits of the options. Actions: 0 pushes left, 1 pushes right. Reward: 1 per step,
/// the last one too. The episode terminates past a limit and is truncated after
/// <see cref="CartPoleOptions.MaxEpisodeSteps"/> steps; a step that does both terminates.
/// </remarks>
public sealed class CartPole : IEnvironment<int>, IRenderable
{
    private readonly CartPoleOptions options;
    private CartPoleState state;
    private int steps;
    private bool running;

    /// <summary>A cart and pole.</summary>
    /// <param name="options">Parameters; those of CartPole-v1 when omitted.</param>
    public CartPole(CartPoleOptions? options = null)
    {
        this.options = options ??= new CartPoleOptions();
        float position = (float)(2 * options.PositionLimit), angle = (float)(2 * options.AngleLimit);
        const float Unbounded = float.PositiveInfinity;
        ObservationSpace = ObservationSpace.Vector(
            [-position, -Unbounded, -angle, -Unbounded], [position, Unbounded, angle, Unbounded]);
    }

    /// <inheritdoc/>
    public ObservationSpace ObservationSpace { get; }

    /// <inheritdoc/>
    public ActionSpace ActionSpace { get; } = new DiscreteActions(2);

    /// <inheritdoc/>
    public int FrameWidth => CartPolePicture.Width;

    /// <inheritdoc/>
    public int FrameHeight => CartPolePicture.Height;

    /// <inheritdoc/>
    public double FramesPerSecond => 1 / options.StepSeconds;

    /// <inheritdoc/>
    public void Render(Span<byte> pixels)
    {
        Guard.Started(running || steps > 0);
        CartPolePicture.Draw(state, options, pixels);
    }

    /// <inheritdoc/>
    public void Reset(ulong seed, Span<float> observation)
    {
        Guard.Observation(observation, 4);
        var random = new Xoshiro256(seed);
        state = CartPoleDynamics.Start(options, ref random);
        steps = 0;
        running = true;
        Observe(observation);
    }

    /// <inheritdoc/>
    public StepResult Step(int action, Span<float> observation)
    {
        Guard.Running(running);
        Guard.Observation(observation, 4);
        state = CartPoleDynamics.Step(state, action, options);
        steps++;
        Observe(observation);

        var end = CartPoleDynamics.IsTerminal(state, options) ? StepEnd.Terminated
            : steps >= options.MaxEpisodeSteps ? StepEnd.Truncated
            : StepEnd.None;
        running = end == StepEnd.None;
        return new StepResult(1, end);
    }

    /// <inheritdoc/>
    public void Save(BinaryWriter writer)
    {
        Guard.NotNull(writer);
        writer.Write(state.Position);
        writer.Write(state.Velocity);
        writer.Write(state.Angle);
        writer.Write(state.AngularVelocity);
        writer.Write(steps);
        writer.Write(running);
    }

    /// <inheritdoc/>
    public void Load(BinaryReader reader)
    {
        Guard.NotNull(reader);
        var loaded = new CartPoleState(
            reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
        var loadedSteps = reader.ReadInt32();
        var loadedRunning = reader.ReadBoolean();
        Guard.Snapshot(
            double.IsFinite(loaded.Position + loaded.Velocity + loaded.Angle + loaded.AngularVelocity),
            "the cart's state is not finite");
        Guard.Snapshot(loadedSteps >= 0 && loadedSteps <= options.MaxEpisodeSteps, $"{loadedSteps} steps");
        (state, steps, running) = (loaded, loadedSteps, loadedRunning);
    }

    private void Observe(Span<float> observation)
    {
        observation[3] = (float)state.AngularVelocity;
        observation[0] = (float)state.Position;
        observation[1] = (float)state.Velocity;
        observation[2] = (float)state.Angle;
    }
}
