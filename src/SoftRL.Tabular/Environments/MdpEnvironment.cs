using SoftRL.Core;
using SoftRL.Environments;

namespace SoftRL.Tabular;

/// <summary>An environment that plays a <see cref="FiniteMdp"/>.</summary>
/// <remarks>
/// <para>The first state and every outcome take one uniform draw each: the first entry whose cumulative probability exceeds it.</para>
/// <para>Observation: <see cref="StateObservation.OneHot"/>, element s is 1 in state s and else 0, shape <c>[S]</c>; or
/// <see cref="StateObservation.Index"/>, shape <c>[1]</c>, in [0, S − 1]. Actions: 0 to A − 1, those of the model.</para>
/// </remarks>
public sealed class MdpEnvironment : IEnvironment<int>, IRenderable
{
    private readonly FiniteMdp mdp;
    private readonly StateObservation observation;
    private readonly int maxSteps;
    private readonly DiscreteActions actions;
    private readonly IStatePicture picture;
    private Xoshiro256 random;
    private int state;
    private int steps;
    private bool started;
    private bool running;

    /// <summary>An environment over a model.</summary>
    /// <param name="mdp">The model; shared, it is immutable.</param>
    /// <param name="observation">How the state is shown. Default one-hot.</param>
    /// <param name="maxSteps">Steps after which an episode is truncated, at least 1; no limit when omitted.</param>
    /// <param name="picture">What the states look like, such as <see cref="FrozenLake.Picture"/>; a square each when omitted.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is below 1 or the kind of observation unknown.</exception>
    /// <exception cref="ArgumentException">The picture is of another number of states.</exception>
    public MdpEnvironment(
        FiniteMdp mdp, StateObservation observation = StateObservation.OneHot, int? maxSteps = null, IStatePicture? picture = null)
    {
        ArgumentNullException.ThrowIfNull(mdp);
        this.mdp = mdp;
        this.observation = observation;
        this.maxSteps = maxSteps is { } limit ? Require.Positive(limit, nameof(maxSteps)) : int.MaxValue;
        actions = new DiscreteActions(mdp.ActionCount);
        this.picture = picture ?? new StateGridPicture(mdp.StateCount);
        if (this.picture.StateCount != mdp.StateCount)
        {
            throw new ArgumentException($"picture shows {this.picture.StateCount} states; the model has {mdp.StateCount}.", nameof(picture));
        }

        ObservationSpace = observation switch
        {
            StateObservation.OneHot => ObservationSpace.Uniform([mdp.StateCount], 0, 1),
            StateObservation.Index => ObservationSpace.Uniform([1], 0, mdp.StateCount - 1),
            _ => throw new ArgumentOutOfRangeException(nameof(observation), observation, "observation must be OneHot or Index."),
        };
    }

    /// <inheritdoc/>
    public ObservationSpace ObservationSpace { get; }

    /// <inheritdoc/>
    public ActionSpace ActionSpace => actions;

    /// <summary>The state of the running or last episode, in [0, S).</summary>
    public int State => state;

    /// <inheritdoc/>
    public int FrameWidth => picture.Width;

    /// <inheritdoc/>
    public int FrameHeight => picture.Height;

    /// <inheritdoc/>
    public double FramesPerSecond => 4;

    /// <inheritdoc/>
    public void Render(Span<byte> pixels)
    {
        var canvas = new Canvas(pixels, FrameWidth, FrameHeight);
        if (!started)
        {
            throw new InvalidOperationException("No episode was started, so there is nothing to draw. Call Reset first.");
        }

        picture.Draw(state, canvas);
    }

    /// <inheritdoc/>
    public void Reset(ulong seed, Span<float> observation)
    {
        CheckObservation(observation);
        random = new Xoshiro256(seed);
        state = CategoricalSampling.Index(mdp.InitialDistribution, random.NextDouble());
        (steps, started, running) = (0, true, true);
        Observe(observation);
    }

    /// <inheritdoc/>
    public StepResult Step(int action, Span<float> observation)
    {
        CheckObservation(observation);
        if (!actions.Contains(action))
        {
            throw new ArgumentOutOfRangeException(nameof(action), action, $"action must be in 0 to {mdp.ActionCount - 1}; it is {action}.");
        }

        if (!running)
        {
            throw new InvalidOperationException("No episode is running: call Reset first.");
        }

        var outcome = CategoricalSampling.Outcome(mdp.Outcomes(state, action), random.NextDouble());
        state = outcome.NextState;
        steps++;
        var end = outcome.Terminated ? StepEnd.Terminated : steps >= maxSteps ? StepEnd.Truncated : StepEnd.None;
        running = end == StepEnd.None;
        Observe(observation);
        return new StepResult((float)outcome.Reward, end);
    }

    /// <inheritdoc/>
    public void Save(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(mdp.StateCount);
        writer.Write(state);
        writer.Write(steps);
        writer.Write(started);
        writer.Write(running);
        if (started)
        {
            random.Save(writer);
        }
    }

    /// <inheritdoc/>
    public void Load(BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var (count, loadedState, loadedSteps) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
        var (loadedStarted, loadedRunning) = (reader.ReadBoolean(), reader.ReadBoolean());
        var sound = loadedStarted ? loadedSteps >= 0 && !(loadedRunning && loadedSteps >= maxSteps) : loadedSteps == 0 && !loadedRunning;
        if (count != mdp.StateCount || (uint)loadedState >= (uint)count || !sound)
        {
            throw new InvalidDataException($"The snapshot is of an environment with {count} states, in state {loadedState} after {loadedSteps} steps; this one has {mdp.StateCount} states.");
        }

        random = loadedStarted ? Xoshiro256.Load(reader) : default;
        (state, steps, started, running) = (loadedState, loadedSteps, loadedStarted, loadedRunning);
    }

    private void CheckObservation(Span<float> observation)
    {
        if (observation.Length != ObservationSpace.Size)
        {
            throw new ArgumentException($"observation must have {ObservationSpace.Size} elements; it has {observation.Length}.", nameof(observation));
        }
    }

    private void Observe(Span<float> target)
    {
        if (observation == StateObservation.Index)
        {
            target[0] = state;
            return;
        }

        target.Clear();
        target[state] = 1;
    }
}
