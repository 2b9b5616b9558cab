namespace SoftRL.Environments;

/// <summary>Truncates the episodes of another environment after a number of steps.</summary>
/// <typeparam name="TAction">The action type of the environment.</typeparam>
/// <remarks>A step that terminates stays terminated, also at the limit.</remarks>
public sealed class TimeLimit<TAction> : IEnvironment<TAction>, IWrapper, IDisposable
    where TAction : allows ref struct
{
    private readonly IEnvironment<TAction> inner;
    private readonly int limit;
    private int steps;
    private bool running;

    /// <summary>Wraps an environment.</summary>
    /// <param name="inner">The environment; owned from now on.</param>
    /// <param name="maxEpisodeSteps">Longest episode, in steps, positive.</param>
    public TimeLimit(IEnvironment<TAction> inner, int maxEpisodeSteps)
    {
        this.inner = Guard.NotNull(inner);
        limit = Guard.Positive(maxEpisodeSteps);
    }

    /// <inheritdoc/>
    public ObservationSpace ObservationSpace => inner.ObservationSpace;

    /// <inheritdoc/>
    public ActionSpace ActionSpace => inner.ActionSpace;

    /// <inheritdoc/>
    object IWrapper.Inner => inner;

    /// <inheritdoc/>
    public void Reset(ulong seed, Span<float> observation)
    {
        inner.Reset(seed, observation);
        steps = 0;
        running = true;
    }

    /// <inheritdoc/>
    public StepResult Step(TAction action, Span<float> observation)
    {
        Guard.Running(running);
        var result = inner.Step(action, observation);
        if (++steps >= limit && result.End == StepEnd.None)
        {
            result = result with { End = StepEnd.Truncated };
        }

        running = result.End == StepEnd.None;
        return result;
    }

    /// <inheritdoc/>
    public void Save(BinaryWriter writer)
    {
        Guard.NotNull(writer);
        writer.Write(steps);
        writer.Write(running);
        inner.Save(writer);
    }

    /// <inheritdoc/>
    public void Load(BinaryReader reader)
    {
        Guard.NotNull(reader);
        var loadedSteps = reader.ReadInt32();
        var loadedRunning = reader.ReadBoolean();
        Guard.Snapshot(loadedSteps >= 0 && loadedSteps <= limit, $"{loadedSteps} steps with a limit of {limit}");
        inner.Load(reader);
        (steps, running) = (loadedSteps, loadedRunning);
    }

    /// <summary>Disposes the wrapped environment, if it has anything to dispose.</summary>
    public void Dispose() => (inner as IDisposable)?.Dispose();
}
