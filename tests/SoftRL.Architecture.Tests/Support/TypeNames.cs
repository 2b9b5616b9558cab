namespace SoftRL.Architecture.Tests;

/// <summary>Types as C# writes them.</summary>
public static class TypeNames
{
    private static readonly Dictionary<Type, string> s_keywords = new()
    {
        [typeof(void)] = "void", [typeof(object)] = "object", [typeof(string)] = "string", [typeof(bool)] = "bool", [typeof(byte)] = "byte",
        [typeof(int)] = "int", [typeof(uint)] = "uint", [typeof(long)] = "long", [typeof(ulong)] = "ulong", [typeof(float)] = "float", [typeof(double)] = "double",
    };

    /// <summary>The name of a type.</summary>
    /// <param name="type">A type.</param>
    /// <returns>Keyword, or name with arguments; namespaces only of our own types.</returns>
    public static string Full(Type type)
    {
        if (s_keywords.TryGetValue(type, out var keyword))
        {
            return keyword;
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        if (type.IsArray)
        {
            return $"{Full(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return $"{Full(underlying)}?";
        }

        var name = type.Name.Split('`')[0];
        var outer = type.DeclaringType is { } declaring ? $"{declaring.Name.Split('`')[0]}." : "";
        var arguments = type.IsGenericType ? $"<{string.Join(", ", type.GetGenericArguments().Select(Full))}>" : "";
        return $"{outer}{name}{arguments}";
    }
}
