namespace SoftRL.Environments;

/// <summary>MountainCarContinuous-v0: drive a car out of a valley, with a throttle, sparing the engine.</summary>
/// <remarks>
/// Observation, float32 <c>[2]</c>:
/// <list type="table">
/// <listheader><term>index</term><description>meaning, range</description></listheader>
/// <item><term>0</term><description>position of the car, −1.2 … 0.6</description></item>
/// <item><term>1</term><description>velocity of the car, position per step, ±0.07</description></item>
/// </list>
/// A step computes in float64; the state is then rounded to float32, as the original does. Action, <c>[1]</c>: the
/// throttle in ±1, clipped beyond; an action that is not finite is refused. Reward: −0.1·a² with the action as given,
/// plus 100 on the step that terminates. The episode terminates at <see cref="MountainCarOptions.GoalPosition"/>, and
/// is truncated after <see cref="MountainCarOptions.MaxEpisodeSteps"/> steps; a step that does both terminates.
/// </remarks>
/// <param name="options">Parameters; <see cref="MountainCarOptions.Continuous"/> when omitted.</param>
public sealed class MountainCarContinuous(MountainCarOptions? options = null) : IEnvironment<ReadOnlySpan<float>>, IRenderable
{
    private readonly MountainCarEpisode episode = new(options ?? MountainCarOptions.Continuous, single: true);

    /// <inheritdoc/>
    public ObservationSpace ObservationSpace { get; } = MountainCarEpisode.Observations();

    /// <inheritdoc/>
    public ActionSpace ActionSpace { get; } = new BoxActions([-1], [1]);

    /// <inheritdoc/>
    public int FrameWidth => MountainCarPicture.Width;

    /// <inheritdoc/>
    public int FrameHeight => MountainCarPicture.Height;

    /// <inheritdoc/>
    public double FramesPerSecond => 30;

    /// <inheritdoc/>
    public void Render(Span<byte> pixels) => episode.Render(pixels);

    /// <inheritdoc/>
    public void Reset(ulong seed, Span<float> observation) => episode.Reset(seed, observation);

    /// <inheritdoc/>
    public StepResult Step(ReadOnlySpan<float> action, Span<float> observation)
    {
        episode.CheckStep(observation);
        Guard.Action(action, 1);
        double throttle = action[0];
        var end = episode.Step(Math.Clamp(throttle, -1, 1), observation);
        var goal = end == StepEnd.Terminated ? 100 : 0;
        return new StepResult((float)(goal - (0.1 * throttle * throttle)), end);
    }

    /// <inheritdoc/>
    public void Save(BinaryWriter writer) => episode.Save(writer);

    /// <inheritdoc/>
    public void Load(BinaryReader reader) => episode.Load(reader);
}
