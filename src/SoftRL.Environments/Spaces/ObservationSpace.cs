namespace SoftRL.Environments;

/// <summary>Shape, element type and bounds of an observation, and whether it is a stack of frames. Immutable; equal when all of
/// these are equal.</summary>
public sealed record ObservationSpace
{
    private readonly int[] shape;
    private readonly float[] low;
    private readonly float[] high;

    private ObservationSpace(int[] shape, float[] low, float[] high, ElementType elementType)
    {
        (this.shape, this.low, this.high, ElementType) = (shape, low, high, elementType);
        Size = low.Length;
    }

    /// <summary>Extent of each dimension, slowest first; images are channel first, <c>[C, H, W]</c>.</summary>
    public ReadOnlySpan<int> Shape => shape;

    /// <summary>Number of dimensions.</summary>
    public int Rank => shape.Length;

    /// <summary>Number of elements, the product of <see cref="Shape"/>.</summary>
    public int Size { get; }

    /// <summary>How an element is stored.</summary>
    public ElementType ElementType { get; }

    /// <summary>
    /// Number of frames that the first dimension is a stack of; 0 when an observation is no stack.
    /// </summary>
    /// <remarks>
    /// An observation of a stack of k is k frames of <see cref="Size"/> / k elements one after another, the oldest first, the
    /// newest last. In every step of an episode each frame moves down by one place: frame i of the new observation is, bit for
    /// bit, frame i + 1 of the one before, and only the last frame is new. After a reset the last frame is the first of the
    /// episode, and the others are what <see cref="StackStart"/> says. Who stores the newest frame of every observation and
    /// where episodes begin can therefore put every observation together again.
    /// </remarks>
    public int StackedFrames { get; private init; }

    /// <summary>What the older frames of a stack are after a reset; says nothing when <see cref="StackedFrames"/> is 0.</summary>
    public FrameStackStart StackStart { get; private init; }

    /// <summary>Lower bound of each element, row-major; −∞ where there is none.</summary>
    public ReadOnlySpan<float> Low => low;

    /// <summary>Upper bound of each element, row-major; +∞ where there is none.</summary>
    public ReadOnlySpan<float> High => high;

    /// <summary>A vector with bounds of its own for each element.</summary>
    /// <param name="low">Lower bounds, −∞ for none, not NaN; copied.</param>
    /// <param name="high">Upper bounds, as many, +∞ for none, none below its lower bound; copied.</param>
    /// <returns>A float32 space of shape <c>[low.Length]</c>.</returns>
    /// <exception cref="ArgumentException">The bounds are empty, differ in length, hold a NaN or are crossed.</exception>
    public static ObservationSpace Vector(ReadOnlySpan<float> low, ReadOnlySpan<float> high)
    {
        if (low.IsEmpty || low.Length != high.Length)
        {
            throw new ArgumentException(
                $"As many upper bounds as lower ones, and at least one, are needed: {low.Length} and {high.Length}.",
                nameof(high));
        }

        for (var i = 0; i < low.Length; i++)
        {
            if (!(low[i] <= high[i]))
            {
                throw new ArgumentException($"The bounds of element {i} are not ordered: [{low[i]}, {high[i]}].", nameof(high));
            }
        }

        return new ObservationSpace([low.Length], low.ToArray(), high.ToArray(), ElementType.Float32);
    }

    /// <summary>A space of any shape whose elements share their bounds.</summary>
    /// <param name="shape">Extent of each dimension, positive, at least one; copied.</param>
    /// <param name="low">Lower bound of every element; −∞ for none.</param>
    /// <param name="high">Upper bound of every element, not below <paramref name="low"/>; +∞ for none.</param>
    /// <param name="elementType">How an element is stored.</param>
    /// <returns>The space.</returns>
    /// <exception cref="ArgumentException">The shape is empty, has an extent that is not positive or too many
    /// elements, or the bounds are NaN or crossed.</exception>
    public static ObservationSpace Uniform(
        ReadOnlySpan<int> shape,
        float low = float.NegativeInfinity,
        float high = float.PositiveInfinity,
        ElementType elementType = ElementType.Float32)
    {
        long size = shape.IsEmpty ? 0 : 1;
        foreach (var extent in shape)
        {
            size = extent > 0 && size * extent <= Array.MaxLength ? size * extent : 0;
        }

        if (size == 0)
        {
            throw new ArgumentException(
                $"Extents must be positive and hold at most {Array.MaxLength} elements: [{string.Join(", ", shape.ToArray())}].",
                nameof(shape));
        }

        if (!(low <= high))
        {
            throw new ArgumentException($"The bounds are not ordered: [{low}, {high}].", nameof(high));
        }

        var lows = new float[size];
        var highs = new float[size];
        Array.Fill(lows, low);
        Array.Fill(highs, high);
        return new ObservationSpace(shape.ToArray(), lows, highs, elementType);
    }

    /// <summary>The same space, declared a stack of frames: <see cref="StackedFrames"/> is the extent of its first dimension or
    /// divides it (frames of several channels, <c>[k·C, H, W]</c>).</summary>
    /// <param name="frames">k, number of frames, positive, a divisor of the first extent.</param>
    /// <param name="start">What the older frames are after a reset.</param>
    /// <returns>The space.</returns>
    /// <exception cref="ArgumentException"><paramref name="frames"/> does not divide the first extent, or zeros lie outside the
    /// bounds that a stack begins with.</exception>
    public ObservationSpace AsStack(int frames, FrameStackStart start = FrameStackStart.Repeated)
    {
        if (frames < 1 || shape[0] % frames != 0)
        {
            throw new ArgumentException($"{frames} frames cannot make up the first extent of {this}.", nameof(frames));
        }

        if (Guard.Defined(start) == FrameStackStart.Zeros && !ZeroIsInside())
        {
            throw new ArgumentException($"Zeros are outside the bounds of {this}.", nameof(start));
        }

        return new ObservationSpace(shape, low, high, ElementType) { StackedFrames = frames, StackStart = start };
    }

    /// <summary>The same elements as a vector; no stack any more.</summary>
    /// <returns>A space of shape <c>[Size]</c> with the same element type and bounds.</returns>
    public ObservationSpace Flattened() => new([Size], low, high, ElementType);

    /// <summary>Index of the first element of <paramref name="observation"/> that is NaN or out of bounds.</summary>
    /// <param name="observation">An observation of <see cref="Size"/> elements.</param>
    /// <returns>The index, or −1 when every element lies inside.</returns>
    /// <exception cref="ArgumentException"><paramref name="observation"/> has the wrong length.</exception>
    public int FirstOutside(ReadOnlySpan<float> observation)
    {
        Guard.Observation(observation, Size);
        for (var i = 0; i < Size; i++)
        {
            if (!(observation[i] >= low[i] && observation[i] <= high[i]))
            {
                return i;
            }
        }

        return -1;
    }

    /// <inheritdoc/>
    public bool Equals(ObservationSpace? other) =>
        other is not null
        && ElementType == other.ElementType
        && (StackedFrames, StackStart) == (other.StackedFrames, other.StackStart)
        && shape.AsSpan().SequenceEqual(other.shape)
        && low.AsSpan().SequenceEqual(other.low)
        && high.AsSpan().SequenceEqual(other.high);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Size, Rank, ElementType, low[0], high[0]);

    /// <summary>The shape and element type, for messages.</summary>
    /// <returns>For example <c>Float32 [4, 10, 10]</c>.</returns>
    public override string ToString() => $"{ElementType} [{string.Join(", ", shape)}]";

    private bool ZeroIsInside()
    {
        for (var i = 0; i < Size; i++)
        {
            if (!(low[i] <= 0 && high[i] >= 0))
            {
                return false;
            }
        }

        return true;
    }
}
