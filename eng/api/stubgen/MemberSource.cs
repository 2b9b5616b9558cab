namespace SoftRL.Api;

/// <summary>Members as C# that compiles and throws.</summary>
internal static class MemberSource
{
    private const string Body = " => throw null!;";

    private static readonly Dictionary<string, string> Operators = new(StringComparer.Ordinal)
    {
        ["op_Addition"] = "+", ["op_Subtraction"] = "-", ["op_Multiply"] = "*", ["op_Division"] = "/", ["op_Modulus"] = "%",
        ["op_BitwiseAnd"] = "&", ["op_BitwiseOr"] = "|", ["op_ExclusiveOr"] = "^", ["op_OnesComplement"] = "~", ["op_UnaryNegation"] = "-",
        ["op_UnaryPlus"] = "+", ["op_LogicalNot"] = "!", ["op_LeftShift"] = "<<", ["op_RightShift"] = ">>",
        ["op_Equality"] = "==", ["op_Inequality"] = "!=", ["op_LessThan"] = "<", ["op_GreaterThan"] = ">", ["op_LessThanOrEqual"] = "<=",
        ["op_GreaterThanOrEqual"] = ">=",
    };

    public static string Obsolete(string? mark) => mark switch
    {
        null => "",
        "Obsolete" => "[global::System.Obsolete] ",
        _ => "[global::System.Obsolete(\"\", true)] ",
    };

    public static string Constructor(string className, string chain, ApiMember member)
    {
        var (modifiers, rest) = Fragments.Modifiers(member.Text);
        return $"{Obsolete(member.Obsolete)}{string.Join(' ', modifiers)} {className}({Fragments.ParameterList(rest[1..^1])}){chain}{Body}";
    }

    /// <summary>A method; of an interface, with its explicit implementation where <paramref name="contract"/> names the interface.</summary>
    public static string Method(ApiMember member, bool isInterface, string contract = "")
    {
        var (modifiers, rest) = Fragments.Modifiers(member.Text);
        var open = rest.IndexOf('(', StringComparison.Ordinal);
        var close = Fragments.Closing(rest, open);
        var result = rest[(close + " : ".Length + 1)..];
        var where = result.IndexOf(" where ", StringComparison.Ordinal);
        var constraints = where < 0 || modifiers.Contains("override") ? "" : Fragments.Rooted(result[where..]);
        var type = Fragments.Rooted(where < 0 ? result : result[..where]);
        var parameters = Fragments.ParameterList(rest[(open + 1)..close]);
        var name = rest[..open];
        var words = isInterface ? "" : string.Join(' ', modifiers) + " ";
        var body = contract.Length == 0 && (isInterface || modifiers.Contains("abstract")) ? ";" : Body;
        return $"{Obsolete(member.Obsolete)}{words}{type} {contract}@{name}({parameters}){constraints}{body}";
    }

    public static string Operator(ApiMember member)
    {
        var (modifiers, rest) = Fragments.Modifiers(member.Text);
        var open = rest.IndexOf('(', StringComparison.Ordinal);
        var close = Fragments.Closing(rest, open);
        var parameters = Fragments.ParameterList(rest[(open + 1)..close]);
        var type = Fragments.Rooted(rest[(close + " : ".Length + 1)..]);
        var head = rest[..open] switch
        {
            "op_Implicit" => "implicit operator " + type,
            "op_Explicit" => "explicit operator " + type,
            var name => $"{type} operator {Operators[name]}",
        };
        return $"{Obsolete(member.Obsolete)}{string.Join(' ', modifiers)} {head}({parameters}){Body}";
    }

    public static string Field(ApiMember member)
    {
        var (modifiers, rest) = Fragments.Modifiers(member.Text);
        var (name, type) = NameAndType(rest);
        return $"{Obsolete(member.Obsolete)}{string.Join(' ', modifiers)} {Fragments.Rooted(type)} @{name};";
    }

    public static string Constant(ApiMember member)
    {
        var (modifiers, rest) = Fragments.Modifiers(member.Text);
        var (name, type) = NameAndType(rest);
        var pieces = Fragments.Split(type, " = ");
        return $"{Obsolete(member.Obsolete)}{string.Join(' ', modifiers)} const {Fragments.Rooted(pieces[0])} @{name} = {Fragments.Literal(pieces[1])};";
    }

    /// <summary>The accessors of one property as one declaration; <paramref name="contract"/> as for a method.</summary>
    public static string Property(IReadOnlyList<ApiMember> accessors, bool isInterface, bool maybeNull, string contract = "")
    {
        var parsed = accessors.Select(accessor => (accessor.Kind, Parts: Fragments.Modifiers(accessor.Text))).ToList();
        var widest = parsed.FirstOrDefault(accessor => accessor.Parts.Modifiers.Contains("public"), parsed[0]);
        var modifiers = widest.Parts.Modifiers;
        var (name, type) = NameAndType(widest.Parts.Tail);
        var head = name.StartsWith("this[", StringComparison.Ordinal) ? $"this[{Fragments.ParameterList(name["this[".Length..^1])}]" : "@" + name;
        var bodies = parsed.Select(accessor =>
            (accessor.Parts.Modifiers[0] == modifiers[0] ? "" : accessor.Parts.Modifiers[0] + " ")
            + accessor.Kind
            + (contract.Length == 0 && (isInterface || modifiers.Contains("abstract")) ? ";" : Body));
        var words = isInterface ? "" : string.Join(' ', modifiers) + " ";
        var declaration = $"{Obsolete(accessors[0].Obsolete)}{words}{Fragments.Rooted(type)}{(maybeNull ? "?" : "")} {contract}{head} {{ {string.Join(' ', bodies)} }}";
        return maybeNull ? $"\n#nullable enable annotations\n{declaration}\n#nullable disable annotations" : declaration;
    }

    /// <summary>What tells one property from the others: its name, with the parameter list of an indexer.</summary>
    public static string PropertyKey(ApiMember member) => NameAndType(Fragments.Modifiers(member.Text).Tail).Name;

    public static (string Name, string Type) NameAndType(string rest)
    {
        var end = rest.StartsWith("this[", StringComparison.Ordinal)
            ? Fragments.Closing(rest, "this".Length) + 1
            : rest.IndexOf(" : ", StringComparison.Ordinal);
        return (rest[..end], rest[(end + " : ".Length)..]);
    }
}
