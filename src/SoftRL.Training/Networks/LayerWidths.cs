using System.Globalization;

namespace SoftRL.Training;

/// <summary>The hidden layers of an MLP as options write them: positive widths separated by commas.</summary>
public static class LayerWidths
{
    /// <summary>Reads the widths.</summary>
    /// <param name="text">For example <c>64,64</c>.</param>
    /// <param name="name">The option's name, for the error.</param>
    /// <returns>The widths, at least one.</returns>
    /// <exception cref="ArgumentException">The text is not a list of positive integers.</exception>
    public static IReadOnlyList<int> Parse(string text, string name = "Hidden")
    {
        var parts = (text ?? string.Empty).Split(',', StringSplitOptions.TrimEntries);
        var widths = new int[parts.Length];
        for (var index = 0; index < parts.Length; index++)
        {
            if (!int.TryParse(parts[index], NumberStyles.None, CultureInfo.InvariantCulture, out widths[index]) || widths[index] is <= 0 or > 65_536)
            {
                throw new ArgumentException($"{name} is '{text}'; allowed: widths from 1 to 65536 separated by commas, for example 64,64.", name);
            }
        }

        return widths;
    }

    /// <summary>Checks a text and returns it; for option initialisers.</summary>
    /// <param name="text">For example <c>64,64</c>.</param>
    /// <param name="name">The option's name, for the error.</param>
    /// <returns><paramref name="text"/>.</returns>
    /// <exception cref="ArgumentException">The text is not a list of positive integers.</exception>
    public static string Check(string text, string name)
    {
        _ = Parse(text, name);
        return text;
    }
}
