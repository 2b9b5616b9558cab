namespace SoftRL.Environments;

/// <summary>Replaces the rewards of another environment by their sign: −1, 0 or 1.</summary>
/// <typeparam name="TAction">The action type of the environment.</typeparam>
/// <remarks>A reward that is not a number stays so, to be detected where it is used.</remarks>
public sealed class SignRewards<TAction> : IEnvironment<TAction>, IWrapper, IDisposable
    where TAction : allows ref struct
{
    private readonly IEnvironment<TAction> inner;

    /// <summary>Wraps an environment.</summary>
    /// <param name="inner">The environment; owned from now on.</param>
    public SignRewards(IEnvironment<TAction> inner) => this.inner = Guard.NotNull(inner);

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
        return result with { Reward = RewardSign.Of(result.Reward) };
    }

    /// <inheritdoc/>
    public void Save(BinaryWriter writer) => inner.Save(writer);

    /// <inheritdoc/>
    public void Load(BinaryReader reader) => inner.Load(reader);

    /// <summary>Disposes the wrapped environment, if it has anything to dispose.</summary>
    public void Dispose() => (inner as IDisposable)?.Dispose();
}
