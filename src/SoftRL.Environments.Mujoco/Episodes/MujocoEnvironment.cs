namespace SoftRL.Environments.Mujoco;

/// <summary>One of the MuJoCo tasks, simulated by the machine's own libmujoco.</summary>
/// <remarks>
/// <para>Each task is described at its options: <see cref="HalfCheetahOptions"/>, <see cref="HopperOptions"/>,
/// <see cref="Walker2dOptions"/>, <see cref="AntOptions"/>, <see cref="HumanoidOptions"/>, <see cref="SwimmerOptions"/>,
/// <see cref="ReacherOptions"/>, <see cref="InvertedPendulumOptions"/>, <see cref="InvertedDoublePendulumOptions"/>. The state
/// is kept in float64; observations and rewards are rounded to float32.</para>
/// <para>A coordinate of an action beyond its bounds is paid for as given and clipped by MuJoCo; one that is not finite or beyond
/// ±1E+10 is refused. MuJoCo sets a state that blows up back to the start and only warns of it: here the step throws an
/// <see cref="EnvironmentException"/> with MuJoCo's text, and the episode is over.</para>
/// <para>Owns native memory: dispose it. Environments of one task share one model, which is kept for the process's life.</para>
/// </remarks>
public sealed class MujocoEnvironment : IEnvironment<ReadOnlySpan<float>>, IRenderable, IDisposable
{
    private readonly IMujocoTask task;
    private readonly MujocoSimulation simulation;
    private EpisodeClock clock;

    internal MujocoEnvironment(IMujocoTask task)
    {
        this.task = task;
        simulation = new MujocoSimulation(ModelCache.Get(task.Model));
    }

    /// <inheritdoc/>
    public ObservationSpace ObservationSpace => task.ObservationSpace;

    /// <inheritdoc/>
    public ActionSpace ActionSpace => task.ActionSpace;

    /// <inheritdoc/>
    public int FrameWidth => SceneDrawing.Width;

    /// <inheritdoc/>
    public int FrameHeight => SceneDrawing.Height;

    internal MujocoSimulation Simulation => simulation;

    internal string ModelText => task.Model;

    /// <summary>A planar runner.</summary>
    /// <param name="options">Defaults when omitted.</param>
    /// <returns>The environment, owned by the caller.</returns>
    /// <exception cref="EnvironmentUnavailableException">MuJoCo is not installed.</exception>
    public static MujocoEnvironment HalfCheetah(HalfCheetahOptions? options = null) => new(new HalfCheetahTask(options ?? new()));

    /// <summary>A planar one-legged hopper.</summary>
    /// <param name="options">Defaults when omitted.</param>
    /// <returns>The environment, owned by the caller.</returns>
    /// <exception cref="EnvironmentUnavailableException">MuJoCo is not installed.</exception>
    public static MujocoEnvironment Hopper(HopperOptions? options = null) => new(new HopperTask(options ?? new()));

    /// <summary>A planar two-legged walker.</summary>
    /// <param name="options">Defaults when omitted.</param>
    /// <returns>The environment, owned by the caller.</returns>
    /// <exception cref="ArgumentException">The healthy heights are not ordered.</exception>
    /// <exception cref="EnvironmentUnavailableException">MuJoCo is not installed.</exception>
    public static MujocoEnvironment Walker2d(Walker2dOptions? options = null) => new(new Walker2dTask(options ?? new()));

    /// <summary>A four-legged walker.</summary>
    /// <param name="options">Defaults when omitted.</param>
    /// <returns>The environment, owned by the caller.</returns>
    /// <exception cref="ArgumentException">The healthy heights are not ordered.</exception>
    /// <exception cref="EnvironmentUnavailableException">MuJoCo is not installed.</exception>
    public static MujocoEnvironment Ant(AntOptions? options = null) => new(new AntTask(options ?? new()));

    /// <summary>A two-legged figure with arms.</summary>
    /// <param name="options">Defaults when omitted.</param>
    /// <returns>The environment, owned by the caller.</returns>
    /// <exception cref="ArgumentException">The healthy heights are not ordered.</exception>
    /// <exception cref="EnvironmentUnavailableException">MuJoCo is not installed.</exception>
    public static MujocoEnvironment Humanoid(HumanoidOptions? options = null) => new(new HumanoidTask(options ?? new()));

    /// <summary>Three rods that swim in the plane.</summary>
    /// <param name="options">Defaults when omitted.</param>
    /// <returns>The environment, owned by the caller.</returns>
    /// <exception cref="EnvironmentUnavailableException">MuJoCo is not installed.</exception>
    public static MujocoEnvironment Swimmer(SwimmerOptions? options = null) => new(new SwimmerTask(options ?? new()));

    /// <summary>An arm that reaches for a target in the plane.</summary>
    /// <param name="options">Defaults when omitted.</param>
    /// <returns>The environment, owned by the caller.</returns>
    /// <exception cref="EnvironmentUnavailableException">MuJoCo is not installed.</exception>
    public static MujocoEnvironment Reacher(ReacherOptions? options = null) => new(new ReacherTask(options ?? new()));

    /// <summary>A pole to balance on a cart.</summary>
    /// <param name="options">Defaults when omitted.</param>
    /// <returns>The environment, owned by the caller.</returns>
    /// <exception cref="EnvironmentUnavailableException">MuJoCo is not installed.</exception>
    public static MujocoEnvironment InvertedPendulum(InvertedPendulumOptions? options = null) =>
        new(new InvertedPendulumTask(options ?? new()));

    /// <summary>Two poles, one on the other, to balance on a cart.</summary>
    /// <param name="options">Defaults when omitted.</param>
    /// <returns>The environment, owned by the caller.</returns>
    /// <exception cref="EnvironmentUnavailableException">MuJoCo is not installed.</exception>
    public static MujocoEnvironment InvertedDoublePendulum(InvertedDoublePendulumOptions? options = null) =>
        new(new InvertedDoublePendulumTask(options ?? new()));

    /// <inheritdoc/>
    public void Reset(ulong seed, Span<float> observation)
    {
        Guard.Observation(observation, ObservationSpace.Size);
        clock.Stop();
        var random = new Xoshiro256(seed);
        simulation.Reset();
        task.Start(ref random, simulation.Positions, simulation.Velocities);
        Begin(observation);
    }

    /// <inheritdoc/>
    /// <exception cref="EnvironmentException">MuJoCo warned that the simulation is unstable; the episode is over.</exception>
    public StepResult Step(ReadOnlySpan<float> action, Span<float> observation)
    {
        if (!clock.Running)
        {
            throw new InvalidOperationException(
                "No episode is running: Step was called before Reset or after the episode ended. Call Reset first.");
        }

        Guard.Observation(observation, ObservationSpace.Size);
        Guard.Action(action, task.ActionSpace.Dimension);
        TaskOutcome outcome;
        try
        {
            outcome = Advance(action, observation);
        }
        catch (EnvironmentException failure)
        {
            clock.Stop();
            throw new EnvironmentException($"{task.Id} failed in step {clock.Steps + 1} of its episode. {failure.Message}", failure);
        }

        return new StepResult((float)outcome.Reward, clock.Advance(outcome.Terminated, task.MaxEpisodeSteps));
    }

    /// <inheritdoc/>
    public void Save(BinaryWriter writer)
    {
        Guard.NotNull(writer);
        writer.Write(task.Id);
        clock.Save(writer);
        simulation.Save(writer);
    }

    /// <inheritdoc/>
    public void Load(BinaryReader reader)
    {
        Guard.NotNull(reader);
        var id = reader.ReadString();
        Guard.Snapshot(id == task.Id, $"it is of '{id}', not of '{task.Id}'");
        var loaded = EpisodeClock.Load(reader, task.MaxEpisodeSteps);
        simulation.Load(reader);
        clock = loaded;
    }

    /// <inheritdoc/>
    public void Render(Span<byte> pixels)
    {
        if (!clock.Started)
        {
            throw new InvalidOperationException("No episode was ever started: there is nothing to draw. Call Reset first.");
        }

        SceneDrawing.Draw(simulation, task.Camera, pixels);
    }

    /// <summary>Frees the native memory.</summary>
    public void Dispose() => simulation.Dispose();

    /// <summary>A start at the reference position, without noise.</summary>
    internal void ResetExactly(Span<float> observation)
    {
        simulation.Reset();
        Begin(observation);
    }

    /// <summary>A step, whether an episode is running or not.</summary>
    internal TaskOutcome Advance(ReadOnlySpan<float> action, Span<float> observation)
    {
        var controls = simulation.Controls;
        for (var i = 0; i < controls.Length; i++)
        {
            controls[i] = action[i];
        }

        var outcome = task.Step(simulation, action);
        task.Observe(simulation, observation);
        return outcome;
    }

    private void Begin(Span<float> observation)
    {
        simulation.Forward();
        task.Observe(simulation, observation);
        clock.Start();
    }
}
