namespace SoftRL.Testing;

/// <summary>The whole proof, line by line.</summary>
/// <param name="Rows">The lines, in the order of their sections.</param>
public sealed record VerificationReport(IReadOnlyList<VerificationRow> Rows)
{
    /// <summary>Whether there are lines and every one passed.</summary>
    public bool Passed => Rows.Count > 0 && Rows.All(row => row.Passed);
}
