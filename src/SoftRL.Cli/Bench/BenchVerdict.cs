using System.Text.Json.Nodes;

namespace SoftRL.Cli;

/// <summary>A goal and what was measured.</summary>
/// <param name="Goal">The goal.</param>
/// <param name="Ours">Name of our fastest.</param>
/// <param name="Value">Its median.</param>
/// <param name="Against">Name of the others' fastest.</param>
/// <param name="AgainstValue">Its median.</param>
internal sealed record BenchVerdict(BenchGoal Goal, string Ours, double Value, string Against, double AgainstValue)
{
    /// <summary>Ours over theirs.</summary>
    public double Ratio => Value / AgainstValue;

    /// <summary>Whether the goal is reached.</summary>
    public bool Met => Ratio >= Goal.AtLeast;

    /// <summary>As an entry of the JSON report.</summary>
    /// <returns>The entry.</returns>
    public JsonObject ToJson() => new()
    {
        ["name"] = Goal.Name,
        ["ours"] = Ours,
        ["value"] = Figures.Json(Value),
        ["against"] = Against,
        ["against_value"] = Figures.Json(AgainstValue),
        ["against_recorded"] = Goal.Recorded is not null,
        ["ratio"] = Figures.Json(Ratio),
        ["target"] = Goal.AtLeast,
        ["met"] = Met,
    };
}
