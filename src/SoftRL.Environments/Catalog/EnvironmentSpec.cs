namespace SoftRL.Environments;

/// <summary>A named environment: how to make it and what to know about it.</summary>
public sealed class EnvironmentSpec
{
    private readonly Func<IEnvironment<int>>? discrete;
    private readonly Func<IEnvironment<ReadOnlySpan<float>>>? continuous;
    private readonly Func<int, ulong, int, IVectorEnvironment>? vector;

    private EnvironmentSpec(string id, string description, ObservationSpace observations, ActionSpace actions)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        (Id, Description) = (id, Guard.NotNull(description));
        (ObservationSpace, ActionSpace) = (Guard.NotNull(observations), Guard.NotNull(actions));
    }

    private EnvironmentSpec(
        string id, string description, ObservationSpace observations, ActionSpace actions, Func<int, ulong, int, IVectorEnvironment> vector)
        : this(id, description, observations, actions) =>
        this.vector = Guard.NotNull(vector);

    private EnvironmentSpec(
        string id, string description, ObservationSpace observations, ActionSpace actions, Func<IEnvironment<int>> create)
        : this(id, description, observations, actions) =>
        discrete = Guard.NotNull(create);

    private EnvironmentSpec(
        string id, string description, ObservationSpace observations, ActionSpace actions, Func<IEnvironment<ReadOnlySpan<float>>> create)
        : this(id, description, observations, actions) =>
        continuous = Guard.NotNull(create);

    /// <summary>Name, for example <c>CartPole-v1</c>.</summary>
    public string Id { get; }

    /// <summary>One sentence.</summary>
    public string Description { get; }

    /// <summary>The observation space of the environments.</summary>
    public ObservationSpace ObservationSpace { get; }

    /// <summary>The action space of the environments.</summary>
    public ActionSpace ActionSpace { get; }

    /// <summary>Steps after which an episode is truncated; null when there is no limit.</summary>
    public int? MaxEpisodeSteps { get; private init; }

    /// <summary>Mean return at which the task counts as solved; null when none is agreed on.</summary>
    public double? RewardThreshold { get; private init; }

    /// <summary>An environment with discrete actions, which takes its spaces from one made for the purpose.</summary>
    /// <param name="id">Name.</param>
    /// <param name="description">One sentence.</param>
    /// <param name="create">Makes a new environment on each call; called once here.</param>
    /// <param name="maxEpisodeSteps">Steps after which an episode is truncated; null when there is no limit.</param>
    /// <param name="rewardThreshold">Mean return at which the task counts as solved; null when none is agreed on.</param>
    /// <returns>The specification.</returns>
    /// <exception cref="ArgumentException">The id is empty, or the environment's actions are not discrete.</exception>
    public static EnvironmentSpec Of(
        string id, string description, Func<IEnvironment<int>> create, int? maxEpisodeSteps = null, double? rewardThreshold = null)
    {
        var sample = Guard.NotNull(create)();
        using var owned = sample as IDisposable;
        return Of(id, description, sample.ObservationSpace, sample.ActionSpace, create, maxEpisodeSteps, rewardThreshold);
    }

    /// <summary>An environment with real-valued actions, which takes its spaces from one made for the purpose.</summary>
    /// <param name="id">Name.</param>
    /// <param name="description">One sentence.</param>
    /// <param name="create">Makes a new environment on each call; called once here.</param>
    /// <param name="maxEpisodeSteps">Steps after which an episode is truncated; null when there is no limit.</param>
    /// <param name="rewardThreshold">Mean return at which the task counts as solved; null when none is agreed on.</param>
    /// <returns>The specification.</returns>
    /// <exception cref="ArgumentException">The id is empty, or the environment's actions are no box.</exception>
    public static EnvironmentSpec Of(
        string id,
        string description,
        Func<IEnvironment<ReadOnlySpan<float>>> create,
        int? maxEpisodeSteps = null,
        double? rewardThreshold = null)
    {
        var sample = Guard.NotNull(create)();
        using var owned = sample as IDisposable;
        return Of(id, description, sample.ObservationSpace, sample.ActionSpace, create, maxEpisodeSteps, rewardThreshold);
    }

    /// <summary>An environment with discrete actions and known spaces; none is made until it is needed.</summary>
    /// <param name="id">Name.</param>
    /// <param name="description">One sentence.</param>
    /// <param name="observationSpace">The observation space of what <paramref name="create"/> makes.</param>
    /// <param name="actionSpace">Its action space.</param>
    /// <param name="create">Makes a new environment on each call.</param>
    /// <param name="maxEpisodeSteps">Steps after which an episode is truncated; null when there is no limit.</param>
    /// <param name="rewardThreshold">Mean return at which the task counts as solved; null when none is agreed on.</param>
    /// <returns>The specification.</returns>
    /// <exception cref="ArgumentException">The id is empty, or the actions are not discrete.</exception>
    public static EnvironmentSpec Of(
        string id,
        string description,
        ObservationSpace observationSpace,
        ActionSpace actionSpace,
        Func<IEnvironment<int>> create,
        int? maxEpisodeSteps = null,
        double? rewardThreshold = null)
        => new(id, description, observationSpace, Require<DiscreteActions>(id, actionSpace), create)
        {
            MaxEpisodeSteps = maxEpisodeSteps,
            RewardThreshold = rewardThreshold,
        };

    /// <summary>An environment with real-valued actions and known spaces; none is made until it is needed.</summary>
    /// <param name="id">Name.</param>
    /// <param name="description">One sentence.</param>
    /// <param name="observationSpace">The observation space of what <paramref name="create"/> makes.</param>
    /// <param name="actionSpace">Its action space.</param>
    /// <param name="create">Makes a new environment on each call.</param>
    /// <param name="maxEpisodeSteps">Steps after which an episode is truncated; null when there is no limit.</param>
    /// <param name="rewardThreshold">Mean return at which the task counts as solved; null when none is agreed on.</param>
    /// <returns>The specification.</returns>
    /// <exception cref="ArgumentException">The id is empty, or the actions are no box.</exception>
    public static EnvironmentSpec Of(
        string id,
        string description,
        ObservationSpace observationSpace,
        ActionSpace actionSpace,
        Func<IEnvironment<ReadOnlySpan<float>>> create,
        int? maxEpisodeSteps = null,
        double? rewardThreshold = null)
        => new(id, description, observationSpace, Require<BoxActions>(id, actionSpace), create)
        {
            MaxEpisodeSteps = maxEpisodeSteps,
            RewardThreshold = rewardThreshold,
        };

    /// <summary>Environments that are made many at a time, for example in another process.</summary>
    /// <param name="id">Name.</param>
    /// <param name="description">One sentence.</param>
    /// <param name="observationSpace">The observation space of what <paramref name="create"/> makes.</param>
    /// <param name="actionSpace">Its action space.</param>
    /// <param name="create">Makes N environments from N, the seed of their episodes and a number of threads or processes to use at most.</param>
    /// <param name="maxEpisodeSteps">Steps after which an episode is truncated; null when there is no limit.</param>
    /// <param name="rewardThreshold">Mean return at which the task counts as solved; null when none is agreed on.</param>
    /// <returns>The specification.</returns>
    /// <exception cref="ArgumentException">The id is empty.</exception>
    public static EnvironmentSpec OfVector(
        string id,
        string description,
        ObservationSpace observationSpace,
        ActionSpace actionSpace,
        Func<int, ulong, int, IVectorEnvironment> create,
        int? maxEpisodeSteps = null,
        double? rewardThreshold = null)
        => new(id, description, observationSpace, actionSpace, create)
        {
            MaxEpisodeSteps = maxEpisodeSteps,
            RewardThreshold = rewardThreshold,
        };

    /// <summary>Makes N environments that step together.</summary>
    /// <param name="count">N, positive.</param>
    /// <param name="seed">All episodes derive from it.</param>
    /// <param name="threads">Threads (or processes) that step them at most, positive; results do not depend on it.</param>
    /// <returns>The environments, owned by the caller; call <see cref="IVectorEnvironment.Reset"/> first.</returns>
    /// <exception cref="ArgumentException">An argument is out of range.</exception>
    /// <exception cref="EnvironmentException">The environments' spaces differ.</exception>
    /// <exception cref="EnvironmentUnavailableException">Something they need is not installed.</exception>
    public IVectorEnvironment CreateVector(int count, ulong seed, int threads = 1)
        => vector is null ? Local(0, count, seed, threads) : vector(count, seed, threads);

    /// <summary>Whether <see cref="CreateShard"/> can be used: the environments are not made many at a time.</summary>
    public bool HasParts => vector is null;

    /// <summary>Makes some of the environments that <see cref="CreateVector"/> would make with the same seed: each has the episodes it has there.</summary>
    /// <param name="first">Number of the first one, 0 or more.</param>
    /// <param name="count">How many, positive.</param>
    /// <param name="seed">All episodes derive from it and from the environment's number.</param>
    /// <returns>The environments, owned by the caller; call <see cref="IVectorEnvironment.Reset"/> first.</returns>
    /// <exception cref="ArgumentException">An argument is out of range.</exception>
    /// <exception cref="InvalidOperationException">The environments are only made many at a time.</exception>
    public IVectorEnvironment CreateShard(int first, int count, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        return vector is null ? Local(first, count, seed, 1) : throw new InvalidOperationException($"'{Id}' is made many at a time; it has no parts.");
    }

    /// <summary>Makes one environment with discrete actions.</summary>
    /// <returns>A new environment, owned by the caller.</returns>
    /// <exception cref="InvalidOperationException">The actions are not discrete, or the environments are only made many at a time.</exception>
    public IEnvironment<int> CreateDiscrete() => (discrete ?? throw Other("discrete actions"))();

    /// <summary>Makes one environment with real-valued actions.</summary>
    /// <returns>A new environment, owned by the caller.</returns>
    /// <exception cref="InvalidOperationException">The actions are discrete, or the environments are only made many at a time.</exception>
    public IEnvironment<ReadOnlySpan<float>> CreateContinuous() => (continuous ?? throw Other("real-valued actions"))();

    /// <summary>The id.</summary>
    /// <returns><see cref="Id"/>.</returns>
    public override string ToString() => Id;

    private VectorEnvironment Local(int first, int count, ulong seed, int threads)
        => new(discrete is null ? EnvironmentSet.Of(continuous!, count, Id) : EnvironmentSet.Of(discrete, count, Id), seed, threads, first);

    private static T Require<T>(string id, ActionSpace actions)
        where T : ActionSpace
        => actions as T ?? throw new ArgumentException($"The actions of '{id}' must be {typeof(T).Name}, not {actions}.", nameof(actions));

    private InvalidOperationException Other(string asked)
        => new($"'{Id}' does not make single environments with {asked}: it has {ActionSpace}{(discrete is null && continuous is null ? ", made many at a time" : "")}. Use CreateVector.");
}
