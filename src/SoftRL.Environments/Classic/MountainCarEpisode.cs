namespace SoftRL.Environments;

/// <summary>What the two mountain cars share: an episode in play.</summary>
/// <param name="options">Parameters.</param>
/// <param name="single">Whether the state is rounded to float32 after each step.</param>
internal sealed class MountainCarEpisode(MountainCarOptions options, bool single)
{
    private MountainCarState state;
    private EpisodeClock clock;

    public static ObservationSpace Observations() => ObservationSpace.Vector(
        [(float)MountainCarDynamics.Left, (float)-MountainCarDynamics.TopSpeed],
        [(float)MountainCarDynamics.Right, (float)MountainCarDynamics.TopSpeed]);

    public void Reset(ulong seed, Span<float> observation)
    {
        Guard.Observation(observation, 2);
        var random = new Xoshiro256(seed);
        state = MountainCarDynamics.Start(ref random);
        clock.Start();
        Observe(observation);
    }

    public void CheckStep(ReadOnlySpan<float> observation)
    {
        Guard.Running(clock.Running);
        Guard.Observation(observation, 2);
    }

    /// <summary>The end is judged before the state is rounded.</summary>
    public StepEnd Step(double throttle, Span<float> observation)
    {
        var next = MountainCarDynamics.Step(state, throttle, options);
        state = single ? new MountainCarState((float)next.Position, (float)next.Velocity) : next;
        Observe(observation);
        return clock.Advance(MountainCarDynamics.IsTerminal(next, options), options.MaxEpisodeSteps);
    }

    public void Render(Span<byte> pixels)
    {
        Guard.Started(clock.Started);
        MountainCarPicture.Draw(state, options.GoalPosition, pixels);
    }

    public void Save(BinaryWriter writer)
    {
        Guard.NotNull(writer);
        writer.Write(state.Position);
        writer.Write(state.Velocity);
        clock.Save(writer);
    }

    public void Load(BinaryReader reader)
    {
        Guard.NotNull(reader);
        var loaded = new MountainCarState(reader.ReadDouble(), reader.ReadDouble());
        var loadedClock = EpisodeClock.Load(reader, options.MaxEpisodeSteps);
        Guard.Snapshot(double.IsFinite(loaded.Position + loaded.Velocity), "the car's state is not finite");
        (state, clock) = (loaded, loadedClock);
    }

    private void Observe(Span<float> observation)
    {
        observation[1] = (float)state.Velocity;
        observation[0] = (float)state.Position;
    }
}
