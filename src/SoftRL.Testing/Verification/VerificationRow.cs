namespace SoftRL.Testing;

/// <summary>One line of the proof of equivalence.</summary>
/// <param name="Section">Which part of the proof it belongs to.</param>
/// <param name="Name">What is checked.</param>
/// <param name="Equation">Where it is claimed: paper and equation.</param>
/// <param name="Residual">How far from true it is. For a line that must <em>find</em> a difference: the difference required,
/// divided by the one found.</param>
/// <param name="Limit">Largest residual that passes.</param>
/// <param name="Detail">More, in words: the worst case, variances, gaps.</param>
public sealed record VerificationRow(string Section, string Name, string Equation, double Residual, double Limit, string Detail = "")
{
    /// <summary>Whether the residual is within the limit. A residual that is not a number is not.</summary>
    public bool Passed => Residual <= Limit;
}
