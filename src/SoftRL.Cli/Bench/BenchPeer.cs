namespace SoftRL.Cli;

/// <summary>One measurement of a program that is not ours to speed up: a plain loop that does the same tensor work, or a published library on the same task.</summary>
/// <param name="Kind">Whose it is.</param>
/// <param name="Task">What it is asked for, as the program names it.</param>
/// <param name="Threads">Threads of tensor operations.</param>
/// <param name="Sleeping">Whether its threads sleep at barriers, as ours do, instead of doing what OpenMP does by itself.</param>
internal sealed record BenchPeer(PeerKind Kind, string Task, int Threads, bool Sleeping = false)
{
    /// <summary>What is measured, in words.</summary>
    public string Name => $"{Title} {Task}, {ThreadsText(Threads)}{(Sleeping ? " that sleep at barriers" : "")}";

    /// <summary>The Python program; null for the C++ loop.</summary>
    public string? Script => Kind switch
    {
        PeerKind.Floor => null,
        PeerKind.Python => "loops.py",
        PeerKind.Baselines => "baselines.py",
        PeerKind.CleanRl => "cleanrl_ppo.py",
        _ => throw new InvalidOperationException($"There is no program of kind {Kind}."),
    };

    private string Title => Kind switch
    {
        PeerKind.Floor => "C++ loop",
        PeerKind.Python => "Python loop",
        PeerKind.Baselines => "Stable-Baselines3",
        PeerKind.CleanRl => "CleanRL",
        _ => throw new InvalidOperationException($"There is no program of kind {Kind}."),
    };

    /// <summary>A number of threads in words.</summary>
    /// <param name="threads">The number.</param>
    /// <returns>Such as <c>2 threads</c>.</returns>
    public static string ThreadsText(int threads) => threads == 1 ? "1 thread" : $"{threads} threads";
}
