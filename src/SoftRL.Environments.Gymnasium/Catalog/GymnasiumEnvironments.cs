namespace SoftRL.Environments.Gymnasium;

/// <summary>The environments of Python's Gymnasium by id: <c>gym:</c> and what <c>gymnasium.make</c> takes.</summary>
public static class GymnasiumEnvironments
{
    /// <summary>What ids begin with: <c>gym:</c>.</summary>
    public const string Prefix = "gym:";

    /// <summary>The environment of an id such as <c>gym:CartPole-v1</c>, <c>gym:ALE/Pong-v5</c> or <c>gym:my_module:MyEnvironment-v0</c>.</summary>
    /// <param name="id">An id.</param>
    /// <param name="options">Which Python, arguments and limits of time; the defaults when omitted.</param>
    /// <returns>The specification; null when the id does not begin with <see cref="Prefix"/>. Its spaces, step limit and threshold
    /// are learnt from a worker that is started and ended here.</returns>
    /// <exception cref="ArgumentException">Nothing follows the prefix.</exception>
    /// <exception cref="EnvironmentUnavailableException">Python, Gymnasium or something that the environment needs is not
    /// installed.</exception>
    /// <exception cref="UnknownEnvironmentException">Gymnasium knows no such environment.</exception>
    /// <exception cref="EnvironmentException">The environment failed, or has spaces that are not supported.</exception>
    public static EnvironmentSpec? TryFind(string id, GymnasiumOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(id);
        return id.StartsWith(Prefix, StringComparison.Ordinal)
            ? Describe(Setup(id[Prefix.Length..], options ?? new GymnasiumOptions()))
            : null;
    }

    internal static EnvironmentSpec Describe(WorkerSetup setup)
    {
        using var group = new WorkerGroup(setup, count: 1, workers: 1);
        var told = new EnvironmentDescription(group.Description);
        return EnvironmentSpec.OfVector(
            setup.Name,
            $"{setup.Id} of Python's Gymnasium.",
            told.Observations,
            told.Actions,
            (count, seed, threads) => new GymnasiumVectorEnvironment(setup, count, seed, threads),
            told.MaxEpisodeSteps,
            told.RewardThreshold);
    }

    internal static WorkerSetup Setup(string id, GymnasiumOptions options)
    {
        if (string.IsNullOrWhiteSpace(id))
        {
            throw new ArgumentException($"'{Prefix}{id}' names no environment; write for example {Prefix}CartPole-v1.", nameof(id));
        }

        return new WorkerSetup($"{Prefix}{id}", "environments", id, options);
    }
}
