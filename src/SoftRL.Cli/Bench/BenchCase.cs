namespace SoftRL.Cli;

/// <summary>One measurement: an agent trained end to end by a process of its own.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Environment">The environment.</param>
/// <param name="Environments">Environments stepped together.</param>
/// <param name="Threads">Threads of tensor operations.</param>
/// <param name="Steps">Environment steps; the first quarter warms up and is not counted.</param>
/// <param name="HasFloor">Whether the plain C++ loop does the same tensor work.</param>
internal sealed record BenchCase(string Agent, string Environment, int Environments, int Threads, long Steps, bool HasFloor)
{
    /// <summary>What is measured, in words.</summary>
    public string Name => $"{Agent} {Environment}, {Environments} environments, {ThreadsText}";

    /// <summary>The plain loop that it is compared with, in words.</summary>
    public string FloorName => $"C++ loop without environment, {ThreadsText}";

    /// <summary>All cases.</summary>
    public static IReadOnlyList<BenchCase> All { get; } =
    [
        new("a2c", "MinAtar/Breakout-v1", 16, 1, 400_000, HasFloor: true),
        new("a2c", "MinAtar/Breakout-v1", 16, 2, 400_000, HasFloor: true),
        new("softq", "MinAtar/Breakout-v1", 16, 2, 400_000, HasFloor: true),
        new("a2c", "CartPole-v1", 16, 1, 400_000, HasFloor: false),
    ];

    private string ThreadsText => Threads == 1 ? "1 thread" : $"{Threads} threads";
}
