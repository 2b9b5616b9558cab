namespace SoftRL.Training;

/// <summary>What of the environments is normalised by running statistics; see <see cref="SoftRL.Environments.NormalizedVectorEnvironment"/>.</summary>
public enum Normalization
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Observations: mean zero, variance one.</summary>
    Observations,

    /// <summary>Rewards: divided by the standard deviation of the discounted return.</summary>
    Rewards,

    /// <summary>Both.</summary>
    Both,
}
