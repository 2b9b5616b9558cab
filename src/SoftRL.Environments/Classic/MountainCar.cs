namespace SoftRL.Environments;

/// <summary>MountainCar-v0: drive a car out of a valley with an engine too weak for the slope.</summary>
/// <remarks>
/// Observation, float32 <c>[2]</c> (the state is kept in float64):
/// <list type="table">
/// <listheader><term>index</term><description>meaning, range</description></listheader>
/// <item><term>0</term><description>position of the car, −1.2 … 0.6</description></item>
/// <item><term>1</term><description>velocity of the car, position per step, ±0.07</description></item>
/// </list>
/// Actions: 0 drives left, 1 lets the car roll, 2 drives right. Reward: −1 per step, the last one too. The episode
/// terminates at <see cref="MountainCarOptions.GoalPosition"/>, and is truncated after
/// <see cref="MountainCarOptions.MaxEpisodeSteps"/> steps; a step that does both terminates.
/// </remarks>
/// <param name="options">Parameters; those of MountainCar-v0 when omitted.</param>
public sealed class MountainCar(MountainCarOptions? options = null) : IEnvironment<int>, IRenderable
{
    private readonly MountainCarEpisode episode = new(options ?? new MountainCarOptions(), single: false);

    /// <inheritdoc/>
    public ObservationSpace ObservationSpace { get; } = MountainCarEpisode.Observations();

    /// <inheritdoc/>
    public ActionSpace ActionSpace { get; } = new DiscreteActions(3);

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
    public StepResult Step(int action, Span<float> observation)
    {
        episode.CheckStep(observation);
        Guard.Action(action, 3);
        return new StepResult(-1, episode.Step(action - 1, observation));
    }

    /// <inheritdoc/>
    public void Save(BinaryWriter writer) => episode.Save(writer);

    /// <inheritdoc/>
    public void Load(BinaryReader reader) => episode.Load(reader);
}
