namespace SoftRL.Environments;

/// <summary>Declares the observations of another environment to be vectors: the same elements in the same order.</summary>
/// <typeparam name="TAction">The action type of the environment.</typeparam>
public sealed class FlattenedObservations<TAction> : IEnvironment<TAction>, IWrapper, IDisposable
    where TAction : allows ref struct
{
    private readonly IEnvironment<TAction> inner;

    /// <summary>Wraps an environment.</summary>
    /// <param name="inner">The environment; owned from now on.</param>
    public FlattenedObservations(IEnvironment<TAction> inner)
    {
        this.inner = Guard.NotNull(inner);
        ObservationSpace = inner.ObservationSpace.Flattened();
    }

    /// <summary>Shape <c>[Size]</c>; element type and bounds are those of the wrapped environment.</summary>
    public ObservationSpace ObservationSpace { get; }

    /// <inheritdoc/>
    public ActionSpace ActionSpace => inner.ActionSpace;

    /// <inheritdoc/>
    object IWrapper.Inner => inner;

    /// <inheritdoc/>
    public void Reset(ulong seed, Span<float> observation) => inner.Reset(seed, observation);

    /// <inheritdoc/>
    public StepResult Step(TAction action, Span<float> observation) => inner.Step(action, observation);

    /// <inheritdoc/>
    public void Save(BinaryWriter writer) => inner.Save(writer);

    /// <inheritdoc/>
    public void Load(BinaryReader reader) => inner.Load(reader);

    /// <summary>Disposes the wrapped environment, if it has anything to dispose.</summary>
    public void Dispose() => (inner as IDisposable)?.Dispose();
}
