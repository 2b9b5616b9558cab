namespace SoftRL.Environments;

/// <summary>
/// A point in the plane with four equally good goals: the usual test of whether a soft policy keeps several modes
/// (Haarnoja et al. 2017, multi-goal).
/// </summary>
/// <remarks>
/// Observation, float32 <c>[2]</c>: position to the right and upwards, ± <see cref="MultiGoalOptions.Limit"/>. Action,
/// <c>[2]</c>: the velocity, ±1 each, clipped beyond; one that is not finite is refused. Reward: minus
/// <see cref="MultiGoalOptions.ActionCost"/> times the squared velocity, minus <see cref="MultiGoalOptions.DistanceCost"/>
/// times the squared distance to the nearest goal after the step, plus <see cref="MultiGoalOptions.GoalReward"/> when the
/// goal is reached, which terminates. Truncated after <see cref="MultiGoalOptions.MaxEpisodeSteps"/> steps.
/// </remarks>
/// <param name="options">Parameters; the published ones when omitted.</param>
public sealed partial class MultiGoal(MultiGoalOptions? options = null) : IEnvironment<ReadOnlySpan<float>>
{
    private readonly MultiGoalOptions options = options ?? new MultiGoalOptions();
    private MultiGoalState state;
    private EpisodeClock clock;

    /// <inheritdoc/>
    public ObservationSpace ObservationSpace { get; } =
        ObservationSpace.Uniform([2], -(float)(options ?? new()).Limit, (float)(options ?? new()).Limit);

    /// <inheritdoc/>
    public ActionSpace ActionSpace { get; } = new BoxActions([-1, -1], [1, 1]);

    /// <inheritdoc/>
    public void Reset(ulong seed, Span<float> observation)
    {
        Guard.Observation(observation, 2);
        var random = new Xoshiro256(seed);
        state = MultiGoalDynamics.Start(ref random, options);
        clock.Start();
        Observe(observation);
    }

    /// <inheritdoc/>
    public StepResult Step(ReadOnlySpan<float> action, Span<float> observation)
    {
        Guard.Running(clock.Running);
        Guard.Observation(observation, 2);
        Guard.Action(action, 2);
        (state, var reward, var reached) = MultiGoalDynamics.Step(state, action[0], action[1], options);
        Observe(observation);
        return new StepResult((float)reward, clock.Advance(reached, options.MaxEpisodeSteps));
    }

    /// <inheritdoc/>
    public void Save(BinaryWriter writer)
    {
        Guard.NotNull(writer);
        writer.Write(state.X);
        writer.Write(state.Y);
        clock.Save(writer);
    }

    /// <inheritdoc/>
    public void Load(BinaryReader reader)
    {
        Guard.NotNull(reader);
        var loaded = new MultiGoalState(reader.ReadDouble(), reader.ReadDouble());
        var loadedClock = EpisodeClock.Load(reader, options.MaxEpisodeSteps);
        Guard.Snapshot(Math.Abs(loaded.X) <= options.Limit && Math.Abs(loaded.Y) <= options.Limit, $"the position is {loaded}");
        (state, clock) = (loaded, loadedClock);
    }

    private void Observe(Span<float> observation) => (observation[0], observation[1]) = ((float)state.X, (float)state.Y);
}
