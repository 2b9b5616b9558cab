using System.Text.Json.Nodes;

namespace SoftRL.Cli;

/// <summary>The median of repeated measurements.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">Median.</param>
/// <param name="Lowest">Least of the repeats.</param>
/// <param name="Highest">Greatest of the repeats.</param>
/// <param name="RatioTo">What it is compared with, or null.</param>
/// <param name="Ratio">The value over that of what it is compared with.</param>
internal sealed record BenchResult(string Name, double Value, double Lowest, double Highest, string? RatioTo, double? Ratio)
{
    /// <summary>Sums up repeats.</summary>
    /// <param name="name">What was measured.</param>
    /// <param name="values">One per repeat.</param>
    /// <param name="compared">What it is compared with, or null.</param>
    /// <returns>The median and the ratio of the medians.</returns>
    public static BenchResult Of(string name, IReadOnlyList<double> values, BenchResult? compared = null)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        var median = sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new BenchResult(name, median, sorted[0], sorted[^1], compared?.Name, compared is null ? null : median / compared.Value);
    }

    /// <summary>As an entry of the JSON report.</summary>
    /// <returns>The entry.</returns>
    public JsonObject ToJson() => new()
    {
        ["name"] = Name,
        ["value"] = Figures.Json(Value),
        ["unit"] = "steps/s",
        ["ratio_to"] = RatioTo,
        ["ratio"] = Figures.Json(Ratio),
    };
}
