using System.Diagnostics;
using SoftRL.Environments;

namespace SoftRL.Cli;

/// <summary>Environments that count the time they take.</summary>
/// <param name="inner">The environments; owned from here on.</param>
internal sealed class TimedEnvironment(IVectorEnvironment inner) : IVectorEnvironment
{
    /// <summary>Ticks of <see cref="Stopwatch"/> spent in steps.</summary>
    public long Ticks { get; set; }

    /// <inheritdoc/>
    public int Count => inner.Count;

    /// <inheritdoc/>
    public ObservationSpace ObservationSpace => inner.ObservationSpace;

    /// <inheritdoc/>
    public ActionSpace ActionSpace => inner.ActionSpace;

    /// <inheritdoc/>
    public ReadOnlySpan<float> Observations => inner.Observations;

    /// <inheritdoc/>
    public ReadOnlySpan<float> Rewards => inner.Rewards;

    /// <inheritdoc/>
    public ReadOnlySpan<StepEnd> Ends => inner.Ends;

    /// <inheritdoc/>
    public ReadOnlySpan<float> FinalObservations => inner.FinalObservations;

    /// <inheritdoc/>
    public ReadOnlySpan<float> EpisodeReturns => inner.EpisodeReturns;

    /// <inheritdoc/>
    public ReadOnlySpan<int> EpisodeLengths => inner.EpisodeLengths;

    /// <inheritdoc/>
    public bool ExactSnapshots => inner.ExactSnapshots;

    /// <inheritdoc/>
    public void Reset() => inner.Reset();

    /// <inheritdoc/>
    public void Step(ReadOnlySpan<int> actions)
    {
        var start = Stopwatch.GetTimestamp();
        inner.Step(actions);
        Ticks += Stopwatch.GetTimestamp() - start;
    }

    /// <inheritdoc/>
    public void Step(ReadOnlySpan<float> actions)
    {
        var start = Stopwatch.GetTimestamp();
        inner.Step(actions);
        Ticks += Stopwatch.GetTimestamp() - start;
    }

    /// <inheritdoc/>
    public void Save(BinaryWriter writer) => inner.Save(writer);

    /// <inheritdoc/>
    public void Load(BinaryReader reader) => inner.Load(reader);

    /// <inheritdoc/>
    public IRenderable? Renderer(int index) => inner.Renderer(index);

    /// <inheritdoc/>
    public void Dispose() => inner.Dispose();
}
