using System.Runtime.CompilerServices;

namespace SoftRL.Api;

/// <summary>Names of types as the lines write them: full, nested with a dot, C# keywords for the built-in ones.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte", [typeof(short)] = "short",
        [typeof(ushort)] = "ushort", [typeof(int)] = "int", [typeof(uint)] = "uint", [typeof(long)] = "long", [typeof(ulong)] = "ulong",
        [typeof(float)] = "float", [typeof(double)] = "double", [typeof(decimal)] = "decimal", [typeof(char)] = "char",
        [typeof(string)] = "string", [typeof(object)] = "object",
    };

    /// <summary>The name of a declared type with its own type parameters.</summary>
    public static string Open(Type type)
    {
        var parameters = OwnParameters(type);
        var name = Bare(type) + (parameters.Count > 0 ? $"<{string.Join(", ", parameters.Select(parameter => parameter.Name))}>" : "");
        return type.DeclaringType is { } outer ? $"{Open(outer)}.{name}" : Qualified(type.Namespace, name);
    }

    /// <summary>The type parameters that a nested type adds to those of the types around it.</summary>
    public static IReadOnlyList<Type> OwnParameters(Type type) =>
        type.GetGenericArguments()[(type.DeclaringType?.GetGenericArguments().Length ?? 0)..];

    public static string Of(Type type) => Of(type, TupleElementNames.None());

    /// <summary>The name of a type where it is used.</summary>
    public static string Of(Type type, TupleElementNames tupleNames)
    {
        if (type.IsByRef)
        {
            return Of(type.GetElementType()!, tupleNames);
        }

        if (type.IsPointer)
        {
            return Of(type.GetElementType()!, tupleNames) + "*";
        }

        if (type.IsArray)
        {
            return $"{Of(type.GetElementType()!, tupleNames)}[{new string(',', type.GetArrayRank() - 1)}]";
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        if (Keywords.TryGetValue(type, out var keyword))
        {
            return keyword;
        }

        if (IsTuple(type))
        {
            return Tuple(type, tupleNames);
        }

        return Nullable.GetUnderlyingType(type) is { } value ? Of(value, tupleNames) + "?" : Constructed(type, tupleNames);
    }

    private static string Tuple(Type type, TupleElementNames tupleNames)
    {
        var elements = Elements(type).ToList();
        // The names of a tuple's own elements precede those of the tuples inside it.
        var names = elements.Select(_ => tupleNames.Next()).ToList();
        var written = elements.Zip(names, (element, name) => Of(element, tupleNames) + (name is null ? "" : " " + name));
        return $"({string.Join(", ", written)})";
    }

    private static IEnumerable<Type> Elements(Type tuple)
    {
        var arguments = tuple.GetGenericArguments();
        return arguments.Length == 8 && IsTuple(arguments[7]) ? arguments[..7].Concat(Elements(arguments[7])) : arguments;
    }

    private static bool IsTuple(Type type) => type.IsGenericType && type.IsValueType && type.IsAssignableTo(typeof(ITuple))
        && type.Namespace == "System" && type.Name.StartsWith("ValueTuple`", StringComparison.Ordinal);

    // A nested type carries the arguments of the types around it; each link of the chain takes its own share.
    private static string Constructed(Type type, TupleElementNames tupleNames)
    {
        var chain = new Stack<Type>();
        for (var link = type; link is not null; link = link.DeclaringType)
        {
            chain.Push(link);
        }

        var arguments = new Queue<Type>(type.GetGenericArguments());
        var name = Qualified(chain.Peek().Namespace, "");
        var taken = 0;
        foreach (var link in chain)
        {
            var share = link.GetGenericArguments().Length - taken;
            taken += share;
            var written = Enumerable.Range(0, share).Select(_ => Of(arguments.Dequeue(), tupleNames)).ToList();
            name += (link == chain.Peek() ? "" : ".") + Bare(link) + (share > 0 ? $"<{string.Join(", ", written)}>" : "");
        }

        return name;
    }

    private static string Bare(Type type) => type.Name.Split('`')[0];

    private static string Qualified(string? space, string name) => string.IsNullOrEmpty(space) ? name : $"{space}.{name}";
}
