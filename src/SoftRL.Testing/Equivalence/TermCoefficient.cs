namespace SoftRL.Testing;

/// <summary>How much of one term a gradient contains.</summary>
/// <param name="Found">Coefficient of the term in the gradient under test, by least squares over all terms.</param>
/// <param name="Expected">Coefficient it should have.</param>
public readonly record struct TermCoefficient(double Found, double Expected)
{
    /// <summary>Whether the two agree to within a share of the expected one (or of 1 when that is 0).</summary>
    /// <param name="tolerance">The share, not negative.</param>
    /// <returns>True when they agree.</returns>
    public bool Agrees(double tolerance) => Math.Abs(Found - Expected) <= tolerance * (Expected == 0 ? 1 : Math.Abs(Expected));
}
