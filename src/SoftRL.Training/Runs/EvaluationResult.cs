namespace SoftRL.Training;

/// <summary>Undiscounted returns of one evaluation.</summary>
/// <param name="Episodes">Episodes played.</param>
/// <param name="MeanReturn">Mean return.</param>
/// <param name="StdReturn">Sample standard deviation of the returns; 0 for one episode.</param>
/// <param name="MinReturn">Smallest return.</param>
/// <param name="MaxReturn">Largest return.</param>
/// <param name="MeanLength">Mean steps per episode.</param>
/// <param name="Seed">Seed of the evaluation.</param>
public sealed record EvaluationResult(
    int Episodes, double MeanReturn, double StdReturn, double MinReturn, double MaxReturn, double MeanLength, ulong Seed)
{
    /// <summary>Sums up episodes.</summary>
    /// <param name="returns">Their returns; at least one.</param>
    /// <param name="lengths">Their steps.</param>
    /// <param name="seed">Seed of the evaluation.</param>
    /// <returns>The sum.</returns>
    /// <exception cref="ArgumentException">There is no episode, or not a length for each return.</exception>
    public static EvaluationResult Of(IReadOnlyCollection<double> returns, IReadOnlyCollection<int> lengths, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(returns);
        ArgumentNullException.ThrowIfNull(lengths);
        if (returns.Count == 0 || returns.Count != lengths.Count)
        {
            throw new ArgumentException($"There must be an episode, and a length for each return; there are {returns.Count} returns and {lengths.Count} lengths.", nameof(returns));
        }

        var mean = returns.Average();
        var squares = returns.Sum(value => (value - mean) * (value - mean));
        var deviation = returns.Count > 1 ? Math.Sqrt(squares / (returns.Count - 1)) : 0;
        return new EvaluationResult(returns.Count, mean, deviation, returns.Min(), returns.Max(), lengths.Average(), seed);
    }
}
