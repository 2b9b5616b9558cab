using System.Globalization;

namespace SoftRL.Training;

/// <summary>How options write a reference policy: a name, <c>gaussian:STD</c>, or a directory.</summary>
public static class DensityReferenceText
{
    /// <summary>No reference: an entropy bonus (the Lebesgue measure; the counting measure for discrete actions).</summary>
    public const string Entropy = "entropy";
    /// <summary>Uniform over the box.</summary>
    public const string Uniform = "uniform";

    private const string Gaussian = "gaussian";

    /// <summary>Checks a text and returns it; for option initialisers.</summary>
    /// <param name="text">The option.</param>
    /// <param name="name">Its name, for the error.</param>
    /// <returns>The text.</returns>
    /// <exception cref="ArgumentException">It is blank, or a Gaussian without a positive standard deviation.</exception>
    public static string Check(string text, string name)
    {
        if (string.IsNullOrWhiteSpace(text) || (IsGaussian(text) && GaussianScale(text) is not > 0))
        {
            throw new ArgumentException($"{name} is '{text}'; allowed: {Entropy}, {Uniform}, {Gaussian}:STD with a positive number, or the directory of a trained run.", name);
        }

        return text;
    }

    /// <summary>Whether a Gaussian is meant.</summary>
    /// <param name="text">The option.</param>
    /// <returns>Whether it begins with the name.</returns>
    public static bool IsGaussian(string text) => text is not null && (text == Gaussian || text.StartsWith(Gaussian + ":", StringComparison.Ordinal));

    /// <summary>The standard deviation of a Gaussian.</summary>
    /// <param name="text">An option for which <see cref="IsGaussian"/> holds.</param>
    /// <returns>The number, or null when there is none to read.</returns>
    public static double? GaussianScale(string text)
        => text is not null && double.TryParse(text[Math.Min(text.Length, Gaussian.Length + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture, out var scale) && double.IsFinite(scale) ? scale : null;
}
