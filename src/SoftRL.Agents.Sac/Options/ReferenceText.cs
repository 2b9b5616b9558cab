using System.Globalization;

namespace SoftRL.Agents.Sac;

/// <summary>How options write a reference policy: a name, <c>gaussian:STD</c>, or a directory.</summary>
internal static class ReferenceText
{
    internal const string Entropy = "entropy";
    internal const string Uniform = "uniform";

    private const string Gaussian = "gaussian";

    /// <summary>Checks a text and returns it; for option initialisers.</summary>
    /// <exception cref="ArgumentException">It is blank, or a Gaussian without a positive standard deviation.</exception>
    internal static string Check(string text, string name)
    {
        if (string.IsNullOrWhiteSpace(text) || (IsGaussian(text) && GaussianScale(text) is not > 0))
        {
            throw new ArgumentException($"{name} is '{text}'; allowed: {Entropy}, {Uniform}, {Gaussian}:STD with a positive number, or the directory of a trained run.", name);
        }

        return text;
    }

    /// <summary>Whether a Gaussian is meant.</summary>
    internal static bool IsGaussian(string text) => text == Gaussian || text.StartsWith(Gaussian + ":", StringComparison.Ordinal);

    /// <summary>The standard deviation of a Gaussian; null when there is none to read.</summary>
    internal static double? GaussianScale(string text)
        => double.TryParse(text[Math.Min(text.Length, Gaussian.Length + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture, out var scale) && double.IsFinite(scale) ? scale : null;
}
