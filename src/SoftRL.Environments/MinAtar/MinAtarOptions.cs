namespace SoftRL.Environments;

/// <summary>Options that every MinAtar game has.</summary>
public sealed record MinAtarOptions
{
    /// <summary>
    /// Probability that a step repeats the action executed before, in [0, 1]. Default 0.1, as published (Young and Tian
    /// 2019).
    /// </summary>
    public double StickyActionProbability
    {
        get;
        init => field = Guard.Within(0, 1, value, nameof(StickyActionProbability));
    } = 0.1;

    /// <summary>Which actions the agent chooses among. Default <see cref="MinAtarActionSet.Full"/>.</summary>
    public MinAtarActionSet ActionSet { get; init; } = MinAtarActionSet.Full;

    /// <summary>
    /// Whether Asterix, Seaquest and Space Invaders get harder as the episode goes on; Breakout and Freeway never do.
    /// Default true, as published.
    /// </summary>
    public bool DifficultyRamping { get; init; } = true;
}
