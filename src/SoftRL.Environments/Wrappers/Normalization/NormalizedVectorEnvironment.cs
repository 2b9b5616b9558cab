using System.Runtime.InteropServices;

namespace SoftRL.Environments;

/// <summary>
/// Normalises the observations and rewards of other environments by running statistics that all of them share.
/// </summary>
/// <remarks>
/// <list type="bullet">
/// <item>An observation element x becomes (x − mean) / √(variance + ε), clipped. <see cref="FinalObservations"/> are treated
/// with the same statistics, but only <see cref="Observations"/> are taken into them.</item>
/// <item>A reward r becomes r / √(variance + ε), clipped, with the variance of the discounted return
/// <c>R ← γR + r</c>, which begins again at 0 where an episode ended. It is not centred: that would change the task.</item>
/// <item>Statistics take in a step before it is normalised, the environments in order, so results do not depend on threads.</item>
/// <item><see cref="EpisodeReturns"/> and <see cref="EpisodeLengths"/> are those of the wrapped environments, unchanged.</item>
/// <item>A snapshot holds the statistics too, unless they are <see cref="NormalizationOptions.Frozen"/>: then who made them
/// keeps them. The <see cref="NormalizationOptions"/> must be the same.</item>
/// </list>
/// A step allocates nothing beyond what the wrapped environments do. Not for use by several threads at once.
/// </remarks>
public sealed class NormalizedVectorEnvironment : IVectorEnvironmentWrapper
{
    private readonly IVectorEnvironment inner;
    private readonly NormalizationOptions options;
    private readonly float[] observations;
    private readonly float[] finals;
    private readonly float[] rewards;
    private readonly float[] returns;
    private readonly double[] factors;

    /// <summary>Wraps environments.</summary>
    /// <param name="inner">The environments; owned from now on.</param>
    /// <param name="options">Options; defaults when omitted.</param>
    /// <param name="statistics">Statistics to go on from, borrowed, to be shared with evaluation; new ones when omitted.</param>
    /// <exception cref="ArgumentException">The observations are images, which are divided by 255 instead (set
    /// <see cref="NormalizationOptions.Observations"/> to false to normalise rewards alone); or the statistics are of
    /// observations of another size.</exception>
    public NormalizedVectorEnvironment(
        IVectorEnvironment inner, NormalizationOptions? options = null, NormalizationStatistics? statistics = null)
    {
        this.inner = Guard.NotNull(inner);
        this.options = options ?? new NormalizationOptions();
        var space = inner.ObservationSpace;
        if (this.options.Observations && space.ElementType == ElementType.UInt8)
        {
            throw new ArgumentException(
                $"Observations {space} are images: set {nameof(NormalizationOptions.Observations)} to false and divide them by 255.",
                nameof(inner));
        }

        Statistics = statistics ?? new NormalizationStatistics(space.Size);
        if (Statistics.Observations.Size != space.Size)
        {
            throw new ArgumentException(
                $"The statistics are of {Statistics.Observations.Size} elements, the observations have {space.Size}.", nameof(statistics));
        }

        var clip = (float)this.options.ObservationClip;
        ObservationSpace = this.options.Observations ? ObservationSpace.Uniform(space.Shape, -clip, clip) : space;
        observations = new float[this.options.Observations ? inner.Count * space.Size : 0];
        finals = new float[observations.Length];
        factors = new double[space.Size];
        (rewards, returns) = (new float[inner.Count], new float[inner.Count]);
    }

    /// <summary>The statistics: borrowed, or those made here.</summary>
    public NormalizationStatistics Statistics { get; }

    /// <inheritdoc/>
    public IVectorEnvironment Inner => inner;

    /// <inheritdoc/>
    public int Count => inner.Count;

    /// <summary>Float32 elements within ± <see cref="NormalizationOptions.ObservationClip"/>; the wrapped environments' own space
    /// where observations are left as they are.</summary>
    public ObservationSpace ObservationSpace { get; }

    /// <inheritdoc/>
    public ActionSpace ActionSpace => inner.ActionSpace;

    /// <inheritdoc/>
    public ReadOnlySpan<float> Observations => options.Observations ? observations : inner.Observations;

    /// <inheritdoc/>
    public ReadOnlySpan<float> Rewards => options.Rewards ? rewards : inner.Rewards;

    /// <inheritdoc/>
    public ReadOnlySpan<StepEnd> Ends => inner.Ends;

    /// <inheritdoc/>
    public ReadOnlySpan<float> FinalObservations => options.Observations ? finals : inner.FinalObservations;

    /// <inheritdoc/>
    public ReadOnlySpan<float> EpisodeReturns => inner.EpisodeReturns;

    /// <inheritdoc/>
    public ReadOnlySpan<int> EpisodeLengths => inner.EpisodeLengths;

    /// <inheritdoc/>
    public bool ExactSnapshots => inner.ExactSnapshots;

    /// <inheritdoc/>
    public void Reset()
    {
        inner.Reset();
        Array.Clear(returns);
        Array.Clear(rewards);
        TakeObservations();
    }

    /// <inheritdoc/>
    public void Step(ReadOnlySpan<int> actions)
    {
        inner.Step(actions);
        TakeStep();
    }

    /// <inheritdoc/>
    public void Step(ReadOnlySpan<float> actions)
    {
        inner.Step(actions);
        TakeStep();
    }

    /// <inheritdoc/>
    public void Save(BinaryWriter writer)
    {
        inner.Save(writer);
        foreach (var buffer in Buffers())
        {
            writer.Write(MemoryMarshal.AsBytes(buffer.AsSpan()));
        }

        if (!options.Frozen)
        {
            Statistics.Save(writer);
        }
    }

    /// <inheritdoc/>
    public void Load(BinaryReader reader)
    {
        inner.Load(reader);
        foreach (var buffer in Buffers())
        {
            reader.ReadExactly(MemoryMarshal.AsBytes(buffer.AsSpan()));
        }

        if (!options.Frozen)
        {
            Statistics.Load(reader);
        }
    }

    /// <inheritdoc/>
    public IRenderable? Renderer(int index) => inner.Renderer(index);

    /// <summary>Disposes the wrapped environments.</summary>
    public void Dispose() => inner.Dispose();

    private float[][] Buffers() => [observations, finals, rewards, returns];

    private void TakeStep()
    {
        TakeRewards();
        TakeObservations();
    }

    private void TakeRewards()
    {
        if (!options.Rewards)
        {
            return;
        }

        for (var i = 0; i < returns.Length; i++)
        {
            returns[i] = (float)((options.Discount * returns[i]) + inner.Rewards[i]);
        }

        if (!options.Frozen)
        {
            Statistics.Returns.Update(returns);
        }

        var factor = 1 / Math.Sqrt(Statistics.Returns.Variance(0) + options.Epsilon);
        for (var i = 0; i < rewards.Length; i++)
        {
            rewards[i] = (float)Math.Clamp(inner.Rewards[i] * factor, -options.RewardClip, options.RewardClip);
            returns[i] = inner.Ends[i] == StepEnd.None ? returns[i] : 0;
        }
    }

    private void TakeObservations()
    {
        if (!options.Observations)
        {
            return;
        }

        if (!options.Frozen)
        {
            Statistics.Observations.Update(inner.Observations);
        }

        for (var i = 0; i < factors.Length; i++)
        {
            factors[i] = 1 / Math.Sqrt(Statistics.Observations.Variance(i) + options.Epsilon);
        }

        for (var i = 0; i < Count; i++)
        {
            Normalize(inner.Observations, observations, i);
            if (inner.Ends[i] != StepEnd.None)
            {
                Normalize(inner.FinalObservations, finals, i);
            }
        }
    }

    private void Normalize(ReadOnlySpan<float> from, Span<float> to, int index)
    {
        var mean = Statistics.Observations.Mean;
        var source = from.Slice(index * mean.Length, mean.Length);
        var target = to.Slice(index * mean.Length, mean.Length);
        var clip = options.ObservationClip;
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = (float)Math.Clamp((source[i] - mean[i]) * factors[i], -clip, clip);
        }
    }
}
