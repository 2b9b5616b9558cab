namespace SoftRL.Training;

/// <summary>One evaluation of the policy: one line of <c>evaluations.jsonl</c>.</summary>
/// <remarks>
/// Keys of the line, in this order: <c>step</c>, <c>seconds</c>, <c>episodes</c>, <c>mean_return</c>, <c>std_return</c>,
/// <c>min_return</c>, <c>max_return</c>, <c>mean_length</c>, <c>seed</c>. Numbers that are not finite become null.
/// </remarks>
public sealed record EvaluationRow
{
    internal const string EpisodesKey = "episodes";
    internal const string MeanReturnKey = "mean_return";
    internal const string StdReturnKey = "std_return";
    internal const string MinReturnKey = "min_return";
    internal const string MaxReturnKey = "max_return";
    internal const string MeanLengthKey = "mean_length";
    internal const string SeedKey = "seed";

    /// <summary>Environment steps of training before this evaluation.</summary>
    public required long Step { get; init; }

    /// <summary>Seconds of training before this evaluation.</summary>
    public required double Seconds { get; init; }

    /// <summary>Number of episodes.</summary>
    public required int Episodes { get; init; }

    /// <summary>Mean return, reward units.</summary>
    public required double MeanReturn { get; init; }

    /// <summary>Standard deviation of the returns, reward units.</summary>
    public required double StdReturn { get; init; }

    /// <summary>Smallest return, reward units.</summary>
    public required double MinReturn { get; init; }

    /// <summary>Largest return, reward units.</summary>
    public required double MaxReturn { get; init; }

    /// <summary>Mean length of an episode, steps.</summary>
    public required double MeanLength { get; init; }

    /// <summary>Seed of the evaluation's environments and actions.</summary>
    public required ulong Seed { get; init; }
}
