using System.Globalization;

namespace SoftRL.Testing;

/// <summary>Makes the lines of one section.</summary>
internal sealed class RowFactory(string section)
{
    /// <summary>Largest relative difference of gradients that are equal on paper.</summary>
    internal const double Exact = 1e-10;

    /// <summary>Smallest relative difference that counts as a difference: a million times what rounding makes.</summary>
    internal const double Visible = 1e-3;

    /// <summary>A difference so small that dividing by it would overflow.</summary>
    private const double Smallest = 1e-300;

    internal VerificationRow Equal(string name, string equation, double residual, string detail = "", double limit = Exact) =>
        new(section, name, equation, residual, limit, detail);

    /// <summary>Passes when the difference is seen.</summary>
    internal VerificationRow Differs(string name, string equation, double gap, string detail = "")
    {
        var residual = double.IsNaN(gap) ? double.NaN : Visible / Math.Max(gap, Smallest);
        var found = string.Create(CultureInfo.InvariantCulture, $"differs by {gap:G3}, at least {Visible:G3} wanted");
        return new VerificationRow(section, name, equation, residual, 1, detail.Length == 0 ? found : $"{found}; {detail}");
    }

    /// <summary>Two lines: the corrected form holds, the printed one does not.</summary>
    internal IEnumerable<VerificationRow> Erratum(string what, string equation, double corrected, double printed) =>
    [
        Equal($"{what}: corrected form holds", equation, corrected),
        Differs($"{what}: printed form fails", equation, printed),
    ];
}
