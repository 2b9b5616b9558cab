namespace SoftRL.Environments;

/// <summary>Multiplies the rewards of another environment by a constant.</summary>
/// <typeparam name="TAction">The action type of the environment.</typeparam>
/// <remarks>With temperature τ, scaling rewards by c is the same problem as dividing τ by c.</remarks>
public sealed class ScaledRewards<TAction> : IEnvironment<TAction>, IWrapper, IDisposable
    where TAction : allows ref struct
{
    private readonly IEnvironment<TAction> inner;
    private readonly float scale;

    /// <summary>Wraps an environment.</summary>
    /// <param name="inner">The environment; owned from now on.</param>
    /// <param name="scale">The factor, finite and positive.</param>
    public ScaledRewards(IEnvironment<TAction> inner, double scale)
    {
        this.inner = Guard.NotNull(inner);
        this.scale = (float)Guard.Positive(scale);
    }

    /// <inheritdoc/>
    public ObservationSpace ObservationSpace => inner.ObservationSpace;

    /// <inheritdoc/>
    public ActionSpace ActionSpace => inner.ActionSpace;

    /// <inheritdoc/>
    object IWrapper.Inner => inner;

    /// <inheritdoc/>
    public void Reset(ulong seed, Span<float> observation) => inner.Reset(seed, observation);

    /// <inheritdoc/>
    public StepResult Step(TAction action, Span<float> observation)
    {
        var result = inner.Step(action, observation);
        return result with { Reward = result.Reward * scale };
    }

    /// <inheritdoc/>
    public void Save(BinaryWriter writer) => inner.Save(writer);

    /// <inheritdoc/>
    public void Load(BinaryReader reader) => inner.Load(reader);

    /// <summary>Disposes the wrapped environment, if it has anything to dispose.</summary>
    public void Dispose() => (inner as IDisposable)?.Dispose();
}
