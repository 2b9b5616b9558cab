namespace SoftRL.Cli;

/// <summary>A ratio that the library is to reach: the fastest of some measurements of ours over the fastest of some others.</summary>
/// <param name="Name">What is to be fast enough, in words.</param>
/// <param name="Ours">Names of ours.</param>
/// <param name="Others">Names of the others; empty when a recorded figure stands in.</param>
/// <param name="AtLeast">The ratio to reach.</param>
internal sealed record BenchGoal(string Name, IReadOnlyList<string> Ours, IReadOnlyList<string> Others, double AtLeast)
{
    /// <summary>A figure that was measured elsewhere, with what it is; null when both are measured here.</summary>
    public (string Name, double Value)? Recorded { get; init; }

    /// <summary>Compares.</summary>
    /// <param name="results">What was measured.</param>
    /// <returns>The verdict; null when one of the two sides was not measured.</returns>
    public BenchVerdict? Judge(IReadOnlyList<BenchResult> results)
    {
        var ours = BenchResult.Fastest(results.Where(result => Ours.Contains(result.Name)));
        var other = BenchResult.Fastest(results.Where(result => Others.Contains(result.Name)));
        var against = Recorded ?? (other is null ? null : (other.Name, other.Median!.Value));
        return ours is null || against is not { } pair ? null : new BenchVerdict(this, ours.Name, ours.Median!.Value, pair.Name, pair.Value);
    }
}
