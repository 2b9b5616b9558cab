namespace SoftRL.Environments.Mujoco;

/// <summary>See <see cref="ReacherOptions"/>.</summary>
internal sealed class ReacherTask(ReacherOptions options) : IMujocoTask
{
    private const int Fingertip = 3;
    private const int Target = 4;
    private const double ArmNoise = 0.1;
    private const double VelocityNoise = 0.005;
    private const double TargetRadius = 0.2;

    private readonly bool v4 = options.Version == MujocoVersion.V4;

    public string Id { get; } = $"Reacher-v{(int)options.Version}";

    public string Model { get; } = ModelCache.Read("reacher.xml");

    public ObservationSpace ObservationSpace { get; } = Sums.Unbounded(options.Version == MujocoVersion.V4 ? 11 : 10);

    public BoxActions ActionSpace { get; } = Sums.Box(2, 1);

    public int MaxEpisodeSteps => options.MaxEpisodeSteps;

    public CameraView Camera { get; } = CameraView.FromAbove(body: 0, height: 0, distance: 0.9f);

    public void Start(ref Xoshiro256 random, Span<double> positions, Span<double> velocities)
    {
        Noise.AddUniform(ref random, positions, ArmNoise);
        double x, y;
        do
        {
            (x, y) = (random.NextUniform(-TargetRadius, TargetRadius), random.NextUniform(-TargetRadius, TargetRadius));
        }
        while ((x * x) + (y * y) >= TargetRadius * TargetRadius);

        (positions[2], positions[3]) = (x, y);
        Noise.AddUniform(ref random, velocities, VelocityNoise);
        velocities[2..].Clear();
    }

    // Places are read as the step left them: with RK4 that is its last stage, not the new position.
    public TaskOutcome Step(MujocoSimulation simulation, ReadOnlySpan<float> action)
    {
        var before = Distance(simulation);
        simulation.Step(options.FrameSkip);
        var distance = v4 ? before : Distance(simulation);
        return new TaskOutcome(
            -(options.DistanceCostWeight * distance) - (options.ControlCostWeight * Sums.Squares(action)), Terminated: false);
    }

    public void Observe(MujocoSimulation simulation, Span<float> observation)
    {
        var positions = simulation.Positions;
        var writer = new ObservationWriter(observation);
        writer.Add(Math.Cos(positions[0]));
        writer.Add(Math.Cos(positions[1]));
        writer.Add(Math.Sin(positions[0]));
        writer.Add(Math.Sin(positions[1]));
        writer.Add(positions[2..4]);
        writer.Add(simulation.Velocities[..2]);
        for (var axis = 0; axis < (v4 ? 3 : 2); axis++)
        {
            writer.Add(Difference(simulation, axis));
        }
    }

    private static double Difference(MujocoSimulation simulation, int axis) =>
        simulation.BodyPositions[(3 * Fingertip) + axis] - simulation.BodyPositions[(3 * Target) + axis];

    private static double Distance(MujocoSimulation simulation)
    {
        var (x, y, z) = (Difference(simulation, 0), Difference(simulation, 1), Difference(simulation, 2));
        return Math.Sqrt((x * x) + (y * y) + (z * z));
    }
}
