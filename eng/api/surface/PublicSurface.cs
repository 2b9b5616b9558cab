using System.Globalization;
using System.Reflection;

namespace SoftRL.Api;

/// <summary>The public and protected surface of an assembly, one line per fact: <c>type | kind | signature</c>.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>All lines, sorted by ordinal value, each once.</summary>
    public static IReadOnlyCollection<string> Of(Assembly assembly)
    {
        var lines = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var type in assembly.GetTypes().Where(Visibility.IsVisible))
        {
            lines.UnionWith(LinesOf(type));
        }

        return lines;
    }

    private static IEnumerable<string> LinesOf(Type type)
    {
        var name = TypeNames.Open(type);
        return HeadLines(type).Concat(MemberLines(type)).Select(line => $"{name} | {line}");
    }

    private static IEnumerable<string> HeadLines(Type type)
    {
        yield return "type | " + TypeHeads.Describe(type);
        if (type.IsEnum && type.IsDefined(typeof(FlagsAttribute), false))
        {
            yield return "attribute | Flags";
        }

        if (Obsolescence.Of(type) is { } obsolete)
        {
            yield return "attribute | " + obsolete;
        }

        if (type.IsEnum || TypeHeads.IsDelegate(type))
        {
            yield break;
        }

        if (type.IsClass && type.BaseType is { } parent && parent != typeof(object))
        {
            yield return "base | " + TypeNames.Of(parent, TupleElementNames.From(type.GetCustomAttributesData()));
        }

        foreach (var contract in type.GetInterfaces().Where(contract => Visibility.IsNameable(contract, type.Assembly)))
        {
            yield return "implements | " + TypeNames.Of(contract);
        }
    }

    private static IEnumerable<string> MemberLines(Type type)
    {
        if (TypeHeads.IsDelegate(type))
        {
            return ["invoke | " + Signatures.Invocation(type.GetMethod("Invoke")!)];
        }

        if (type.IsEnum)
        {
            return type.GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(field => string.Create(CultureInfo.InvariantCulture, $"value | {field.Name} = {field.GetRawConstantValue()}"));
        }

        return type.GetConstructors(Declared).Where(constructor => !constructor.IsStatic && Visibility.IsVisible(constructor))
                .SelectMany(constructor => WithObsolescence(constructor, Signatures.Constructor(constructor)))
            .Concat(type.GetMethods(Declared).Where(Visibility.IsOrdinary).SelectMany(method => WithObsolescence(method, Signatures.Method(method))))
            .Concat(type.GetProperties(Declared).Where(property => !property.Name.Contains('.', StringComparison.Ordinal))
                .SelectMany(property => Signatures.Accessors(property).SelectMany(line => WithObsolescence(property, line))))
            .Concat(type.GetFields(Declared).Where(Visibility.IsVisible).SelectMany(field => WithObsolescence(field, Signatures.Field(field))))
            .Concat(type.GetEvents(Declared).Where(item => Visibility.IsVisible(item.AddMethod) && !item.Name.Contains('.', StringComparison.Ordinal))
                .SelectMany(item => WithObsolescence(item, Signatures.Event(item))));
    }

    private static IEnumerable<string> WithObsolescence(MemberInfo member, string line) =>
        Obsolescence.Of(member) is { } obsolete ? [line, $"{line} | {obsolete}"] : [line];
}
