using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace SoftRL.Training;

/// <summary>Text forms of option values, in the invariant culture: the one conversion behind <c>--set</c>, JSON and differences.</summary>
internal static class OptionText
{
    internal const string Null = "none";

    private const NumberStyles Integers = NumberStyles.AllowLeadingSign | NumberStyles.AllowExponent;

    /// <summary>Reads a value of a type.</summary>
    /// <exception cref="FormatException">The text is no such value; the message says what is allowed.</exception>
    internal static object? Parse(Type type, bool nullable, string text)
    {
        if (nullable && text == Null)
        {
            return null;
        }

        if (ElementType(type) is { } element)
        {
            var parts = text.Length == 0 ? [] : text.Split(',', StringSplitOptions.TrimEntries);
            var list = Array.CreateInstance(element, parts.Length);
            for (var i = 0; i < parts.Length; i++)
            {
                list.SetValue(Scalar(element, parts[i]) ?? throw Refused(type, nullable, text), i);
            }

            return list;
        }

        return Scalar(type, text) ?? throw Refused(type, nullable, text);
    }

    internal static string Format(object? value) => value switch
    {
        null => Null,
        bool flag => flag ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        float number => number.ToString("R", CultureInfo.InvariantCulture),
        Enum choice => Kebab(choice.ToString()),
        string text => text,
        IEnumerable list => string.Join(',', list.Cast<object?>().Select(Format)),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? Null,
    };

    /// <summary>What can be read as a value of a type, for people.</summary>
    internal static string Allowed(Type type, bool nullable)
    {
        var allowed = ElementType(type) is { } element ? $"a comma-separated list, each {AllowedScalar(element)}" : AllowedScalar(type);
        return nullable ? $"{allowed}, or {Null}" : allowed;
    }

    /// <summary>Element type of an array or read-only list of values; null for anything else.</summary>
    internal static Type? ElementType(Type type) =>
        type.IsArray ? type.GetElementType()
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0]
        : null;

    internal static bool IsSupported(Type type) => (ElementType(type) ?? type) is var scalar
        && (scalar.IsEnum || scalar == typeof(string) || scalar == typeof(bool) || ParseMethod(scalar) is not null);

    internal static string Kebab(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);

    private static object? Scalar(Type type, string text)
    {
        var culture = CultureInfo.InvariantCulture;
        if (type.IsEnum)
        {
            return Enum.GetValues(type).Cast<object>().FirstOrDefault(choice => Format(choice) == text);
        }

        return Type.GetTypeCode(type) switch
        {
            TypeCode.String => text,
            TypeCode.Boolean => text switch { "true" => true, "false" => false, _ => null },
            TypeCode.Int32 => int.TryParse(text, Integers, culture, out var value) ? value : null,
            TypeCode.Int64 => long.TryParse(text, Integers, culture, out var value) ? value : null,
            TypeCode.UInt64 => ulong.TryParse(text, Integers, culture, out var value) ? value : null,
            TypeCode.Single => float.TryParse(text, NumberStyles.Float, culture, out var value) ? value : null,
            TypeCode.Double => double.TryParse(text, NumberStyles.Float, culture, out var value) ? value : null,
            _ => Parsable(type, text),
        };
    }

    /// <summary>A type that reads itself, such as a schedule; what it throws says what is allowed.</summary>
    private static object? Parsable(Type type, string text) =>
        (ParseMethod(type) ?? throw new NotSupportedException($"An option cannot be of type {type}: it is no number, choice or text and has no static Parse."))
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [text, CultureInfo.InvariantCulture], CultureInfo.InvariantCulture);

    private static MethodInfo? ParseMethod(Type type) =>
        type.GetMethod("Parse", BindingFlags.Public | BindingFlags.Static, [typeof(string), typeof(IFormatProvider)]);

    private static string AllowedScalar(Type type) => type.IsEnum
        ? $"one of {string.Join(", ", Enum.GetValues(type).Cast<object>().Select(Format).Distinct())}"
        : Type.GetTypeCode(type) switch
        {
            TypeCode.String => "text",
            TypeCode.Boolean => "true or false",
            TypeCode.Int32 => string.Create(CultureInfo.InvariantCulture, $"a whole number up to {int.MaxValue}"),
            TypeCode.Int64 or TypeCode.UInt64 => "a whole number",
            TypeCode.Single or TypeCode.Double => "a number with a decimal point, such as 0.99 or 7e-4",
            _ => $"a {Kebab(type.Name)}",
        };

    private static FormatException Refused(Type type, bool nullable, string text) =>
        new($"'{text}' cannot be read; allowed: {Allowed(type, nullable)}.");
}
