using System.Text.Json.Nodes;

namespace SoftRL.Cli;

/// <summary>Repeated measurements of one thing.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Kind">Whose it is; null for ours.</param>
/// <param name="Threads">Threads of tensor operations, times shards.</param>
/// <param name="Work">The work that it does.</param>
/// <param name="Unit">What was counted per second.</param>
/// <param name="Values">One per repeat; empty when it could not be measured.</param>
/// <param name="Missing">Why not, or null.</param>
internal sealed record BenchResult(string Name, PeerKind? Kind, int Threads, string Work, string Unit, IReadOnlyList<double> Values, string? Missing = null)
{
    /// <summary>The middle of the repeats, or the mean of the two in the middle; null without a measurement.</summary>
    public double? Median
    {
        get
        {
            var sorted = Values.Order().ToArray();
            var middle = sorted.Length / 2;
            return sorted.Length == 0 ? null : sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }
    }

    /// <summary>Least of the repeats.</summary>
    public double? Lowest => Values.Count == 0 ? null : Values.Min();

    /// <summary>Greatest of the repeats.</summary>
    public double? Highest => Values.Count == 0 ? null : Values.Max();

    /// <summary>The one of the greatest median.</summary>
    /// <param name="results">Some results.</param>
    /// <returns>The fastest; null when none was measured.</returns>
    public static BenchResult? Fastest(IEnumerable<BenchResult> results) => results.Where(result => result.Median is not null).MaxBy(result => result.Median);

    /// <summary>This median over that of the fastest peer of a kind that does the same work.</summary>
    /// <param name="results">All results.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="threads">Threads that the peer must have; null for any.</param>
    /// <returns>The ratio; null when there is none, and for a peer of that kind itself.</returns>
    public double? RatioTo(IReadOnlyList<BenchResult> results, PeerKind kind, int? threads = null)
        => Kind == kind ? null : Median / Fastest(results.Where(other => other.Kind == kind && other.Work == Work && (threads is null || other.Threads == threads)))?.Median;

    /// <summary>As an entry of the JSON report.</summary>
    /// <param name="results">All results.</param>
    /// <returns>The entry.</returns>
    public JsonObject ToJson(IReadOnlyList<BenchResult> results) => new()
    {
        ["name"] = Name,
        ["kind"] = Kind switch { null => "ours", PeerKind.Floor => "cpp", PeerKind.Python => "python", PeerKind.Baselines => "sb3", _ => "cleanrl" },
        ["work"] = Work,
        ["threads"] = Threads,
        ["unit"] = Unit,
        ["value"] = Figures.Json(Median),
        ["lowest"] = Figures.Json(Lowest),
        ["highest"] = Figures.Json(Highest),
        ["values"] = new JsonArray([.. Values.Select(value => Figures.Json(value))]),
        ["of_cpp_1_thread"] = Figures.Json(RatioTo(results, PeerKind.Floor, 1)),
        ["of_cpp_2_threads"] = Figures.Json(RatioTo(results, PeerKind.Floor, 2)),
        ["of_python"] = Figures.Json(RatioTo(results, PeerKind.Python)),
        ["of_sb3"] = Figures.Json(RatioTo(results, PeerKind.Baselines)),
        ["missing"] = Missing,
    };
}
