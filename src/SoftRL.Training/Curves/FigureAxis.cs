namespace SoftRL.Training;

/// <summary>Where values lie along an axis, and which of them are named.</summary>
internal sealed class FigureAxis
{
    private const int About = 8;

    private readonly double _low;
    private readonly double _high;
    private readonly bool _isLogarithmic;

    private FigureAxis(double low, double high, bool isLogarithmic) => (_low, _high, _isLogarithmic) = (low, high, isLogarithmic);

    /// <summary>The axis of steps: from zero.</summary>
    internal static FigureAxis OfSteps(double low, double high) => new(Math.Min(0, low), high > 0 ? high : 1, isLogarithmic: false);

    /// <summary>The axis of values: some room around them, from zero when zero is near.</summary>
    internal static FigureAxis OfValues(double low, double high)
    {
        if (high - low < 1e-9 * Math.Max(1, Math.Abs(high)))
        {
            (low, high) = (low - 1, high + 1);
        }

        var room = 0.05 * (high - low);
        return new(low >= 0 && low < 0.4 * high ? 0 : low - room, high <= 0 && high > 0.4 * low ? 0 : high + room, isLogarithmic: false);
    }

    /// <summary>An axis on which equal factors are equally far apart; some room around its positive ends.</summary>
    internal static FigureAxis OfFactors(double low, double high)
    {
        var room = low < high ? Math.Pow(high / low, 0.05) : 2;
        return new(low / room, high * room, isLogarithmic: true);
    }

    /// <summary>Where a value lies: 0 at the lower end, 1 at the upper.</summary>
    internal double Share(double value) => _isLogarithmic ? Math.Log(value / _low) / Math.Log(_high / _low) : (value - _low) / (_high - _low);

    /// <summary>Round values along the axis.</summary>
    internal IReadOnlyList<double> Marks() => _isLogarithmic ? Ticks.Factors(_low, _high, About) : Ticks.Between(_low, _high, About);
}
