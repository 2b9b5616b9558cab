using System.Reflection;

namespace SoftRL.Api;

/// <summary>The declaration of a type without its name: modifiers, keyword, underlying type, constraints.</summary>
internal static class TypeHeads
{
    public static bool IsDelegate(Type type) => typeof(Delegate).IsAssignableFrom(type);

    public static string Describe(Type type)
    {
        var parameters = TypeNames.OwnParameters(type);
        return string.Concat(
            type.IsNestedFamily || type.IsNestedFamORAssem ? "protected " : "public ",
            Modifiers(type),
            Keyword(type),
            type.IsEnum ? " : " + TypeNames.Of(Enum.GetUnderlyingType(type)) : "",
            Variance(parameters),
            Constraints(parameters));
    }

    /// <summary>Every <c>where</c> clause, each with a leading space.</summary>
    public static string Constraints(IEnumerable<Type> parameters) =>
        string.Concat(parameters
            .Select(parameter => (parameter.Name, Terms: ConstraintTerms(parameter).ToList()))
            .Where(entry => entry.Terms.Count > 0)
            .Select(entry => $" where {entry.Name} : {string.Join(", ", entry.Terms)}"));

    private static IEnumerable<string> ConstraintTerms(Type parameter)
    {
        var attributes = parameter.GenericParameterAttributes;
        var isValue = attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        if (attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
        {
            yield return "class";
        }

        if (parameter.GetCustomAttributesData().Any(data => data.AttributeType.Name == "IsUnmanagedAttribute"))
        {
            yield return "unmanaged";
        }
        else if (isValue)
        {
            yield return "struct";
        }

        var types = parameter.GetGenericParameterConstraints().Where(type => type != typeof(ValueType)).Select(type => TypeNames.Of(type));
        foreach (var type in types.Order(StringComparer.Ordinal))
        {
            yield return type;
        }

        if (attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !isValue)
        {
            yield return "new()";
        }
    }

    private static string Modifiers(Type type)
    {
        if (Keyword(type) == "class")
        {
            return (type.IsAbstract, type.IsSealed) switch
            {
                (true, true) => "static ",
                (true, false) => "abstract ",
                (false, true) => "sealed ",
                _ => "",
            };
        }

        if (Keyword(type) != "struct")
        {
            return "";
        }

        var isReadOnly = type.GetCustomAttributesData().Any(data => data.AttributeType.Name == "IsReadOnlyAttribute");
        return (isReadOnly ? "readonly " : "") + (type.IsByRefLike ? "ref " : "");
    }

    private static string Keyword(Type type) =>
        type.IsEnum ? "enum" : type.IsInterface ? "interface" : IsDelegate(type) ? "delegate" : type.IsValueType ? "struct" : "class";

    private static string Variance(IReadOnlyList<Type> parameters)
    {
        var words = parameters.Select(parameter => (parameter.GenericParameterAttributes & GenericParameterAttributes.VarianceMask) switch
        {
            GenericParameterAttributes.Covariant => "out ",
            GenericParameterAttributes.Contravariant => "in ",
            _ => "",
        }).ToList();
        return words.All(word => word.Length == 0) ? "" : $" variance<{string.Join(", ", words.Zip(parameters, (word, parameter) => word + parameter.Name))}>";
    }
}
