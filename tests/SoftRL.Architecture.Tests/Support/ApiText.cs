using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace SoftRL.Architecture.Tests;

/// <summary>The public surface of an assembly as text, one member per line, sorted.</summary>
public static class ApiText
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Writes the surface down.</summary>
    /// <param name="assembly">An assembly.</param>
    /// <returns>Lines that end in a newline.</returns>
    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            var name = TypeNames.Full(type);
            text.Append(Kind(type)).Append(' ').Append(name).Append(Bases(type)).Append('\n');
            foreach (var member in Members(type).Order(StringComparer.Ordinal))
            {
                text.Append(name).Append(" | ").Append(member).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => "struct",
        _ when typeof(Delegate).IsAssignableFrom(type) => "delegate",
        { IsAbstract: true, IsSealed: true } => "static class",
        _ => $"{(type.IsSealed ? "sealed " : type.IsAbstract ? "abstract " : "")}{(type.GetMethod("<Clone>$") is null ? "class" : "record")}",
    };

    private static string Bases(Type type)
    {
        if (type.IsEnum || typeof(Delegate).IsAssignableFrom(type))
        {
            return string.Empty;
        }

        var bases = new[] { type.BaseType }.Where(other => other is not null && other != typeof(object) && other != typeof(ValueType)).Select(other => TypeNames.Full(other!))
            .Concat(type.GetInterfaces().Except(type.BaseType?.GetInterfaces() ?? []).Where(other => other.IsPublic && !IsGenerated(other)).Select(TypeNames.Full).Order(StringComparer.Ordinal))
            .ToArray();
        return bases.Length == 0 ? string.Empty : $" : {string.Join(", ", bases)}";

        bool IsGenerated(Type other) => other.IsGenericType && other.GetGenericTypeDefinition() == typeof(IEquatable<>);
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture)}");
        }

        return
        [
            .. type.GetFields(Declared).Where(field => field.IsPublic).Select(field => $"{(field.IsLiteral ? "const" : field.IsStatic ? "static" : "")} {TypeNames.Full(field.FieldType)} {field.Name}".Trim()),
            .. type.GetConstructors(Declared).Where(constructor => constructor.IsPublic).Select(constructor => $"new({Parameters(constructor)})"),
            .. type.GetProperties(Declared).Where(IsVisible).Select(Property),
            .. type.GetMethods(Declared).Where(method => method.IsPublic && !method.IsSpecialName && !IsGenerated(method)).Select(Method),
        ];
    }

    // What the compiler writes into records.
    private static bool IsGenerated(MethodInfo method)
        => method.IsDefined(typeof(CompilerGeneratedAttribute)) || method.Name is "<Clone>$" or "PrintMembers";

    private static bool IsVisible(PropertyInfo property)
        => property.Name != "EqualityContract" && ((property.GetMethod?.IsPublic ?? false) || (property.SetMethod?.IsPublic ?? false));

    private static string Property(PropertyInfo property)
    {
        var setter = property.SetMethod is not { IsPublic: true } set ? ""
            : set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? " init;" : " set;";
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        var indexes = property.GetIndexParameters();
        var name = indexes.Length == 0 ? property.Name : $"this[{string.Join(", ", indexes.Select(index => TypeNames.Full(index.ParameterType)))}]";
        return $"{required}{Static(property.GetMethod ?? property.SetMethod!)}{TypeNames.Full(property.PropertyType)} {name} {{ get;{setter} }}";
    }

    private static string Method(MethodInfo method)
    {
        var generic = method.IsGenericMethodDefinition ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>" : "";
        return $"{Static(method)}{TypeNames.Full(method.ReturnType)} {method.Name}{generic}({Parameters(method)})";
    }

    private static string Static(MethodInfo method) => method.IsStatic ? "static " : "";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var by = parameter.IsOut ? "out " : parameter.IsIn ? "in " : parameter.ParameterType.IsByRef ? "ref " : "";
        var type = parameter.ParameterType.IsByRef ? parameter.ParameterType.GetElementType()! : parameter.ParameterType;
        return $"{by}{TypeNames.Full(type)} {parameter.Name}{(parameter.HasDefaultValue ? $" = {Default(parameter)}" : "")}";
    }

    private static string Default(ParameterInfo parameter) => parameter.DefaultValue switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
