namespace SoftRL.Environments.Mujoco;

/// <summary>See <see cref="InvertedDoublePendulumOptions"/>.</summary>
internal sealed class InvertedDoublePendulumTask(InvertedDoublePendulumOptions options) : IMujocoTask
{
    private const double Largest = 10;

    private readonly bool v4 = options.Version == MujocoVersion.V4;

    public string Id { get; } = $"InvertedDoublePendulum-v{(int)options.Version}";

    public string Model { get; } = ModelCache.Read("inverted_double_pendulum.xml");

    public ObservationSpace ObservationSpace { get; } = Sums.Unbounded(options.Version == MujocoVersion.V4 ? 11 : 9);

    public BoxActions ActionSpace { get; } = Sums.Box(1, 1);

    public int MaxEpisodeSteps => options.MaxEpisodeSteps;

    public CameraView Camera { get; } = CameraView.Fixed(height: 0.5f, distance: 2.9f);

    public void Start(ref Xoshiro256 random, Span<double> positions, Span<double> velocities)
    {
        Noise.AddUniform(ref random, positions, options.ResetNoiseScale);
        Noise.AddNormal(ref random, velocities, options.ResetNoiseScale);
    }

    // The tip's place is read as the step left it: with RK4 that is its last stage, not the new position.
    public TaskOutcome Step(MujocoSimulation simulation, ReadOnlySpan<float> action)
    {
        simulation.Step(options.FrameSkip);
        var tip = simulation.SitePositions;
        var velocities = simulation.Velocities;
        var (x, y) = (tip[0], tip[2]);
        var terminated = !(y > 1);
        var distance = (0.01 * x * x) + ((y - 2) * (y - 2));
        var motion = (1e-3 * velocities[1] * velocities[1]) + (5e-3 * velocities[2] * velocities[2]);
        return new TaskOutcome((terminated && !v4 ? 0 : options.HealthyReward) - distance - motion, terminated);
    }

    public void Observe(MujocoSimulation simulation, Span<float> observation)
    {
        var positions = simulation.Positions;
        var writer = new ObservationWriter(observation);
        writer.Add(positions[0]);
        writer.Add(Math.Sin(positions[1]));
        writer.Add(Math.Sin(positions[2]));
        writer.Add(Math.Cos(positions[1]));
        writer.Add(Math.Cos(positions[2]));
        writer.AddClipped(simulation.Velocities, Largest);
        writer.AddClipped(simulation.ConstraintForces[..(v4 ? 3 : 1)], Largest);
    }
}
