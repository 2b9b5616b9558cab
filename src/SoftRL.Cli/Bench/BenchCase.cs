namespace SoftRL.Cli;

/// <summary>One measurement by a process of its own: an agent trained end to end, or its updates alone.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Environment">The environment; null for updates alone, on random transitions in replay memory.</param>
/// <param name="Environments">Environments stepped together.</param>
/// <param name="Threads">Threads of tensor operations.</param>
/// <param name="Steps">Environment steps; the first quarter warms up and is not counted. Unused by updates alone.</param>
/// <param name="Floor">The plain C++ loop that does the same tensor work, or null.</param>
/// <param name="Assignments">Options of the agent, as <c>--set</c> takes them.</param>
internal sealed record BenchCase(string Agent, string? Environment, int Environments, int Threads, long Steps, string? Floor, params IReadOnlyList<string> Assignments)
{
    /// <summary>What is measured, in words.</summary>
    public string Name => Environment is null ? $"{Agent} updates alone, {ThreadsText}" : $"{Agent} {Environment}, {EnvironmentsText}, {ThreadsText}";

    /// <summary>The plain loop that it is compared with, in words.</summary>
    public string FloorName => $"C++ loop of {Floor} without environment, {ThreadsText}";

    /// <summary>All cases.</summary>
    public static IReadOnlyList<BenchCase> All { get; } =
    [
        new("a2c", "MinAtar/Breakout-v1", 16, 1, 400_000, "a2c"),
        new("a2c", "MinAtar/Breakout-v1", 16, 2, 400_000, "a2c"),
        new("softq", "MinAtar/Breakout-v1", 16, 2, 400_000, "a2c"),
        new("a2c", "CartPole-v1", 16, 1, 400_000, null),
        // As many random actions as most of a run has; the schedule's beginning has more.
        new("dqn", "MinAtar/Breakout-v1", 1, 1, 30_000, "dqn", "random-actions=0.1"),
        new("dqn", null, 1, 1, 0, "dqn"),
        new("sac", "HalfCheetah-v4", 1, 1, 10_000, "sac"),
        new("sac", null, 1, 1, 0, "sac"),
        new("sac", null, 1, 2, 0, "sac"),
        new("sac", "Pendulum-v1", 1, 1, 10_000, null),
    ];

    private string ThreadsText => Threads == 1 ? "1 thread" : $"{Threads} threads";

    private string EnvironmentsText => Environments == 1 ? "1 environment" : $"{Environments} environments";
}
