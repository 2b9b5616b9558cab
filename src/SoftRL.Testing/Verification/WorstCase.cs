using System.Globalization;

namespace SoftRL.Testing;

/// <summary>Keeps the largest residual of several cases and where it was.</summary>
internal sealed class WorstCase
{
    private string where = "";
    private int count;

    internal double Residual { get; private set; }

    internal void Add(double residual, string at)
    {
        count++;
        if (!(residual <= Residual) || where.Length == 0)
        {
            (Residual, where) = (residual, at);
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{count} cases, worst at {where}");
}
