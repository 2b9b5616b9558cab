namespace SoftRL.Environments;

/// <summary>
/// Options of <see cref="NormalizedVectorEnvironment"/>. Defaults are those of Stable-Baselines3's VecNormalize.
/// </summary>
public sealed record NormalizationOptions
{
    /// <summary>Whether observations are centred and divided by their standard deviation, element by element. Default true.</summary>
    public bool Observations { get; init; } = true;

    /// <summary>Whether rewards are divided by the standard deviation of the discounted return. Default true.</summary>
    public bool Rewards { get; init; } = true;

    /// <summary>Whether the statistics are used as they are and never changed, as evaluation needs it. Default false.</summary>
    public bool Frozen { get; init; }

    /// <summary>Discount γ of the return whose standard deviation divides rewards, per step, in [0, 1]. Default 0.99.</summary>
    public double Discount { get; init => field = Guard.Within(0.0, 1.0, value, nameof(Discount)); } = 0.99;

    /// <summary>Added to a variance before its root is taken, positive. Default 1e-8.</summary>
    public double Epsilon { get; init => field = Guard.Positive(value, nameof(Epsilon)); } = 1e-8;

    /// <summary>Largest magnitude of an element of a normalised observation, positive. Default 10.</summary>
    public double ObservationClip { get; init => field = Guard.Positive(value, nameof(ObservationClip)); } = 10;

    /// <summary>Largest magnitude of a normalised reward, positive. Default 10.</summary>
    public double RewardClip { get; init => field = Guard.Positive(value, nameof(RewardClip)); } = 10;
}
