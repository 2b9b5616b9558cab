namespace SoftRL.Environments;

/// <summary>
/// Records the return and length of the episodes of another environment as they are here, whatever wrappers outside make of
/// the rewards: put it inside clipping or scaling to have true scores reported.
/// </summary>
/// <typeparam name="TAction">The action type of the environment.</typeparam>
/// <remarks>
/// Where the wrapped environment has an <see cref="IEpisodeRecord"/> that says that the game goes on after the agent's episode
/// (a life was lost), so does this one, and it counts on. Otherwise an end that the agent sees is one of the game, also one
/// that a wrapper outside makes, such as <see cref="TimeLimit{TAction}"/>.
/// </remarks>
public sealed class EpisodeStatistics<TAction> : IEnvironment<TAction>, IEpisodeRecord, IWrapper, IDisposable
    where TAction : allows ref struct
{
    private readonly IEnvironment<TAction> inner;
    private readonly IEpisodeRecord? record;
    private bool goesOn;

    /// <summary>Wraps an environment.</summary>
    /// <param name="inner">The environment; owned from now on.</param>
    public EpisodeStatistics(IEnvironment<TAction> inner)
    {
        this.inner = Guard.NotNull(inner);
        record = IWrapper.Find<IEpisodeRecord>(inner);
    }

    /// <inheritdoc/>
    public ObservationSpace ObservationSpace => inner.ObservationSpace;

    /// <inheritdoc/>
    public ActionSpace ActionSpace => inner.ActionSpace;

    /// <summary>False after a step that ended the agent's episode but not the game's; true otherwise.</summary>
    public bool EpisodeFinished => !goesOn;

    /// <summary>Sum of the rewards of the episode so far, or of the one that ended, in float64.</summary>
    public double EpisodeReturn { get; private set; }

    /// <summary>Steps of the episode so far, or of the one that ended.</summary>
    public int EpisodeLength { get; private set; }

    /// <inheritdoc/>
    object IWrapper.Inner => inner;

    /// <inheritdoc/>
    public void Reset(ulong seed, Span<float> observation)
    {
        inner.Reset(seed, observation);
        if (!goesOn)
        {
            (EpisodeReturn, EpisodeLength) = (0, 0);
        }

        goesOn = false;
    }

    /// <inheritdoc/>
    public StepResult Step(TAction action, Span<float> observation)
    {
        var result = inner.Step(action, observation);
        EpisodeReturn += result.Reward;
        EpisodeLength++;
        goesOn = result.End != StepEnd.None && record is { EpisodeFinished: false };
        return result;
    }

    /// <inheritdoc/>
    public void Save(BinaryWriter writer)
    {
        Guard.NotNull(writer);
        writer.Write(EpisodeReturn);
        writer.Write(EpisodeLength);
        writer.Write(goesOn);
        inner.Save(writer);
    }

    /// <inheritdoc/>
    public void Load(BinaryReader reader)
    {
        Guard.NotNull(reader);
        var (total, length, continues) = (reader.ReadDouble(), reader.ReadInt32(), reader.ReadBoolean());
        Guard.Snapshot(double.IsFinite(total) && length >= 0, $"an episode of {length} steps with a return of {total}");
        inner.Load(reader);
        (EpisodeReturn, EpisodeLength, goesOn) = (total, length, continues);
    }

    /// <summary>Disposes the wrapped environment, if it has anything to dispose.</summary>
    public void Dispose() => (inner as IDisposable)?.Dispose();
}
