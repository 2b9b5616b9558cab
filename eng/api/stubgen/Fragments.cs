using System.Text.RegularExpressions;

namespace SoftRL.Api;

/// <summary>Cutting lines of the list into pieces of C#.</summary>
internal static partial class Fragments
{
    public static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Full names get a "global::", so that no nested name can hide them.</summary>
    public static string Rooted(string text) => RootedName().Replace(text, "global::$1.");

    /// <summary>Whether the text names a type of a package that the stub does not reference.</summary>
    public static bool NamesForeignType(string text) => ForeignName().IsMatch(text);

    /// <summary>Splits at a separator where no bracket of any kind is open.</summary>
    public static List<string> Split(string text, string separator)
    {
        var pieces = new List<string>();
        var (depth, start) = (0, 0);
        for (var at = 0; at < text.Length; at++)
        {
            depth += text[at] switch { '(' or '<' or '[' => 1, ')' or '>' or ']' => -1, _ => 0 };
            if (depth == 0 && string.CompareOrdinal(text, at, separator, 0, separator.Length) == 0)
            {
                pieces.Add(text[start..at]);
                start = at + separator.Length;
                at = start - 1;
            }
        }

        pieces.Add(text[start..]);
        return pieces.Count == 1 && pieces[0].Length == 0 ? [] : pieces;
    }

    /// <summary>The index of the bracket that closes the one at <paramref name="open"/>.</summary>
    public static int Closing(string text, int open)
    {
        var depth = 0;
        for (var at = open; at < text.Length; at++)
        {
            depth += text[at] switch { '(' or '[' => 1, ')' or ']' => -1, _ => 0 };
            if (depth == 0)
            {
                return at;
            }
        }

        throw new FormatException("Unbalanced brackets: " + text);
    }

    /// <summary>A parameter list as C#, with every name escaped.</summary>
    public static string ParameterList(string text) => string.Join(", ", Split(text, ", ").Select(Parameter));

    /// <summary>The leading words that are modifiers, and the rest.</summary>
    public static (List<string> Modifiers, string Tail) Modifiers(string text)
    {
        var modifiers = new List<string>();
        while (Words(text).FirstOrDefault() is { } word
            && word is "public" or "protected" or "static" or "abstract" or "virtual" or "override" or "sealed" or "readonly")
        {
            modifiers.Add(word);
            text = text[(word.Length + 1)..];
        }

        return (modifiers, text);
    }

    private static string Parameter(string text)
    {
        var pieces = Split(text, " = ");
        var name = pieces[0].LastIndexOf(' ');
        var value = pieces.Count == 1 ? "" : " = " + Literal(pieces[1]);
        return $"{Rooted(pieces[0][..name])} @{pieces[0][(name + 1)..]}{value}";
    }

    /// <summary>A constant as C#.</summary>
    public static string Literal(string text) => text switch
    {
        "NaNd" => "double.NaN",
        "Infinityd" => "double.PositiveInfinity",
        "-Infinityd" => "double.NegativeInfinity",
        "NaNf" => "float.NaN",
        "Infinityf" => "float.PositiveInfinity",
        "-Infinityf" => "float.NegativeInfinity",
        _ => text.StartsWith('"') || text.StartsWith('\'') ? text : Rooted(text),
    };

    [GeneratedRegex(@"(?<![\w.:])(TorchSharp|System)\.")]
    private static partial Regex RootedName();

    [GeneratedRegex(@"(?<![\w.:""])(?!TorchSharp\.|System\.)[A-Za-z_]\w*\.[A-Za-z_]")]
    private static partial Regex ForeignName();
}
