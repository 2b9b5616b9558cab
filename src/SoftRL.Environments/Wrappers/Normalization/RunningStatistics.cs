namespace SoftRL.Environments;

/// <summary>
/// Mean and variance of each coordinate of all vectors seen, in float64, however many: nothing is summed that later cancels.
/// </summary>
/// <remarks>
/// A batch is first summarised by itself in two passes and then merged (Chan, Golub and LeVeque 1983), so that updates in any
/// portions agree up to rounding; in the same portions and order they agree bit for bit. Nothing is allocated by an update.
/// Not for use by several threads at once.
/// </remarks>
public sealed class RunningStatistics
{
    private readonly double[] mean;
    private readonly double[] squares;
    private readonly double[] batchMean;
    private readonly double[] batchSquares;

    /// <summary>Statistics of nothing yet.</summary>
    /// <param name="size">Number of coordinates, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is not positive.</exception>
    public RunningStatistics(int size)
    {
        Guard.Positive(size);
        (mean, squares) = (new double[size], new double[size]);
        (batchMean, batchSquares) = (new double[size], new double[size]);
    }

    /// <summary>Number of coordinates.</summary>
    public int Size => mean.Length;

    /// <summary>Number of vectors seen.</summary>
    public long Count { get; private set; }

    /// <summary>Mean of each coordinate; 0 before the first vector.</summary>
    public ReadOnlySpan<double> Mean => mean;

    /// <summary>Mean squared distance of a coordinate from its mean (the population variance).</summary>
    /// <param name="index">0 … <see cref="Size"/> − 1.</param>
    /// <returns>The variance; 1 before the first vector.</returns>
    /// <exception cref="IndexOutOfRangeException"><paramref name="index"/> is none of the coordinates.</exception>
    public double Variance(int index) => Count == 0 ? 1 : squares[index] / Count;

    /// <summary>Takes in vectors.</summary>
    /// <param name="vectors">Any number of them, <c>[N, Size]</c> row-major, finite.</param>
    /// <exception cref="ArgumentException">The number of elements is no multiple of <see cref="Size"/>, or one is not finite;
    /// nothing was taken in.</exception>
    public void Update(ReadOnlySpan<float> vectors)
    {
        if (vectors.Length % Size != 0)
        {
            throw new ArgumentException($"{vectors.Length} elements are no vectors of {Size}.", nameof(vectors));
        }

        var bad = FiniteCheck.FirstNotFinite(vectors);
        if (bad >= 0)
        {
            throw new ArgumentException(
                $"Coordinate {bad % Size} of vector {bad / Size} is {vectors[bad]}; it must be finite.", nameof(vectors));
        }

        var rows = vectors.Length / Size;
        if (rows > 0)
        {
            Summarize(vectors, rows);
            Merge(rows, batchMean, batchSquares);
        }
    }

    /// <summary>Takes in what others have seen.</summary>
    /// <param name="other">Statistics of as many coordinates; left as they are.</param>
    /// <exception cref="ArgumentException">They have another number of coordinates.</exception>
    public void Merge(RunningStatistics other)
    {
        if (Guard.NotNull(other).Size != Size)
        {
            throw new ArgumentException($"Statistics of {other.Size} coordinates do not fit ones of {Size}.", nameof(other));
        }

        if (other.Count > 0)
        {
            Merge(other.Count, other.mean, other.squares);
        }
    }

    /// <summary>Writes the statistics, exactly.</summary>
    /// <param name="writer">Borrowed.</param>
    public void Save(BinaryWriter writer)
    {
        Guard.NotNull(writer);
        writer.Write(Size);
        writer.Write(Count);
        for (var i = 0; i < Size; i++)
        {
            writer.Write(mean[i]);
            writer.Write(squares[i]);
        }
    }

    /// <summary>Replaces the statistics by what <see cref="Save"/> wrote.</summary>
    /// <param name="reader">Borrowed, at the position where <see cref="Save"/> began.</param>
    /// <exception cref="InvalidDataException">They are of another number of coordinates, or no statistics; nothing changed.</exception>
    /// <exception cref="EndOfStreamException">The data is too short; nothing changed.</exception>
    public void Load(BinaryReader reader)
    {
        Guard.NotNull(reader);
        var (size, count) = (reader.ReadInt32(), reader.ReadInt64());
        Guard.Snapshot(size == Size && count >= 0, $"it has statistics of {count} vectors of {size}, not {Size}, coordinates");
        for (var i = 0; i < Size; i++)
        {
            (batchMean[i], batchSquares[i]) = (reader.ReadDouble(), reader.ReadDouble());
            Guard.Snapshot(
                double.IsFinite(batchMean[i]) && batchSquares[i] >= 0 && double.IsFinite(batchSquares[i]),
                $"coordinate {i} has mean {batchMean[i]} and sum of squares {batchSquares[i]}");
        }

        Count = count;
        batchMean.CopyTo(mean, 0);
        batchSquares.CopyTo(squares, 0);
    }

    private void Summarize(ReadOnlySpan<float> vectors, int rows)
    {
        Array.Clear(batchMean);
        Array.Clear(batchSquares);
        for (var row = 0; row < rows; row++)
        {
            var vector = vectors.Slice(row * Size, Size);
            for (var i = 0; i < vector.Length; i++)
            {
                batchMean[i] += vector[i];
            }
        }

        for (var i = 0; i < batchMean.Length; i++)
        {
            batchMean[i] /= rows;
        }

        for (var row = 0; row < rows; row++)
        {
            var vector = vectors.Slice(row * Size, Size);
            for (var i = 0; i < vector.Length; i++)
            {
                var distance = vector[i] - batchMean[i];
                batchSquares[i] += distance * distance;
            }
        }
    }

    private void Merge(long count, double[] otherMean, double[] otherSquares)
    {
        var total = Count + count;
        var share = (double)count / total;
        for (var i = 0; i < mean.Length; i++)
        {
            var distance = otherMean[i] - mean[i];
            mean[i] += distance * share;
            squares[i] += otherSquares[i] + (distance * distance * Count * share);
        }

        Count = total;
    }
}
