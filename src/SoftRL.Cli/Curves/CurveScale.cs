namespace SoftRL.Cli;

/// <summary>How much is measured for cost curves.</summary>
/// <param name="Environments">Numbers of environments.</param>
/// <param name="Batches">Sizes of minibatches.</param>
/// <param name="Widths">Units of hidden layers.</param>
/// <param name="Capacities">Steps in replay memory.</param>
/// <param name="Agents">Agents that are profiled; null for all.</param>
/// <param name="LoopSeconds">How long a loop is measured.</param>
/// <param name="TrainingSeconds">About how long training is measured.</param>
/// <param name="ProfileSeconds">How long an agent is profiled.</param>
internal sealed record CurveScale(
    IReadOnlyList<int> Environments, IReadOnlyList<int> Batches, IReadOnlyList<int> Widths, IReadOnlyList<int> Capacities, IReadOnlyList<string>? Agents,
    double LoopSeconds, double TrainingSeconds, double ProfileSeconds)
{
    /// <summary>What the published page has.</summary>
    public static CurveScale Full { get; } = new(
        [1, 4, 16, 64, 256, 1024, 4096], [16, 32, 64, 128, 256, 512, 1024], [32, 64, 128, 256, 512, 1024], [10_000, 30_000, 100_000, 300_000], null, 0.8, 1.6, 3);

    /// <summary>A look at whether everything works.</summary>
    public static CurveScale Quick { get; } = new([1, 64], [32, 256], [64, 256], [3_000, 10_000], ["a2c", "dqn"], 0.2, 0.2, 1);
}
