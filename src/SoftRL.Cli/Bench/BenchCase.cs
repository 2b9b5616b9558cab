namespace SoftRL.Cli;

/// <summary>One measurement of ours, by a process of its own: an agent trained end to end, or its updates alone.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Environment">The environment; null for updates alone, on random transitions in replay memory.</param>
/// <param name="Environments">Environments stepped together.</param>
/// <param name="Threads">Threads of tensor operations, of each shard where there are several.</param>
/// <param name="Steps">Environment steps that take about four seconds; the first quarter warms up and is not counted. Unused by updates alone.</param>
/// <param name="Assignments">Options of the agent, as <c>--set</c> takes them.</param>
internal sealed record BenchCase(string Agent, string? Environment, int Environments, int Threads, long Steps, params IReadOnlyList<string> Assignments)
{
    /// <summary>Learners that share the work, a thread each.</summary>
    public int Shards { get; init; } = 1;

    /// <summary>Steps before the first update, for agents with replay memory: not counted, and not among <c>Steps</c>.</summary>
    public int LearningStarts { get; init; }

    /// <summary>The device, as <c>--device</c> takes it.</summary>
    public string Device { get; init; } = "cpu";

    /// <summary>What is measured, in words.</summary>
    public string Name => Environment is null ? $"{Agent} updates alone, {Means}" : $"{Agent} {Environment}, {EnvironmentsText}, {Means}";

    private string Means => Device != "cpu" ? Device : Shards == 1 ? BenchPeer.ThreadsText(Threads) : Threads == 1 ? $"{Shards} shards" : $"{Shards} shards of {BenchPeer.ThreadsText(Threads)}";

    private string EnvironmentsText => Environments == 1 ? "1 environment" : $"{Environments} environments";
}
