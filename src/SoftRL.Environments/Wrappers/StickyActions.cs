namespace SoftRL.Environments;

/// <summary>
/// Repeats the action executed before with some probability (Machado et al. 2018), to make a deterministic game random.
/// </summary>
/// <remarks>
/// An episode starts from action 0. The draws come from a stream of their own, derived from the episode's seed, so the
/// wrapped environment's draws are what they are without the wrapper. MinAtar games have stickiness of their own.
/// </remarks>
public sealed class StickyActions : IEnvironment<int>, IWrapper, IDisposable
{
    private readonly IEnvironment<int> inner;
    private readonly double probability;
    private readonly int count;
    private Xoshiro256 random = new(0);
    private int last;

    /// <summary>Wraps an environment.</summary>
    /// <param name="inner">The environment, with discrete actions; owned from now on.</param>
    /// <param name="probability">Probability of repeating, in [0, 1].</param>
    /// <exception cref="ArgumentException">The environment's actions are not discrete.</exception>
    public StickyActions(IEnvironment<int> inner, double probability)
    {
        this.inner = Guard.NotNull(inner);
        this.probability = Guard.Within(0, 1, probability);
        count = inner.ActionSpace is DiscreteActions actions
            ? actions.Count
            : throw new ArgumentException($"The actions must be discrete, not {inner.ActionSpace}.", nameof(inner));
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
        random = new Xoshiro256(Seeds.Derive(seed, "sticky-actions"));
        last = 0;
    }

    /// <inheritdoc/>
    public StepResult Step(int action, Span<float> observation)
    {
        Guard.Action(action, count);
        last = StickyAction.Execute(action, last, probability, ref random);
        return inner.Step(last, observation);
    }

    /// <inheritdoc/>
    public void Save(BinaryWriter writer)
    {
        Guard.NotNull(writer);
        random.Save(writer);
        writer.Write(last);
        inner.Save(writer);
    }

    /// <inheritdoc/>
    public void Load(BinaryReader reader)
    {
        Guard.NotNull(reader);
        var loadedRandom = Xoshiro256.Load(reader);
        var loadedLast = reader.ReadInt32();
        Guard.Snapshot((uint)loadedLast < (uint)count, $"action {loadedLast} of {count}");
        inner.Load(reader);
        (random, last) = (loadedRandom, loadedLast);
    }

    /// <summary>Disposes the wrapped environment, if it has anything to dispose.</summary>
    public void Dispose() => (inner as IDisposable)?.Dispose();
}
