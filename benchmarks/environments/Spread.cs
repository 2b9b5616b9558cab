using System.Globalization;

namespace EnvironmentSpeed;

/// <summary>Repeated measurements of one thing.</summary>
internal sealed class Spread
{
    private readonly List<double> values = [];

    public bool IsEmpty => values.Count == 0;

    public double Median => values.Order().ElementAt(values.Count / 2);

    public void Add(double? value)
    {
        if (value is { } measured)
        {
            values.Add(measured);
        }
    }

    /// <summary>Thousands a second: the median, and from the lowest to the highest.</summary>
    public override string ToString() => IsEmpty
        ? "-"
        : $"{Thousands(Median)} ({Thousands(values.Min())} … {Thousands(values.Max())})";

    /// <summary>How many times the other's median.</summary>
    public string Times(Spread other) =>
        IsEmpty || other.IsEmpty ? "-" : (Median / other.Median).ToString("N2", CultureInfo.InvariantCulture);

    private static string Thousands(double value) => (value / 1e3).ToString(value < 1e6 ? "N1" : "N0", CultureInfo.InvariantCulture);
}
