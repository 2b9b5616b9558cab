using System.Reflection;
using System.Text.RegularExpressions;

namespace SoftRL.Api;

/// <summary>Explicit implementations of the interfaces of a class: the list does not show them, the compiler wants them.</summary>
internal sealed class Contracts(IReadOnlyDictionary<string, ApiType> types)
{
    private const string Body = " => throw null!;";

    /// <summary>Null when the interface is not known.</summary>
    public IReadOnlyList<string>? Implement(string contract)
    {
        var open = contract.IndexOf('<', StringComparison.Ordinal);
        var bare = open < 0 ? contract : contract[..open];
        var arguments = open < 0 ? [] : Fragments.Split(contract[(open + 1)..^1], ", ");
        return bare.StartsWith("TorchSharp.", StringComparison.Ordinal) ? OfList(contract, bare, arguments) : OfNet(contract, bare, arguments);
    }

    private List<string>? OfList(string contract, string bare, List<string> arguments)
    {
        var (type, parameters) = types.Values
            .Select(type => (type, Parameters(type.Name, bare)))
            .FirstOrDefault(entry => entry.Item2 is { } names && names.Count == arguments.Count);
        if (type is null)
        {
            return null;
        }

        var members = type.Members.Select(member => member with { Text = Substituted(member.Text, parameters!, arguments) }).ToList();
        var prefix = Fragments.Rooted(contract) + ".";
        var methods = members.Where(member => member.Kind == "method").Select(member => MemberSource.Method(member, isInterface: true, prefix));
        var properties = members.Where(member => member.Kind is "get" or "set").GroupBy(MemberSource.PropertyKey)
            .Select(group => MemberSource.Property(group.ToList(), isInterface: true, maybeNull: false, prefix));
        return [.. methods, .. properties];
    }

    private static List<string>? Parameters(string name, string bare) =>
        name == bare ? []
        : name.StartsWith(bare + "<", StringComparison.Ordinal) && name.EndsWith('>') ? Fragments.Split(name[(bare.Length + 1)..^1], ", ")
        : null;

    private static List<string>? OfNet(string contract, string bare, List<string> arguments)
    {
        var definition = typeof(object).Assembly.GetType(arguments.Count == 0 ? bare : $"{bare}`{arguments.Count}");
        if (definition is null)
        {
            return null;
        }

        var parameters = definition.GetGenericArguments().Select(parameter => parameter.Name).ToList();
        var prefix = Fragments.Rooted(contract) + ".";
        var result = new List<string>();
        foreach (var method in definition.GetMethods().Where(method => method.IsAbstract && !method.IsStatic && !method.IsSpecialName))
        {
            var type = Written(method.ReturnType, parameters, arguments);
            var list = Fragments.ParameterList(Substituted(Api.Parameters.Of(method), parameters, arguments));
            result.Add($"{type} {prefix}{method.Name}({list}){Body}");
        }

        foreach (var property in definition.GetProperties())
        {
            var index = property.GetIndexParameters();
            var list = Fragments.ParameterList(Substituted(Api.Parameters.Of(index), parameters, arguments));
            var name = index.Length > 0 ? $"this[{list}]" : property.Name;
            var accessors = (property.CanRead ? $"get{Body} " : "") + (property.CanWrite ? $"set{Body}" : "");
            result.Add($"{Written(property.PropertyType, parameters, arguments)} {prefix}{name} {{ {accessors} }}");
        }

        return result;
    }

    private static string Written(Type type, List<string> parameters, List<string> arguments) =>
        Fragments.Rooted(Substituted(TypeNames.Of(type), parameters, arguments));

    private static string Substituted(string text, List<string> parameters, List<string> arguments) => parameters.Count == 0
        ? text
        : Regex.Replace(text, $@"\b({string.Join('|', parameters)})\b", match => arguments[parameters.IndexOf(match.Value)]);
}
