using System.Reflection;

namespace SoftRL.Api;

/// <summary>One line for each kind of member.</summary>
internal static class Signatures
{
    public static string Constructor(ConstructorInfo constructor) => $"ctor | {Visibility.Word(constructor)} ({Parameters.Of(constructor)})";

    public static string Invocation(MethodInfo invoke) => $"{Returned(invoke)} ({Parameters.Of(invoke)})";

    public static string Method(MethodInfo method)
    {
        var generic = method.IsGenericMethodDefinition ? method.GetGenericArguments() : [];
        var parameters = generic.Length > 0 ? $"<{string.Join(", ", generic.Select(parameter => parameter.Name))}>" : "";
        var kind = Visibility.IsOperator(method) ? "operator" : "method";
        return $"{kind} | {Modifiers(method)} {method.Name}{parameters}({Parameters.Of(method)}) : {Returned(method)}{TypeHeads.Constraints(generic)}";
    }

    public static IEnumerable<string> Accessors(PropertyInfo property)
    {
        var index = property.GetIndexParameters();
        var name = index.Length > 0 ? $"this[{Parameters.Of(index)}]" : property.Name;
        var type = (property.PropertyType.IsByRef ? "ref " : "")
            + TypeNames.Of(property.PropertyType, TupleElementNames.From(property.GetCustomAttributesData()));
        if (Visibility.IsVisible(property.GetMethod))
        {
            yield return $"get | {Modifiers(property.GetMethod!)} {name} : {type}";
        }

        if (Visibility.IsVisible(property.SetMethod))
        {
            var setsOnce = property.SetMethod!.ReturnParameter.GetRequiredCustomModifiers().Any(modifier => modifier.Name == "IsExternalInit");
            yield return $"{(setsOnce ? "init" : "set")} | {Modifiers(property.SetMethod)} {name} : {type}";
        }
    }

    public static string Field(FieldInfo field)
    {
        var word = field.IsPublic ? "public" : "protected";
        var type = TypeNames.Of(field.FieldType, TupleElementNames.From(field.GetCustomAttributesData()));
        return field.IsLiteral
            ? $"const | {word} {field.Name} : {type} = {Literals.Of(field.GetRawConstantValue(), field.FieldType)}"
            : $"field | {word}{(field.IsStatic ? " static" : "")}{(field.IsInitOnly ? " readonly" : "")} {field.Name} : {type}";
    }

    public static string Event(EventInfo item) => $"event | {Modifiers(item.AddMethod!)} {item.Name} : {TypeNames.Of(item.EventHandlerType!)}";

    private static string Modifiers(MethodInfo method)
    {
        var words = Visibility.Word(method) + (method.IsStatic ? " static" : "");
        if (method.DeclaringType!.IsInterface)
        {
            return words + (method.IsStatic ? method.IsAbstract ? " abstract" : "" : method.IsAbstract ? "" : " virtual");
        }

        if (!method.IsVirtual)
        {
            return words;
        }

        if (method.Attributes.HasFlag(MethodAttributes.NewSlot))
        {
            // A final new slot is how the compiler implements an interface with a method that is not virtual in C#.
            return words + (method.IsAbstract ? " abstract" : method.IsFinal ? "" : " virtual");
        }

        return words + (method.IsFinal ? " sealed override" : method.IsAbstract ? " abstract override" : " override");
    }

    private static string Returned(MethodInfo method)
    {
        var attributes = method.ReturnParameter.GetCustomAttributesData();
        var isReadOnly = attributes.Any(data => data.AttributeType.Name == "IsReadOnlyAttribute");
        var reference = method.ReturnType.IsByRef ? isReadOnly ? "ref readonly " : "ref " : "";
        return reference + TypeNames.Of(method.ReturnType, TupleElementNames.From(attributes));
    }
}
