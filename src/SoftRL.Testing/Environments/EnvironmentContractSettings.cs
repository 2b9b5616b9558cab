namespace SoftRL.Testing;

/// <summary>How much <see cref="EnvironmentContract"/> plays, and what it may expect.</summary>
public sealed record EnvironmentContractSettings
{
    /// <summary>Episodes and actions derive from it. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Number of seeds tried by each check that plays episodes, positive. Default 10.</summary>
    public int Episodes { get; init => field = AtLeastOne(value, nameof(Episodes)); } = 10;

    /// <summary>An episode that goes on longer is left after so many steps, positive. Default 200.</summary>
    public int StepsPerEpisode { get; init => field = AtLeastOne(value, nameof(StepsPerEpisode)); } = 200;

    /// <summary>
    /// Whether seeds make a difference to what is observed or earned. Default true; false for an environment without
    /// chance.
    /// </summary>
    public bool SeedsMatter { get; init; } = true;

    /// <summary>
    /// The environment's own time limit, steps. No episode may be longer; when the limit is not above
    /// <see cref="StepsPerEpisode"/>, one of the episodes played must reach it and be truncated. Default null: none.
    /// </summary>
    public int? TimeLimit { get; init => field = value is { } limit ? AtLeastOne(limit, nameof(TimeLimit)) : null; }

    private static int AtLeastOne(int value, string name) =>
        value >= 1 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must be positive.");
}
