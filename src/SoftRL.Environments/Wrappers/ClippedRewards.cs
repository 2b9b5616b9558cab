namespace SoftRL.Environments;

/// <summary>Clips the rewards of another environment into an interval.</summary>
/// <typeparam name="TAction">The action type of the environment.</typeparam>
/// <remarks>A reward that is not a number stays so, to be detected where it is used.</remarks>
public sealed class ClippedRewards<TAction> : IEnvironment<TAction>, IWrapper, IDisposable
    where TAction : allows ref struct
{
    private readonly IEnvironment<TAction> inner;
    private readonly float low;
    private readonly float high;

    /// <summary>Wraps an environment.</summary>
    /// <param name="inner">The environment; owned from now on.</param>
    /// <param name="low">Smallest reward, finite.</param>
    /// <param name="high">Largest reward, finite, not below <paramref name="low"/>.</param>
    public ClippedRewards(IEnvironment<TAction> inner, double low = -1, double high = 1)
    {
        this.inner = Guard.NotNull(inner);
        this.low = (float)Guard.Finite(low);
        this.high = (float)Guard.Within(low, float.MaxValue, high);
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
        return result with { Reward = Math.Clamp(result.Reward, low, high) };
    }

    /// <inheritdoc/>
    public void Save(BinaryWriter writer) => inner.Save(writer);

    /// <inheritdoc/>
    public void Load(BinaryReader reader) => inner.Load(reader);

    /// <summary>Disposes the wrapped environment, if it has anything to dispose.</summary>
    public void Dispose() => (inner as IDisposable)?.Dispose();
}
