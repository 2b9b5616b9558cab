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
    int Episodes, double MeanReturn, double StdReturn, double MinReturn, double MaxReturn, double MeanLength, ulong Seed);
