namespace SoftRL.Training;

/// <summary>What a person asked for when resuming a run; null where nothing was said. Only steps and environment threads may change, the rest must agree.</summary>
public sealed record RunOverrides
{
    /// <summary>Agent, to agree.</summary>
    public string? Agent { get; init; }

    /// <summary>Environment id, to agree.</summary>
    public string? Environment { get; init; }

    /// <summary>Steps in all, those done included; may change.</summary>
    public long? Steps { get; init; }

    /// <summary>Seed, to agree.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Environments stepped together, to agree.</summary>
    public int? EnvironmentCount { get; init; }

    /// <summary>What is normalised, to agree.</summary>
    public Normalization? Normalize { get; init; }

    /// <summary>Threads that step environments; may change, results do not depend on it.</summary>
    public int? EnvironmentThreads { get; init; }

    /// <summary>Threads that share the environments, or the minibatches, to agree.</summary>
    public int? Shards { get; init; }

    /// <summary>Threads of tensor operations, to agree.</summary>
    public int? Threads { get; init; }

    /// <summary>Device, to agree.</summary>
    public string? Device { get; init; }

    /// <summary>Steps between evaluations, to agree.</summary>
    public long? EvaluateEvery { get; init; }

    /// <summary>Steps between checkpoints; may change.</summary>
    public long? CheckpointEvery { get; init; }

    /// <summary><c>key=value</c> options of the agent, to agree.</summary>
    public IReadOnlyList<string> AgentOptions { get; init; } = [];

    /// <summary>The spec to go on with.</summary>
    /// <param name="spec">The run's own spec.</param>
    /// <returns><paramref name="spec"/> with what may change changed.</returns>
    /// <exception cref="RunException">Something that must agree does not; the message says what.</exception>
    internal RunSpec ApplyTo(RunSpec spec)
    {
        var differences = new List<string>();
        Compare("agent", spec.Agent, Agent);
        Compare("env", spec.Environment, Environment);
        Compare("seed", spec.Seed, Seed);
        Compare("envs", spec.EnvironmentCount, EnvironmentCount);
        Compare("normalize", spec.Normalize, Normalize);
        Compare("shards", spec.Shards, Shards);
        Compare("threads", spec.Threads, Threads);
        Compare("device", spec.Device, Device);
        Compare("eval-every", spec.EvaluateEvery, EvaluateEvery);
        var asked = OptionsBinder.Apply(spec.AgentOptions, AgentOptions);
        differences.AddRange(OptionsBinder.Differences(spec.AgentOptions, asked).Select(difference => difference.ToString()));
        return differences.Count == 0
            ? spec with
            {
                Steps = Steps ?? spec.Steps,
                EnvironmentThreads = EnvironmentThreads ?? spec.EnvironmentThreads,
                CheckpointEvery = CheckpointEvery ?? spec.CheckpointEvery,
            }
            : throw new RunException(
                $"The run was started with other options: {string.Join("; ", differences)}. Resume it without them, or start a new run in another directory.");

        void Compare<T>(string name, T own, object? asked)
        {
            if (asked is not null && !asked.Equals(own))
            {
                differences.Add($"{name}: {own}, not {asked}");
            }
        }
    }
}
