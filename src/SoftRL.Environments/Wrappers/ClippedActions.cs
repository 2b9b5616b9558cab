namespace SoftRL.Environments;

/// <summary>Clips each coordinate of an action into the bounds of another environment, which may refuse what is beyond.</summary>
public sealed class ClippedActions : IEnvironment<ReadOnlySpan<float>>, IWrapper, IDisposable
{
    private readonly IEnvironment<ReadOnlySpan<float>> inner;
    private readonly BoxActions box;
    private readonly float[] clipped;

    /// <summary>Wraps an environment.</summary>
    /// <param name="inner">The environment, with real-valued actions; owned from now on.</param>
    /// <exception cref="ArgumentException">The environment's actions are not a box.</exception>
    public ClippedActions(IEnvironment<ReadOnlySpan<float>> inner)
    {
        this.inner = Guard.NotNull(inner);
        box = RescaledActions.BoxOf(inner);
        clipped = new float[box.Dimension];
    }

    /// <inheritdoc/>
    public ObservationSpace ObservationSpace => inner.ObservationSpace;

    /// <summary>The box of the wrapped environment; finite coordinates beyond it are taken too.</summary>
    public ActionSpace ActionSpace => box;

    /// <inheritdoc/>
    object IWrapper.Inner => inner;

    /// <inheritdoc/>
    public void Reset(ulong seed, Span<float> observation) => inner.Reset(seed, observation);

    /// <inheritdoc/>
    public StepResult Step(ReadOnlySpan<float> action, Span<float> observation)
    {
        Guard.Action(action, clipped.Length);
        for (var i = 0; i < clipped.Length; i++)
        {
            clipped[i] = Math.Clamp(action[i], box.Low[i], box.High[i]);
        }

        return inner.Step(clipped, observation);
    }

    /// <inheritdoc/>
    public void Save(BinaryWriter writer) => inner.Save(writer);

    /// <inheritdoc/>
    public void Load(BinaryReader reader) => inner.Load(reader);

    /// <summary>Disposes the wrapped environment, if it has anything to dispose.</summary>
    public void Dispose() => (inner as IDisposable)?.Dispose();
}
