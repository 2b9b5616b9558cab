using System.Reflection;

namespace SoftRL.Api;

/// <summary>What code outside an assembly can name: public, protected and protected internal.</summary>
internal static class Visibility
{
    public static bool IsVisible(Type type) =>
        type.DeclaringType is { } outer
            ? (type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && IsVisible(outer)
            : type.IsPublic;

    public static bool IsVisible(MethodBase? method) => method is not null && (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly);

    public static bool IsVisible(FieldInfo field) =>
        (field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly) && !IsGenerated(field.Name);

    /// <summary>A method that a reader of the source would call one: no accessor, no finaliser, no explicit implementation.</summary>
    public static bool IsOrdinary(MethodInfo method) =>
        IsVisible(method)
        && (!method.IsSpecialName || IsOperator(method))
        && !IsGenerated(method.Name)
        && !method.Name.Contains('.', StringComparison.Ordinal)
        && !(method.Name == "Finalize" && method.GetParameters().Length == 0);

    public static bool IsOperator(MethodInfo method) => method.IsSpecialName && method.Name.StartsWith("op_", StringComparison.Ordinal);

    /// <summary>An interface counts unless it is hidden inside the assembly that is read.</summary>
    public static bool IsNameable(Type contract, Assembly home) =>
        contract.Assembly != home || IsVisible(contract.IsGenericType ? contract.GetGenericTypeDefinition() : contract);

    public static string Word(MethodBase method) => method.IsPublic ? "public" : "protected";

    private static bool IsGenerated(string name) => name.Contains('<', StringComparison.Ordinal);
}
