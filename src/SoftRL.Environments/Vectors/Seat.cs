namespace SoftRL.Environments;

/// <summary>One environment of a set, whatever actions it takes.</summary>
internal abstract class Seat
{
    private protected Seat()
    {
    }

    /// <summary>The environment itself.</summary>
    public abstract object Environment { get; }

    public abstract ObservationSpace ObservationSpace { get; }

    public abstract ActionSpace ActionSpace { get; }

    /// <summary>What the game's own episodes come to, where that is not the sum of the rewards seen; null otherwise.</summary>
    public IEpisodeRecord? Record { get; protected init; }

    public abstract void Reset(ulong seed, Span<float> observation);

    /// <summary>Steps with the action of this seat's row.</summary>
    public abstract StepResult Step(VectorBuffers buffers, int index, Span<float> observation);

    public abstract void Save(BinaryWriter writer);

    public abstract void Load(BinaryReader reader);
}

/// <summary>An environment whose actions are indices.</summary>
internal sealed class DiscreteSeat : Seat
{
    private readonly IEnvironment<int> environment;

    public DiscreteSeat(IEnvironment<int> environment)
    {
        this.environment = environment;
        Record = IWrapper.Find<IEpisodeRecord>(environment);
    }

    public override object Environment => environment;

    public override ObservationSpace ObservationSpace => environment.ObservationSpace;

    public override ActionSpace ActionSpace => environment.ActionSpace;

    public override void Reset(ulong seed, Span<float> observation) => environment.Reset(seed, observation);

    public override StepResult Step(VectorBuffers buffers, int index, Span<float> observation) =>
        environment.Step(buffers.Actions[index], observation);

    public override void Save(BinaryWriter writer) => environment.Save(writer);

    public override void Load(BinaryReader reader) => environment.Load(reader);
}

/// <summary>An environment whose actions are vectors.</summary>
internal sealed class BoxSeat : Seat
{
    private readonly IEnvironment<ReadOnlySpan<float>> environment;

    public BoxSeat(IEnvironment<ReadOnlySpan<float>> environment)
    {
        this.environment = environment;
        Record = IWrapper.Find<IEpisodeRecord>(environment);
    }

    public override object Environment => environment;

    public override ObservationSpace ObservationSpace => environment.ObservationSpace;

    public override ActionSpace ActionSpace => environment.ActionSpace;

    public override void Reset(ulong seed, Span<float> observation) => environment.Reset(seed, observation);

    public override StepResult Step(VectorBuffers buffers, int index, Span<float> observation) =>
        environment.Step(buffers.ActionVector(index), observation);

    public override void Save(BinaryWriter writer) => environment.Save(writer);

    public override void Load(BinaryReader reader) => environment.Load(reader);
}
