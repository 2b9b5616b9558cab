namespace SoftRL.Environments.Mujoco;

/// <summary>See <see cref="SwimmerOptions"/>.</summary>
internal sealed class SwimmerTask(SwimmerOptions options) : IMujocoTask
{
    private readonly int skipped = options.ExcludeCurrentPositions ? 2 : 0;

    public string Id { get; } = $"Swimmer-v{(int)options.Version}";

    public string Model { get; } = ModelCache.Read("swimmer.xml");

    public ObservationSpace ObservationSpace { get; } = Sums.Unbounded(options.ExcludeCurrentPositions ? 8 : 10);

    public BoxActions ActionSpace { get; } = Sums.Box(2, 1);

    public int MaxEpisodeSteps => options.MaxEpisodeSteps;

    public CameraView Camera { get; } = CameraView.FromAbove(body: 2, height: 0, distance: 5);

    public void Start(ref Xoshiro256 random, Span<double> positions, Span<double> velocities)
    {
        Noise.AddUniform(ref random, positions, options.ResetNoiseScale);
        Noise.AddUniform(ref random, velocities, options.ResetNoiseScale);
    }

    public TaskOutcome Step(MujocoSimulation simulation, ReadOnlySpan<float> action)
    {
        var before = simulation.Positions[0];
        simulation.Step(options.FrameSkip);
        var speed = (simulation.Positions[0] - before) / (options.FrameSkip * simulation.Model.Timestep);
        return new TaskOutcome(
            (options.ForwardRewardWeight * speed) - (options.ControlCostWeight * Sums.Squares(action)), Terminated: false);
    }

    public void Observe(MujocoSimulation simulation, Span<float> observation)
    {
        var writer = new ObservationWriter(observation);
        writer.Add(simulation.Positions[skipped..]);
        writer.Add(simulation.Velocities);
    }
}
