namespace SoftRL.Environments.Mujoco;

/// <summary>See <see cref="InvertedPendulumOptions"/>.</summary>
internal sealed class InvertedPendulumTask(InvertedPendulumOptions options) : IMujocoTask
{
    private const double LargestAngle = 0.2;

    public string Id { get; } = $"InvertedPendulum-v{(int)options.Version}";

    public string Model { get; } = ModelCache.Read("inverted_pendulum.xml");

    public ObservationSpace ObservationSpace { get; } = Sums.Unbounded(4);

    public BoxActions ActionSpace { get; } = Sums.Box(1, 3);

    public int MaxEpisodeSteps => options.MaxEpisodeSteps;

    public CameraView Camera { get; } = CameraView.Fixed(height: 0.3f, distance: 2.2f);

    public void Start(ref Xoshiro256 random, Span<double> positions, Span<double> velocities)
    {
        Noise.AddUniform(ref random, positions, options.ResetNoiseScale);
        Noise.AddUniform(ref random, velocities, options.ResetNoiseScale);
    }

    public TaskOutcome Step(MujocoSimulation simulation, ReadOnlySpan<float> action)
    {
        simulation.Step(options.FrameSkip);
        var terminated = !(Math.Abs(simulation.Positions[1]) <= LargestAngle)
            || !Sums.Within(simulation.Positions, double.PositiveInfinity)
            || !Sums.Within(simulation.Velocities, double.PositiveInfinity);
        return new TaskOutcome(terminated && options.Version == MujocoVersion.V5 ? 0 : 1, terminated);
    }

    public void Observe(MujocoSimulation simulation, Span<float> observation)
    {
        var writer = new ObservationWriter(observation);
        writer.Add(simulation.Positions);
        writer.Add(simulation.Velocities);
    }
}
