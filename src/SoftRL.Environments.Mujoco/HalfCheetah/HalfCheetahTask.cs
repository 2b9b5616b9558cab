namespace SoftRL.Environments.Mujoco;

/// <summary>See <see cref="HalfCheetahOptions"/>.</summary>
internal sealed class HalfCheetahTask(HalfCheetahOptions options) : IMujocoTask
{
    private readonly int skipped = options.ExcludeCurrentPositions ? 1 : 0;

    public string Id { get; } = $"HalfCheetah-v{(int)options.Version}";

    public string Model { get; } = ModelCache.Read("half_cheetah.xml");

    public ObservationSpace ObservationSpace { get; } = Sums.Unbounded(options.ExcludeCurrentPositions ? 17 : 18);

    public BoxActions ActionSpace { get; } = Sums.Box(6, 1);

    public int MaxEpisodeSteps => options.MaxEpisodeSteps;

    public CameraView Camera { get; } = CameraView.FromTheSide(height: 0.5f, distance: 3);

    public void Start(ref Xoshiro256 random, Span<double> positions, Span<double> velocities)
    {
        Noise.AddUniform(ref random, positions, options.ResetNoiseScale);
        Noise.AddNormal(ref random, velocities, options.ResetNoiseScale);
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
