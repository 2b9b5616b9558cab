using System.Text;

namespace SoftRL.Api;

/// <summary>Types of the list as one C# file.</summary>
internal sealed class StubWriter(IReadOnlyDictionary<string, ApiType> types, IReadOnlySet<string> maybeNull)
{
    // Every class has a constructor that only the stub can call, so that a derived class has something to chain to.
    private const string Marker = "global::TorchSharp.StubMarker";

    private readonly StringBuilder text = new();
    private readonly Contracts contracts = new(types);
    private readonly ILookup<string, ApiType> byContainer = types.Values.ToLookup(type => Container(type.Name), StringComparer.Ordinal);

    /// <summary>Lines that have no counterpart in the source.</summary>
    public List<string> Skipped { get; } = [];

    public string Write()
    {
        text.AppendLine("#nullable disable").AppendLine("#pragma warning disable");
        text.AppendLine("namespace TorchSharp { internal struct StubMarker { } }");
        foreach (var group in byContainer.Where(group => !types.ContainsKey(group.Key)))
        {
            text.AppendLine($"namespace {group.Key} {{");
            foreach (var type in group)
            {
                WriteType(type);
            }

            text.AppendLine("}");
        }

        return text.ToString();
    }

    // The name of what a type lies in: everything before the last dot outside <>.
    private static string Container(string name) => string.Join('.', Fragments.Split(name, ".")[..^1]);

    private static string Simple(string name) => Fragments.Split(name, ".")[^1];

    private void WriteType(ApiType type)
    {
        var where = type.Head.IndexOf(" where ", StringComparison.Ordinal);
        var head = where < 0 ? type.Head : type.Head[..where];
        var constraints = where < 0 ? "" : Fragments.Rooted(type.Head[where..]);
        var name = Simple(type.Name);
        text.Append(MemberSource.Obsolete(type.Obsolete));
        if (type.Is("delegate"))
        {
            WriteDelegate(type, head, name, constraints);
        }
        else if (type.Is("enum"))
        {
            var underlying = head.IndexOf(" : ", StringComparison.Ordinal);
            var values = type.Members.Where(member => member.Kind == "value").Select(member => "@" + member.Text);
            text.AppendLine($"{head[..underlying]} {name}{head[underlying..]} {{ {string.Join(", ", values)} }}");
        }
        else
        {
            WriteBody(type, $"{head} {name}{Bases(type)}{constraints}");
        }
    }

    private void WriteDelegate(ApiType type, string head, string name, string constraints)
    {
        var signature = type.Members.Single(member => member.Kind == "invoke").Text;
        var open = signature.IndexOf(" (", StringComparison.Ordinal);
        var parameters = Fragments.ParameterList(signature[(open + 2)..^1]);
        text.AppendLine($"{head} {Fragments.Rooted(signature[..open])} {name}({parameters}){constraints};");
    }

    private static string Bases(ApiType type)
    {
        var bases = (type.Base is null ? [] : new[] { type.Base }).Concat(type.Contracts).Select(Fragments.Rooted).ToList();
        return bases.Count == 0 ? "" : " : " + string.Join(", ", bases);
    }

    private void WriteBody(ApiType type, string declaration)
    {
        text.AppendLine(declaration).AppendLine("{");
        WriteConstructors(type);
        var isInterface = type.Is("interface");
        foreach (var member in type.Members)
        {
            Emit(type, member, () => member.Kind switch
            {
                "method" => MemberSource.Method(member, isInterface),
                "operator" => MemberSource.Operator(member),
                "field" => MemberSource.Field(member),
                "const" => MemberSource.Constant(member),
                _ => null,
            });
        }

        foreach (var property in type.Members.Where(member => member.Kind is "get" or "set" or "init").GroupBy(MemberSource.PropertyKey))
        {
            var isMaybeNull = maybeNull.Contains($"{type.Name} {property.Key}");
            Emit(type, property.First(), () => MemberSource.Property(property.ToList(), isInterface, isMaybeNull));
        }

        if (!isInterface)
        {
            WriteContracts(type);
        }

        foreach (var nested in byContainer[type.Name])
        {
            WriteType(nested);
        }

        text.AppendLine("}");
    }

    private void WriteConstructors(ApiType type)
    {
        if (!type.Is("class") && !type.Is("struct") || type.Is("static"))
        {
            return;
        }

        var name = Simple(type.Name).Split('<')[0];
        var chain = type.Base switch
        {
            null => "",
            "System.Runtime.InteropServices.SafeHandle" => " : base(default, true)",
            { } parent when parent.StartsWith("System.", StringComparison.Ordinal) => "",
            _ => $" : base(default({Marker}))",
        };
        if (type.Is("class"))
        {
            text.AppendLine($"internal {name}({Marker} marker){chain} => throw null!;");
        }

        foreach (var constructor in type.Members.Where(member => member.Kind == "ctor"))
        {
            Emit(type, constructor, () => MemberSource.Constructor(name, chain, constructor));
        }
    }

    private void WriteContracts(ApiType type)
    {
        foreach (var contract in type.Contracts)
        {
            if (contracts.Implement(contract) is { } members)
            {
                members.ToList().ForEach(member => text.AppendLine(member));
            }
            else
            {
                Skipped.Add($"{type.Name} | implements | {contract}");
            }
        }
    }

    private void Emit(ApiType type, ApiMember member, Func<string?> write)
    {
        if (member.Kind is "event" || Fragments.NamesForeignType(member.Text))
        {
            Skipped.Add($"{type.Name} | {member.Kind} | {member.Text}");
        }
        else if (write() is { } source)
        {
            text.AppendLine(source);
        }
    }
}
