using System.Globalization;

namespace SoftRL.Training;

/// <summary>Round numbers along an axis, and their labels.</summary>
internal static class Ticks
{
    /// <summary>Multiples of 1, 2 or 5 times a power of ten inside an interval, about so many.</summary>
    internal static IReadOnlyList<double> Between(double low, double high, int about)
    {
        var step = Step(low, high, about);
        var first = (long)Math.Ceiling((low / step) - 1e-9);
        var last = (long)Math.Floor((high / step) + 1e-9);
        return [.. Enumerable.Range(0, (int)(last - first + 1)).Select(i => (first + i) * step)];
    }

    /// <summary>1, 2 and 5 times powers of ten inside an interval above zero; the powers alone where those would be more than so many.</summary>
    internal static IReadOnlyList<double> Factors(double low, double high, int most)
    {
        var powers = Enumerable.Range((int)Math.Floor(Math.Log10(low)), (int)Math.Ceiling(Math.Log10(high / low)) + 2).Select(power => Math.Pow(10, power)).ToArray();
        double[] all = [.. powers.SelectMany(power => new[] { power, 2 * power, 5 * power }).Where(Inside)];
        return all.Length <= most ? all : [.. powers.Where(Inside)];

        bool Inside(double value) => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9);
    }

    /// <summary>A value with as many decimals as the distance of the ticks needs.</summary>
    internal static string Label(double value, double distance)
    {
        var decimals = Math.Clamp((int)Math.Ceiling(-Math.Log10(distance) - 1e-9), 0, 12);
        var text = Math.Round(value, decimals).ToString("F" + decimals, CultureInfo.InvariantCulture);
        return text.TrimStart('-').Trim('0', '.').Length == 0 ? "0" : text.Replace('-', '−');
    }

    /// <summary>A count of steps in thousands or millions when that is shorter: 500k, 2.5M.</summary>
    internal static string Count(double value) => Math.Abs(value) switch
    {
        >= 1e9 => Short(value / 1e9) + "G",
        >= 1e6 => Short(value / 1e6) + "M",
        >= 1e3 => Short(value / 1e3) + "k",
        _ => Short(value),
    };

    private static string Short(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private static double Step(double low, double high, int about)
    {
        var rough = (high - low) / about;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return power * ((rough / power) switch { <= 1.000001 => 1, <= 2 => 2, <= 5 => 5, _ => 10 });
    }
}
