namespace SoftRL.Training;

/// <summary>How a standard deviation σ is read from an output x of a network.</summary>
public enum ScaleRule
{
    /// <summary>ln σ = x.</summary>
    Exponential,

    /// <summary>σ = 1 / (1 + exp(−x)), below 1.</summary>
    Sigmoid,
}
