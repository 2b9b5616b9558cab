using System.Reflection;

namespace SoftRL.Api;

/// <summary>Whether a member is marked obsolete, as a warning or as an error.</summary>
internal static class Obsolescence
{
    public static string? Of(MemberInfo member)
    {
        var mark = member.GetCustomAttributesData().FirstOrDefault(data => data.AttributeType.FullName == "System.ObsoleteAttribute");
        if (mark is null || IsRefStructMark(mark))
        {
            return null;
        }

        return mark.ConstructorArguments.Count > 1 && mark.ConstructorArguments[1].Value is true ? "Obsolete(error)" : "Obsolete";
    }

    // The compiler marks every ref struct obsolete for compilers that do not know them.
    private static bool IsRefStructMark(CustomAttributeData mark) =>
        mark.ConstructorArguments is [{ Value: string text }, ..] && text.StartsWith("Types with embedded references", StringComparison.Ordinal);
}
