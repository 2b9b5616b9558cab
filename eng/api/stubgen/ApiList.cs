namespace SoftRL.Api;

/// <summary>A member line of the list: its kind, what follows, and how obsolete it is.</summary>
internal sealed record ApiMember(string Kind, string Text, string? Obsolete);

/// <summary>A type of the list with its lines.</summary>
internal sealed class ApiType(string name)
{
    /// <summary>The full name, with type parameters.</summary>
    public string Name { get; } = name;

    /// <summary>Modifiers, keyword and constraints, as "public abstract class where T : class".</summary>
    public string Head { get; set; } = "";

    public string? Obsolete { get; set; }

    public string? Base { get; set; }

    public List<string> Contracts { get; } = [];

    public List<ApiMember> Members { get; } = [];

    public bool Is(string word) => Fragments.Words(Head).Contains(word);
}

/// <summary>The list of lines as types.</summary>
internal static class ApiList
{
    public static (SortedDictionary<string, ApiType> Types, List<string> Malformed) Read(IEnumerable<string> lines)
    {
        var types = new SortedDictionary<string, ApiType>(StringComparer.Ordinal);
        var malformed = new List<string>();
        var all = lines.Where(line => line.Length > 0 && line[0] != '#').ToHashSet(StringComparer.Ordinal);
        foreach (var line in all.Order(StringComparer.Ordinal))
        {
            var parts = line.Split(" | ");
            if (parts.Length is < 3 or > 4)
            {
                malformed.Add(line);
            }
            else if (parts.Length == 3)
            {
                var marks = new[] { "Obsolete", "Obsolete(error)" };
                Add(types, parts, marks.FirstOrDefault(mark => all.Contains($"{line} | {mark}")));
            }
        }

        malformed.AddRange(types.Values.Where(type => type.Head.Length == 0).Select(type => type.Name + " has no type line"));
        return (types, malformed);
    }

    private static void Add(SortedDictionary<string, ApiType> types, string[] parts, string? obsolete)
    {
        if (!types.TryGetValue(parts[0], out var type))
        {
            types[parts[0]] = type = new ApiType(parts[0]);
        }

        switch (parts[1])
        {
            case "type":
                type.Head = parts[2];
                break;
            case "base":
                type.Base = parts[2];
                break;
            case "implements":
                type.Contracts.Add(parts[2]);
                break;
            case "attribute" when parts[2].StartsWith("Obsolete", StringComparison.Ordinal):
                type.Obsolete = parts[2];
                break;
            default:
                type.Members.Add(new ApiMember(parts[1], parts[2], obsolete));
                break;
        }
    }
}
