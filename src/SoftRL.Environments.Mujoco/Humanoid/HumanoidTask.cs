namespace SoftRL.Environments.Mujoco;

/// <summary>See <see cref="HumanoidOptions"/>.</summary>
internal sealed class HumanoidTask : IMujocoTask
{
    private const int Torso = 1;
    private const int FreeDegrees = 6;

    private readonly HumanoidOptions options;
    private readonly bool v4;
    private readonly int skipped;

    public HumanoidTask(HumanoidOptions options)
    {
        Guard.Ordered(options.MinHealthyHeight, options.MaxHealthyHeight, nameof(options.MinHealthyHeight), nameof(options.MaxHealthyHeight));
        this.options = options;
        v4 = options.Version == MujocoVersion.V4;
        skipped = options.ExcludeCurrentPositions ? 2 : 0;
        Id = $"Humanoid-v{(int)options.Version}";
        ObservationSpace = Sums.Unbounded((v4 ? 378 : 350) - skipped);
    }

    public string Id { get; }

    public string Model { get; } = ModelCache.Read("humanoid.xml");

    public ObservationSpace ObservationSpace { get; }

    public BoxActions ActionSpace { get; } = Sums.Box(17, 0.4f);

    public int MaxEpisodeSteps => options.MaxEpisodeSteps;

    public CameraView Camera { get; } = CameraView.Oblique(body: Torso, height: 0.9f, distance: 3.3f);

    public void Start(ref Xoshiro256 random, Span<double> positions, Span<double> velocities)
    {
        Noise.AddUniform(ref random, positions, options.ResetNoiseScale);
        Noise.AddUniform(ref random, velocities, options.ResetNoiseScale);
    }

    // The centre of mass is taken as the step left it: with RK4 that is its last stage, not the new position.
    public TaskOutcome Step(MujocoSimulation simulation, ReadOnlySpan<float> action)
    {
        var before = CentreOfMass(simulation);
        simulation.Step(options.FrameSkip);
        var speed = (CentreOfMass(simulation) - before) / (options.FrameSkip * simulation.Model.Timestep);
        simulation.ComputeContactForces();
        var height = simulation.Positions[2];
        var healthy = height > options.MinHealthyHeight && height < options.MaxHealthyHeight;
        var paid = healthy || (v4 && options.TerminateWhenUnhealthy);
        var reward = (options.ForwardRewardWeight * speed) + (paid ? options.HealthyReward : 0)
            - (options.ControlCostWeight * Sums.Squares(action));
        if (!v4)
        {
            reward -= Math.Min(options.ContactCostWeight * Sums.Squares(simulation.ContactForces), options.MaxContactCost);
        }

        return new TaskOutcome(reward, options.TerminateWhenUnhealthy && !healthy);
    }

    public void Observe(MujocoSimulation simulation, Span<float> observation)
    {
        var body = v4 ? 0 : 1;
        var writer = new ObservationWriter(observation);
        writer.Add(simulation.Positions[skipped..]);
        writer.Add(simulation.Velocities);
        writer.Add(simulation.BodyInertias[(10 * body)..]);
        writer.Add(simulation.BodyVelocities[(6 * body)..]);
        writer.Add(simulation.ActuatorForces[(v4 ? 0 : FreeDegrees)..]);
        writer.Add(simulation.ContactForces[(6 * body)..]);
    }

    private static double CentreOfMass(MujocoSimulation simulation)
    {
        var masses = simulation.Model.BodyMasses;
        var centres = simulation.BodyCentres;
        var (moment, total) = (0.0, 0.0);
        for (var i = 0; i < masses.Length; i++)
        {
            moment += masses[i] * centres[3 * i];
            total += masses[i];
        }

        return moment / total;
    }
}
