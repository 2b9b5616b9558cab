using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace SoftRL.Cli;

/// <summary>Options as every command spells and checks them.</summary>
internal static class Options
{
    /// <summary><c>--json</c>.</summary>
    /// <returns>The option.</returns>
    public static Option<bool> Json() => new("--json") { Description = "Print one JSON object on standard output; everything else goes to standard error." };

    /// <summary>A whole number. Underscores may group digits, and <c>5e6</c> is read as 5,000,000.</summary>
    /// <param name="name">Name with its dashes.</param>
    /// <param name="description">What it is.</param>
    /// <param name="minimum">The least allowed.</param>
    /// <param name="maximum">The most allowed.</param>
    /// <returns>The option; null when it is not given.</returns>
    public static Option<long?> Whole(string name, string description, long minimum, long maximum = long.MaxValue) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result => ParseWhole(result, name, minimum, maximum),
    };

    /// <summary>A seed: a whole number from 0 to 2⁶⁴ − 1.</summary>
    /// <param name="description">What it seeds.</param>
    /// <returns>The option; null when it is not given.</returns>
    public static Option<ulong?> Seed(string description) => new("--seed")
    {
        Description = description,
        HelpName = "S",
        CustomParser = result =>
        {
            var text = Text(result);
            if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed))
            {
                return seed;
            }

            result.AddError($"--seed is '{text}'; allowed: a whole number from 0 to {ulong.MaxValue}.");
            return null;
        },
    };

    private static long? ParseWhole(ArgumentResult result, string name, long minimum, long maximum)
    {
        var text = Text(result);
        if (decimal.TryParse(text.Replace("_", "", StringComparison.Ordinal), NumberStyles.AllowExponent | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && value == decimal.Truncate(value) && value >= minimum && value <= maximum)
        {
            return (long)value;
        }

        var allowed = maximum == long.MaxValue ? $"of at least {minimum}" : $"from {minimum} to {maximum}";
        result.AddError($"{name} is '{text}'; allowed: a whole number {allowed}.");
        return null;
    }

    private static string Text(ArgumentResult result) => result.Tokens.Count > 0 ? result.Tokens[^1].Value : string.Empty;
}
