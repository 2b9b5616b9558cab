namespace SoftRL.Environments.Mujoco;

/// <summary>See <see cref="AntOptions"/>.</summary>
internal sealed class AntTask : IMujocoTask
{
    private const int Torso = 1;
    private const int Bodies = 14;

    private readonly AntOptions options;
    private readonly bool forces;
    private readonly int skipped;
    private readonly int firstBody;

    public AntTask(AntOptions options)
    {
        Guard.Ordered(options.MinHealthyHeight, options.MaxHealthyHeight, nameof(options.MinHealthyHeight), nameof(options.MaxHealthyHeight));
        this.options = options;
        forces = options.ContactForces ?? options.Version == MujocoVersion.V5;
        skipped = options.ExcludeCurrentPositions ? 2 : 0;
        firstBody = options.Version == MujocoVersion.V4 ? 0 : 1;
        Id = $"Ant-v{(int)options.Version}";
        ObservationSpace = Sums.Unbounded(29 - skipped + (forces ? 6 * (Bodies - firstBody) : 0));
    }

    public string Id { get; }

    public string Model { get; } = ModelCache.Read("ant.xml");

    public ObservationSpace ObservationSpace { get; }

    public BoxActions ActionSpace { get; } = Sums.Box(8, 1);

    public int MaxEpisodeSteps => options.MaxEpisodeSteps;

    public CameraView Camera { get; } = CameraView.FromAbove(body: Torso, height: 0.4f, distance: 3.6f);

    public void Start(ref Xoshiro256 random, Span<double> positions, Span<double> velocities)
    {
        Noise.AddUniform(ref random, positions, options.ResetNoiseScale);
        Noise.AddNormal(ref random, velocities, options.ResetNoiseScale);
    }

    // The torso's place is read as the step left it: with RK4 that is its last stage, not the new position.
    public TaskOutcome Step(MujocoSimulation simulation, ReadOnlySpan<float> action)
    {
        var before = simulation.BodyPositions[3 * Torso];
        simulation.Step(options.FrameSkip);
        var speed = (simulation.BodyPositions[3 * Torso] - before) / (options.FrameSkip * simulation.Model.Timestep);
        var healthy = Healthy(simulation);
        var paid = healthy || (options.Version == MujocoVersion.V4 && options.TerminateWhenUnhealthy);
        var reward = (options.ForwardRewardWeight * speed) + (paid ? options.HealthyReward : 0)
            - (options.ControlCostWeight * Sums.Squares(action));
        if (forces)
        {
            simulation.ComputeContactForces();
            reward -= options.ContactCostWeight * Sums.Squares(simulation.ContactForces, options.MaxContactForce);
        }

        return new TaskOutcome(reward, options.TerminateWhenUnhealthy && !healthy);
    }

    public void Observe(MujocoSimulation simulation, Span<float> observation)
    {
        var writer = new ObservationWriter(observation);
        writer.Add(simulation.Positions[skipped..]);
        writer.Add(simulation.Velocities);
        if (forces)
        {
            writer.AddClipped(simulation.ContactForces[(6 * firstBody)..], options.MaxContactForce);
        }
    }

    private bool Healthy(MujocoSimulation simulation)
    {
        var positions = simulation.Positions;
        return positions[2] >= options.MinHealthyHeight && positions[2] <= options.MaxHealthyHeight
            && Sums.Within(positions, double.PositiveInfinity)
            && Sums.Within(simulation.Velocities, double.PositiveInfinity);
    }
}
