using SoftRL.Core;

namespace SoftRL.Tabular;

/// <summary>One arm of a <see cref="Bandit"/>: a normally distributed reward.</summary>
public sealed record BanditArm
{
    /// <summary>An arm.</summary>
    /// <param name="mean">Mean reward, reward units; finite.</param>
    /// <param name="standardDeviation">Standard deviation of the reward, reward units; finite, not negative. 0 (the default) pays the mean every time.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public BanditArm(double mean, double standardDeviation = 0)
    {
        Mean = Require.Finite(mean);
        StandardDeviation = Require.NonNegative(standardDeviation);
    }

    /// <summary>Mean reward, reward units.</summary>
    public double Mean { get; }

    /// <summary>Standard deviation of the reward, reward units; 0 = deterministic.</summary>
    public double StandardDeviation { get; }
}
