namespace SoftRL.Environments.Mujoco;

/// <summary>See <see cref="HopperOptions"/>.</summary>
internal sealed class HopperTask(HopperOptions options) : IMujocoTask
{
    private const double LargestVelocity = 10;

    private readonly int skipped = options.ExcludeCurrentPositions ? 1 : 0;

    public string Id { get; } = $"Hopper-v{(int)options.Version}";

    public string Model { get; } = ModelCache.Read("hopper.xml");

    public ObservationSpace ObservationSpace { get; } = Sums.Unbounded(options.ExcludeCurrentPositions ? 11 : 12);

    public BoxActions ActionSpace { get; } = Sums.Box(3, 1);

    public int MaxEpisodeSteps => options.MaxEpisodeSteps;

    public CameraView Camera { get; } = CameraView.FromTheSide(height: 0.75f, distance: 3);

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
        var healthy = Healthy(simulation);
        var paid = healthy || (options.Version == MujocoVersion.V4 && options.TerminateWhenUnhealthy);
        var reward = (options.ForwardRewardWeight * speed) + (paid ? options.HealthyReward : 0)
            - (options.ControlCostWeight * Sums.Squares(action));
        return new TaskOutcome(reward, options.TerminateWhenUnhealthy && !healthy);
    }

    public void Observe(MujocoSimulation simulation, Span<float> observation)
    {
        var writer = new ObservationWriter(observation);
        writer.Add(simulation.Positions[skipped..]);
        writer.AddClipped(simulation.Velocities, LargestVelocity);
    }

    private bool Healthy(MujocoSimulation simulation)
    {
        var positions = simulation.Positions;
        return positions[1] > options.MinHealthyHeight
            && Math.Abs(positions[2]) < options.MaxHealthyAngle
            && Sums.Within(positions[2..], options.MaxHealthyState)
            && Sums.Within(simulation.Velocities, options.MaxHealthyState);
    }
}
