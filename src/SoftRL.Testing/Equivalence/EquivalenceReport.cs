namespace SoftRL.Testing;

/// <summary>What a comparison of a loss gradient with the policy gradient found.</summary>
/// <param name="Residual">‖gradient − expected‖ / ‖expected‖, no unit.</param>
/// <param name="Tolerance">Largest residual that passes.</param>
/// <param name="PolicyTerm">Coefficient of ∇E[−ln π · Δ].</param>
/// <param name="KlTerm">Coefficient of ∇E[τ KL].</param>
/// <param name="ValueTerm">Coefficient of ∇E[½ (V − ŷ)²].</param>
/// <param name="Unexplained">Share of the gradient's norm that is no combination of the three, in [0, 1].</param>
/// <param name="ThroughTargets">Whether that share is what differentiated targets would add; the coefficients are then those beside it.</param>
/// <param name="Separable">Whether the three terms are linearly independent in the network's parameters; when not, the
/// coefficients are the smallest that explain the gradient.</param>
/// <param name="Description">The problem and the findings, one line each.</param>
public sealed record EquivalenceReport(
    double Residual,
    double Tolerance,
    TermCoefficient PolicyTerm,
    TermCoefficient KlTerm,
    TermCoefficient ValueTerm,
    double Unexplained,
    bool ThroughTargets,
    bool Separable,
    string Description)
{
    /// <summary>Whether the residual is within the tolerance. A residual that is not a number is not.</summary>
    public bool Passed => Residual <= Tolerance;

    /// <summary>The description.</summary>
    /// <returns>The problem and the findings, one line each.</returns>
    public override string ToString() => Description;
}
