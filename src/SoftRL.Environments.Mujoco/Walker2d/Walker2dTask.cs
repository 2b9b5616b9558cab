namespace SoftRL.Environments.Mujoco;

/// <summary>See <see cref="Walker2dOptions"/>.</summary>
internal sealed class Walker2dTask : IMujocoTask
{
    private const double LargestVelocity = 10;

    private readonly Walker2dOptions options;
    private readonly int skipped;

    public Walker2dTask(Walker2dOptions options)
    {
        Guard.Ordered(options.MinHealthyHeight, options.MaxHealthyHeight, nameof(options.MinHealthyHeight), nameof(options.MaxHealthyHeight));
        this.options = options;
        skipped = options.ExcludeCurrentPositions ? 1 : 0;
        Id = $"Walker2d-v{(int)options.Version}";
        var friction = options.Version == MujocoVersion.V4 ? "0.9" : "1.9";
        Model = ModelCache.Read("walker2d.xml").Replace("{right-foot-friction}", friction, StringComparison.Ordinal);
        ObservationSpace = Sums.Unbounded(18 - skipped);
    }

    public string Id { get; }

    public string Model { get; }

    public ObservationSpace ObservationSpace { get; }

    public BoxActions ActionSpace { get; } = Sums.Box(6, 1);

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
        var positions = simulation.Positions;
        var speed = (positions[0] - before) / (options.FrameSkip * simulation.Model.Timestep);
        var healthy = positions[1] > options.MinHealthyHeight && positions[1] < options.MaxHealthyHeight
            && Math.Abs(positions[2]) < options.MaxHealthyAngle;
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
}
