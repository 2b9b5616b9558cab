namespace SoftRL.Environments;

/// <summary>A named environment: how to make it and what to know about it.</summary>
/// <param name="Id">Name, for example <c>CartPole-v1</c>.</param>
/// <param name="Description">One sentence.</param>
/// <param name="Create">Makes a new environment on each call.</param>
/// <param name="ObservationSpace">The observation space of what <paramref name="Create"/> makes.</param>
/// <param name="ActionSpace">The action space of what <paramref name="Create"/> makes.</param>
/// <param name="MaxEpisodeSteps">Steps after which an episode is truncated; null when there is no limit.</param>
/// <param name="RewardThreshold">Mean return at which the task counts as solved; null when none is agreed on.</param>
public sealed record EnvironmentSpec(
    string Id,
    string Description,
    Func<IEnvironment<int>> Create,
    ObservationSpace ObservationSpace,
    DiscreteActions ActionSpace,
    int? MaxEpisodeSteps = null,
    double? RewardThreshold = null)
{
    /// <summary>A specification that takes its spaces from an environment made for the purpose.</summary>
    /// <param name="id">Name.</param>
    /// <param name="description">One sentence.</param>
    /// <param name="create">Makes a new environment on each call; called once here.</param>
    /// <param name="maxEpisodeSteps">Steps after which an episode is truncated; null when there is no limit.</param>
    /// <param name="rewardThreshold">Mean return at which the task counts as solved; null when none is agreed on.</param>
    /// <returns>The specification.</returns>
    /// <exception cref="ArgumentException">The id is empty, or the environment's actions are not discrete.</exception>
    public static EnvironmentSpec Of(
        string id,
        string description,
        Func<IEnvironment<int>> create,
        int? maxEpisodeSteps = null,
        double? rewardThreshold = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        Guard.NotNull(description);
        var sample = Guard.NotNull(create)();
        using var owned = sample as IDisposable;
        var actions = sample.ActionSpace as DiscreteActions
            ?? throw new ArgumentException($"The actions of '{id}' must be discrete, not {sample.ActionSpace}.", nameof(create));
        return new EnvironmentSpec(
            id, description, create, sample.ObservationSpace, actions, maxEpisodeSteps, rewardThreshold);
    }
}
