using System.Globalization;
using System.Runtime.CompilerServices;

namespace SoftRL.Core;

/// <summary>
/// Argument checks at public boundaries. Each returns its argument, names the parameter in the exception and shows the
/// value or the shape it refused. Not-a-number is out of every range.
/// </summary>
/// <remarks>
/// Tensor checks read metadata only (rank, shape, dtype, device), never values, so they cost no device synchronisation.
/// In an <c>init</c> accessor pass <c>nameof(Property)</c> as the name, or the error says "value".
/// </remarks>
public static partial class Require
{
    /// <summary>Any finite number.</summary>
    /// <param name="value">The argument.</param>
    /// <param name="name">The name the exception carries; the argument's own text when omitted.</param>
    /// <returns><paramref name="value"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The value is infinite or not a number.</exception>
    public static double Finite(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        double.IsFinite(value) ? value : throw OutOfRange(name, value, "finite");

    /// <summary>A finite number above zero.</summary>
    /// <inheritdoc cref="Finite"/>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero, negative, infinite or not a number.</exception>
    public static double Positive(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value > 0 && double.IsFinite(value) ? value : throw OutOfRange(name, value, "finite and positive");

    /// <summary>A count of at least one.</summary>
    /// <inheritdoc cref="Finite"/>
    /// <exception cref="ArgumentOutOfRangeException">The value is below one.</exception>
    public static int Positive(int value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value > 0 ? value : throw OutOfRange(name, value, "at least 1");

    /// <summary>A count of at least one.</summary>
    /// <inheritdoc cref="Finite"/>
    /// <exception cref="ArgumentOutOfRangeException">The value is below one.</exception>
    public static long Positive(long value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value > 0 ? value : throw OutOfRange(name, value, "at least 1");

    /// <summary>A finite number of at least zero.</summary>
    /// <inheritdoc cref="Finite"/>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, infinite or not a number.</exception>
    public static double NonNegative(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value >= 0 && double.IsFinite(value) ? value : throw OutOfRange(name, value, "finite and not negative");

    /// <summary>A count of at least zero.</summary>
    /// <inheritdoc cref="Finite"/>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public static int NonNegative(int value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value >= 0 ? value : throw OutOfRange(name, value, "at least 0");

    /// <summary>A count of at least zero.</summary>
    /// <inheritdoc cref="Finite"/>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public static long NonNegative(long value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value >= 0 ? value : throw OutOfRange(name, value, "at least 0");

    /// <summary>A temperature τ, reward units per nat: zero (the hard limit), positive, or
    /// <see cref="double.PositiveInfinity"/> (the reference policy alone).</summary>
    /// <param name="temperature">The argument.</param>
    /// <param name="name">The name the exception carries; the argument's own text when omitted.</param>
    /// <returns><paramref name="temperature"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not a number.</exception>
    public static double Temperature(double temperature, [CallerArgumentExpression(nameof(temperature))] string? name = null) =>
        temperature >= 0 ? temperature : throw OutOfRange(name, temperature, "zero, positive, or positive infinity");

    /// <summary>A number in a closed interval.</summary>
    /// <param name="minimum">Smallest allowed value.</param>
    /// <param name="maximum">Largest allowed value.</param>
    /// <param name="value">The argument.</param>
    /// <param name="name">The name the exception carries; the argument's own text when omitted.</param>
    /// <returns><paramref name="value"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the interval or not a number.</exception>
    public static double Within(double minimum, double maximum, double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value >= minimum && value <= maximum
            ? value
            : throw OutOfRange(name, value, string.Create(CultureInfo.InvariantCulture, $"in [{minimum}, {maximum}]"));

    private static ArgumentOutOfRangeException OutOfRange(string? name, object value, string expectation) =>
        new(name, value, string.Create(CultureInfo.InvariantCulture, $"{name} must be {expectation}; it is {value}."));
}
