using System.Reflection;

namespace SoftRL.Api;

/// <summary>Parameter lists with modifiers, names and default values.</summary>
internal static class Parameters
{
    public static string Of(MethodBase method)
    {
        var isExtension = method.GetCustomAttributesData().Any(data => data.AttributeType.Name == "ExtensionAttribute");
        return string.Join(", ", method.GetParameters().Select(parameter => (isExtension && parameter.Position == 0 ? "this " : "") + Of(parameter)));
    }

    public static string Of(IEnumerable<ParameterInfo> parameters) => string.Join(", ", parameters.Select(Of));

    private static string Of(ParameterInfo parameter)
    {
        var attributes = parameter.GetCustomAttributesData();
        var type = TypeNames.Of(parameter.ParameterType, TupleElementNames.From(attributes));
        return $"{Modifier(parameter, attributes)}{type} {parameter.Name}{Default(parameter)}";
    }

    private static string Modifier(ParameterInfo parameter, IList<CustomAttributeData> attributes)
    {
        var words = attributes.Any(data => data.AttributeType.Name is "ParamArrayAttribute" or "ParamCollectionAttribute") ? "params " : "";
        if (!parameter.ParameterType.IsByRef)
        {
            return words;
        }

        var isIn = parameter.IsIn || attributes.Any(data => data.AttributeType.Name == "IsReadOnlyAttribute");
        return words + (parameter.IsOut ? "out " : isIn ? "in " : "ref ");
    }

    private static string Default(ParameterInfo parameter)
    {
        if (!parameter.HasDefaultValue)
        {
            return parameter.IsOptional ? " = [optional]" : "";
        }

        var value = parameter.RawDefaultValue;
        return " = " + Literals.Of(value is DBNull or Missing ? null : value, parameter.ParameterType);
    }
}
