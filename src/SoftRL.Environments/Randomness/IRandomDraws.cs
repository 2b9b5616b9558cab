namespace SoftRL.Environments;

/// <summary>
/// Where a pure dynamics function takes its random draws from: a generator in play, recorded draws in a test.
/// </summary>
/// <remarks>Implemented by structs and passed by reference as a type parameter, so that a draw is a direct call.</remarks>
public interface IRandomDraws
{
    /// <summary>A uniform real.</summary>
    /// <returns>A value in [0, 1).</returns>
    double NextDouble();

    /// <summary>A uniform index.</summary>
    /// <param name="bound">Number of values, positive.</param>
    /// <returns>An integer in 0 … <paramref name="bound"/> − 1.</returns>
    int NextInt(int bound);
}
