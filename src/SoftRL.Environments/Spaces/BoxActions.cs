namespace SoftRL.Environments;

/// <summary>A vector of real actions, each inside its own closed interval.</summary>
public sealed record BoxActions : ActionSpace
{
    private readonly float[] low;
    private readonly float[] high;

    /// <summary>A box with the bounds of each coordinate.</summary>
    /// <param name="low">Lower bounds, one per coordinate, finite; copied.</param>
    /// <param name="high">Upper bounds, as many, finite, none below its lower bound; copied.</param>
    /// <exception cref="ArgumentException">The bounds are empty, differ in length, are not finite or are crossed.</exception>
    public BoxActions(ReadOnlySpan<float> low, ReadOnlySpan<float> high)
    {
        if (low.IsEmpty || low.Length != high.Length)
        {
            throw new ArgumentException(
                $"A box needs as many upper bounds as lower ones, and at least one: {low.Length} and {high.Length}.",
                nameof(high));
        }

        for (var i = 0; i < low.Length; i++)
        {
            if (!float.IsFinite(low[i]) || !float.IsFinite(high[i]) || low[i] > high[i])
            {
                throw new ArgumentException(
                    $"The bounds of coordinate {i} must be finite and ordered: [{low[i]}, {high[i]}].", nameof(high));
            }
        }

        this.low = low.ToArray();
        this.high = high.ToArray();
    }

    /// <summary>Number of coordinates.</summary>
    public int Dimension => low.Length;

    /// <summary>Lower bounds, one per coordinate.</summary>
    public ReadOnlySpan<float> Low => low;

    /// <summary>Upper bounds, one per coordinate.</summary>
    public ReadOnlySpan<float> High => high;

    /// <summary>Whether <paramref name="action"/> has the right length and lies inside the box. NaN does not.</summary>
    /// <param name="action">Any vector.</param>
    /// <returns>True inside the closed box.</returns>
    public bool Contains(ReadOnlySpan<float> action)
    {
        if (action.Length != low.Length)
        {
            return false;
        }

        for (var i = 0; i < low.Length; i++)
        {
            if (!(action[i] >= low[i] && action[i] <= high[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public bool Equals(BoxActions? other) =>
        other is not null && low.AsSpan().SequenceEqual(other.low) && high.AsSpan().SequenceEqual(other.high);

    /// <summary>The dimension and bounds, for messages.</summary>
    /// <returns>For example <c>box [2] in [-1] … [1]</c>.</returns>
    public override string ToString() =>
        $"box [{low.Length}] in [{string.Join(", ", low.Distinct())}] … [{string.Join(", ", high.Distinct())}]";

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(low.Length, low[0], high[0]);
}
