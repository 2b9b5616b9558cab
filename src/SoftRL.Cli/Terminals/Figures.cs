using System.Globalization;
using System.Text.Json.Nodes;

namespace SoftRL.Cli;

/// <summary>Numbers as text, the same in every culture, and as JSON, which has no NaN.</summary>
internal static class Figures
{
    /// <summary>A count with thousands separators.</summary>
    /// <param name="value">The count.</param>
    /// <returns>Such as <c>500,000</c>.</returns>
    public static string Count(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A figure with four significant digits, or a dash when there is none.</summary>
    /// <param name="value">The figure.</param>
    /// <returns>Such as <c>12.34</c>.</returns>
    public static string Short(double? value) => value is { } number && double.IsFinite(number) ? number.ToString("G4", CultureInfo.InvariantCulture) : "–";

    /// <summary>A number with all its digits, for a program to read.</summary>
    /// <param name="value">The number.</param>
    /// <returns>Such as <c>2.5</c>.</returns>
    public static string Exact(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A figure of which the order of magnitude matters.</summary>
    /// <param name="value">The figure.</param>
    /// <returns>Such as <c>1.2e-14</c>.</returns>
    public static string Scientific(double value) => value == 0 ? "0" : value.ToString("0.0e+0", CultureInfo.InvariantCulture);

    /// <summary>A duration.</summary>
    /// <param name="seconds">Seconds.</param>
    /// <returns>Such as <c>1:02:03</c> or <c>2:03</c>; a dash when it is not known.</returns>
    public static string Duration(double seconds)
    {
        if (!double.IsFinite(seconds) || seconds > 360_000_000)
        {
            return "–";
        }

        var span = TimeSpan.FromSeconds(Math.Round(seconds));
        return span.TotalHours >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{(long)span.TotalHours}:{span.Minutes:00}:{span.Seconds:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{span.Minutes}:{span.Seconds:00}");
    }

    /// <summary>A number for JSON; null when it is not finite.</summary>
    /// <param name="value">The number.</param>
    /// <returns>A JSON number or null.</returns>
    public static JsonNode? Json(double? value) => value is { } number && double.IsFinite(number) ? JsonValue.Create(number) : null;
}
