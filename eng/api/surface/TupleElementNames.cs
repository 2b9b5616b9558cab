using System.Reflection;

namespace SoftRL.Api;

/// <summary>Names of tuple elements, handed out in the order in which the compiler wrote them down.</summary>
internal sealed class TupleElementNames
{
    private readonly Queue<string?> names;

    private TupleElementNames(IEnumerable<string?> names) => this.names = new Queue<string?>(names);

    public static TupleElementNames From(IEnumerable<CustomAttributeData> attributes)
    {
        var list = attributes.FirstOrDefault(data => data.AttributeType.Name == "TupleElementNamesAttribute")?.ConstructorArguments[0].Value;
        return new TupleElementNames(list is IEnumerable<CustomAttributeTypedArgument> values ? values.Select(value => (string?)value.Value) : []);
    }

    public static TupleElementNames None() => new([]);

    public string? Next() => names.Count > 0 ? names.Dequeue() : null;
}
