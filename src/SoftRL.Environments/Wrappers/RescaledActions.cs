namespace SoftRL.Environments;

/// <summary>
/// Maps actions of [−1, 1] in each coordinate linearly onto the bounds of another environment: −1 is the lower bound, 1 the
/// upper one.
/// </summary>
public sealed class RescaledActions : IEnvironment<ReadOnlySpan<float>>, IWrapper, IDisposable
{
    private readonly IEnvironment<ReadOnlySpan<float>> inner;
    private readonly BoxActions box;
    private readonly float[] rescaled;

    /// <summary>Wraps an environment.</summary>
    /// <param name="inner">The environment, with real-valued actions; owned from now on.</param>
    /// <exception cref="ArgumentException">The environment's actions are not a box.</exception>
    public RescaledActions(IEnvironment<ReadOnlySpan<float>> inner)
    {
        this.inner = Guard.NotNull(inner);
        box = BoxOf(inner);
        rescaled = new float[box.Dimension];
        var ones = new float[box.Dimension];
        Array.Fill(ones, 1);
        Array.Fill(rescaled, -1);
        ActionSpace = new BoxActions(rescaled, ones);
    }

    /// <inheritdoc/>
    public ObservationSpace ObservationSpace => inner.ObservationSpace;

    /// <summary>[−1, 1] in each coordinate; finite coordinates beyond it count as the nearest bound.</summary>
    public ActionSpace ActionSpace { get; }

    /// <inheritdoc/>
    object IWrapper.Inner => inner;

    /// <inheritdoc/>
    public void Reset(ulong seed, Span<float> observation) => inner.Reset(seed, observation);

    /// <inheritdoc/>
    public StepResult Step(ReadOnlySpan<float> action, Span<float> observation)
    {
        Guard.Action(action, rescaled.Length);
        for (var i = 0; i < rescaled.Length; i++)
        {
            var share = 0.5 * (Math.Clamp(action[i], -1.0, 1.0) + 1);
            rescaled[i] = (float)(((1 - share) * box.Low[i]) + (share * box.High[i]));
        }

        return inner.Step(rescaled, observation);
    }

    /// <inheritdoc/>
    public void Save(BinaryWriter writer) => inner.Save(writer);

    /// <inheritdoc/>
    public void Load(BinaryReader reader) => inner.Load(reader);

    /// <summary>Disposes the wrapped environment, if it has anything to dispose.</summary>
    public void Dispose() => (inner as IDisposable)?.Dispose();

    internal static BoxActions BoxOf(IEnvironment<ReadOnlySpan<float>> inner) =>
        inner.ActionSpace as BoxActions
        ?? throw new ArgumentException($"The actions must be a box, not {inner.ActionSpace}.", nameof(inner));
}
