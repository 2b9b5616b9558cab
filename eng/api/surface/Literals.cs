using System.Globalization;
using System.Reflection;

namespace SoftRL.Api;

/// <summary>Constant values as the lines write them.</summary>
internal static class Literals
{
    public static string Of(object? value, Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return value is null ? "null" : Of(value, inner);
        }

        if (value is null)
        {
            return type.IsValueType || type.IsGenericParameter ? "default" : "null";
        }

        return type.IsEnum ? OfEnum(value, type) : OfPrimitive(value);
    }

    private static string OfEnum(object value, Type type)
    {
        var number = Convert.ToDecimal(value, CultureInfo.InvariantCulture);
        var match = type.GetFields(BindingFlags.Public | BindingFlags.Static)
            .FirstOrDefault(field => Convert.ToDecimal(field.GetRawConstantValue(), CultureInfo.InvariantCulture) == number);
        var name = TypeNames.Open(type);
        return match is null ? string.Create(CultureInfo.InvariantCulture, $"({name}){number}") : $"{name}.{match.Name}";
    }

    private static string OfPrimitive(object value) => value switch
    {
        string text => $"\"{Escaped(text)}\"",
        char letter => char.IsControl(letter) ? string.Create(CultureInfo.InvariantCulture, $"'\\u{(int)letter:x4}'") : $"'{letter}'",
        bool flag => flag ? "true" : "false",
        float number => number.ToString("R", CultureInfo.InvariantCulture) + "f",
        double number => number.ToString("R", CultureInfo.InvariantCulture) + "d",
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static string Escaped(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal)
            .Replace("\r", "\\r", StringComparison.Ordinal)
            .Replace("\t", "\\t", StringComparison.Ordinal);
}
