using SoftRL.Environments;

namespace SoftRL.Training;

/// <summary>Where an agent writes the actions of N environments: indices where they are discrete, vectors where they are a box.</summary>
public readonly ref struct ActionRows
{
    private readonly Span<long> _indices;
    private readonly Span<float> _vectors;

    /// <summary>Rows of discrete actions.</summary>
    /// <param name="indices">One index per environment, <c>[N]</c>.</param>
    public ActionRows(Span<long> indices) => _indices = indices;

    /// <summary>Rows of action vectors.</summary>
    /// <param name="vectors"><c>[N, A]</c>, row-major.</param>
    /// <param name="dimension">A, positive; divides the length.</param>
    /// <exception cref="ArgumentException">The dimension is not positive or does not divide the length.</exception>
    public ActionRows(Span<float> vectors, int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dimension);
        if (vectors.Length % dimension != 0)
        {
            throw new ArgumentException($"{vectors.Length} coordinates are no whole number of vectors of {dimension}.", nameof(vectors));
        }

        _vectors = vectors;
        Dimension = dimension;
    }

    /// <summary>A, coordinates of an action vector; 0 where actions are indices.</summary>
    public int Dimension { get; }

    /// <summary>N, the number of environments.</summary>
    public int Count => Dimension == 0 ? _indices.Length : _vectors.Length / Dimension;

    /// <summary>The indices, <c>[N]</c>.</summary>
    /// <exception cref="InvalidOperationException">The actions are vectors.</exception>
    public Span<long> Indices
        => Dimension == 0 ? _indices : throw new InvalidOperationException($"The actions are vectors of {Dimension} coordinates, not indices.");

    /// <summary>The vectors, <c>[N, A]</c> row-major.</summary>
    /// <exception cref="InvalidOperationException">The actions are indices.</exception>
    public Span<float> Vectors => Dimension > 0 ? _vectors : throw new InvalidOperationException("The actions are indices, not vectors.");

    /// <summary>Rows of discrete actions.</summary>
    /// <param name="indices">One index per environment.</param>
    public static implicit operator ActionRows(Span<long> indices) => new(indices);

    /// <summary>Rows of discrete actions.</summary>
    /// <param name="indices">One index per environment.</param>
    public static implicit operator ActionRows(long[] indices) => new(indices);
}
