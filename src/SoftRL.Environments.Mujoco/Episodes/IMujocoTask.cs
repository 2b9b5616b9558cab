namespace SoftRL.Environments.Mujoco;

/// <summary>A robot with a purpose: model, start, reward, end and observation. Holds no state and no native resource.</summary>
internal interface IMujocoTask
{
    /// <summary>Name with version, for example <c>Hopper-v5</c>.</summary>
    string Id { get; }

    /// <summary>MJCF of the model.</summary>
    string Model { get; }

    ObservationSpace ObservationSpace { get; }

    BoxActions ActionSpace { get; }

    int MaxEpisodeSteps { get; }

    CameraView Camera { get; }

    /// <summary>Adds the noise of a start to the reference position and to rest.</summary>
    void Start(ref Xoshiro256 random, Span<double> positions, Span<double> velocities);

    /// <summary>Simulates one step, whose controls are set, and judges it.</summary>
    TaskOutcome Step(MujocoSimulation simulation, ReadOnlySpan<float> action);

    /// <summary>Writes every element of the observation.</summary>
    void Observe(MujocoSimulation simulation, Span<float> observation);
}
