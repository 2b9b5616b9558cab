namespace SoftRL.Environments.Gymnasium.Tests;

/// <summary>Toy environments in real worker processes, without Gymnasium: see StandIn/stand_in_worker.py.</summary>
internal static class Toys
{
    /// <summary>A Python that needs nothing but its standard library.</summary>
    public static GymnasiumOptions Options { get; } = new() { StartSeconds = 60, StepSeconds = 30, CloseSeconds = 10 };

    /// <summary>The path of a file of the stand-in.</summary>
    public static string File(string name) => Path.Combine(AppContext.BaseDirectory, "StandIn", name);

    /// <summary>How to play toys with some arguments.</summary>
    public static WorkerSetup Setup(string arguments = "{}", GymnasiumOptions? options = null) =>
        new("gym:Toy-v0", "environments", "Toy-v0", (options ?? Options) with { Arguments = arguments }) { Script = File("stand_in_worker.py") };

    /// <summary>Toys with some arguments.</summary>
    public static GymnasiumVectorEnvironment Play(
        string arguments = "{}", int count = 2, ulong seed = 1, int workers = 1, GymnasiumOptions? options = null) =>
        new(Setup(arguments, options), count, seed, workers);
}
