namespace SoftRL.Environments;

/// <summary>Environments stepped together around others, from which everything comes that the implementation does not give itself.</summary>
/// <remarks>
/// Members that an implementation leaves out are reached through the interface. Both kinds of action go through <see cref="IVectorEnvironment"/>'s own <c>Step</c>: whoever acts on
/// steps implements both. An implementation disposes what is inside.
/// </remarks>
public interface IVectorEnvironmentWrapper : IVectorEnvironment, IWrapper
{
    /// <summary>The environments inside; owned.</summary>
    new IVectorEnvironment Inner { get; }

    /// <inheritdoc/>
    object IWrapper.Inner => Inner;

    /// <inheritdoc/>
    int IVectorEnvironment.Count => Inner.Count;

    /// <inheritdoc/>
    ObservationSpace IVectorEnvironment.ObservationSpace => Inner.ObservationSpace;

    /// <inheritdoc/>
    ActionSpace IVectorEnvironment.ActionSpace => Inner.ActionSpace;

    /// <inheritdoc/>
    ReadOnlySpan<float> IVectorEnvironment.Observations => Inner.Observations;

    /// <inheritdoc/>
    ReadOnlySpan<float> IVectorEnvironment.Rewards => Inner.Rewards;

    /// <inheritdoc/>
    ReadOnlySpan<StepEnd> IVectorEnvironment.Ends => Inner.Ends;

    /// <inheritdoc/>
    ReadOnlySpan<float> IVectorEnvironment.FinalObservations => Inner.FinalObservations;

    /// <inheritdoc/>
    ReadOnlySpan<float> IVectorEnvironment.EpisodeReturns => Inner.EpisodeReturns;

    /// <inheritdoc/>
    ReadOnlySpan<int> IVectorEnvironment.EpisodeLengths => Inner.EpisodeLengths;

    /// <inheritdoc/>
    bool IVectorEnvironment.ExactSnapshots => Inner.ExactSnapshots;

    /// <inheritdoc/>
    void IVectorEnvironment.Reset() => Inner.Reset();

    /// <inheritdoc/>
    void IVectorEnvironment.Step(ReadOnlySpan<int> actions) => Inner.Step(actions);

    /// <inheritdoc/>
    void IVectorEnvironment.Step(ReadOnlySpan<float> actions) => Inner.Step(actions);

    /// <inheritdoc/>
    void IVectorEnvironment.Save(BinaryWriter writer) => Inner.Save(writer);

    /// <inheritdoc/>
    void IVectorEnvironment.Load(BinaryReader reader) => Inner.Load(reader);

    /// <inheritdoc/>
    IRenderable? IVectorEnvironment.Renderer(int index) => Inner.Renderer(index);
}
