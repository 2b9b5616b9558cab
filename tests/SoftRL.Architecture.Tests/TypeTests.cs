using System.Reflection;
using System.Text.RegularExpressions;

namespace SoftRL.Architecture.Tests;

/// <summary>Production code composes and never inherits; one public type per file; every one is tested.</summary>
public sealed partial class TypeTests
{
    [Theory]
    [MemberData(nameof(Libraries.Names), MemberType = typeof(Libraries))]
    public void APublicClassIsSealedOrStaticOrAClosedChoice(string name)
        => Libraries.Find(name).GetExportedTypes()
            .Where(type => type.IsClass && !type.IsSealed && !IsClosedChoice(type))
            .Select(type => type.FullName)
            .Should().BeEmpty("production code composes and never inherits");

    [Theory]
    [MemberData(nameof(Libraries.Names), MemberType = typeof(Libraries))]
    public void AnInterfaceOrStructOrRecordHasNoPublicFieldThatCanChange(string name)
        => Libraries.Find(name).GetExportedTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(field => !field.IsInitOnly && !field.IsLiteral && !field.DeclaringType!.IsEnum)
            .Select(field => $"{field.DeclaringType!.FullName}.{field.Name}")
            .Should().BeEmpty();

    [Fact]
    public void AFileHoldsOnePublicTypeAndBearsItsName()
    {
        var wrong = new List<string>();
        foreach (var path in Repository.Files("src", "*.cs"))
        {
            var types = TypeDeclaration().Matches(File.ReadAllText(path)).Select(match => match.Groups["name"].Value).ToArray();
            // Partial types may spread over Name.Part.cs.
            var name = Path.GetFileNameWithoutExtension(path).Split('.')[0];
            if (types.Length > 1 || (types.Length == 1 && types[0] != name))
            {
                wrong.Add($"{Repository.Relative(path)}: {string.Join(", ", types)}");
            }
        }

        wrong.Should().BeEmpty();
    }

    [Fact]
    public void EveryPublicTypeIsNamedByATestOrIsInTheSurfaceOfOneThatIs()
    {
        var tests = string.Join('\n', Repository.Files("tests", "*.cs").Where(path => !path.Contains("Architecture.Tests", StringComparison.Ordinal)).Select(File.ReadAllText));
        var words = Word().Matches(tests).Select(match => match.Value).ToHashSet();
        var types = Libraries.All.SelectMany(assembly => assembly.GetExportedTypes()).ToArray();
        var reached = new Queue<Type>(types.Where(type => words.Contains(type.Name.Split('`')[0]) || words.Contains(AttributeName(type))));
        var seen = new HashSet<Type>(reached);
        while (reached.TryDequeue(out var type))
        {
            foreach (var next in Surface(type).SelectMany(Parts).Where(types.Contains).Where(seen.Add))
            {
                reached.Enqueue(next);
            }
        }

        types.Except(seen).Select(type => type.FullName).Should().BeEmpty("a public type that no test names or gets is not tested");
    }

    private static string AttributeName(Type type)
        => type.Name.EndsWith("Attribute", StringComparison.Ordinal) ? type.Name[..^"Attribute".Length] : type.Name;

    // The types that somebody who has this type meets.
    private static IEnumerable<Type> Surface(Type type)
        => type.GetMethods().Where(method => method.DeclaringType == type).SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType))
            .Concat(type.GetConstructors().SelectMany(constructor => constructor.GetParameters().Select(parameter => parameter.ParameterType)))
            .Concat(type.GetNestedTypes());

    private static IEnumerable<Type> Parts(Type type)
        => type.HasElementType ? Parts(type.GetElementType()!)
            : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition())
            : [type];

    // An abstract record whose constructors are private: all its cases are nested in it. Or one whose every case is a sealed record of the same assembly.
    private static bool IsClosedChoice(Type type)
        => type.IsAbstract && type.GetConstructors(BindingFlags.Public | BindingFlags.Instance).Length == 0
            && type.Assembly.GetTypes().Where(other => other.BaseType == type).All(other => other.IsSealed);

    [GeneratedRegex(@"^public (?:(?:sealed|static|abstract|readonly|ref|partial|unsafe) )*(?:record struct|record class|record|class|struct|interface|enum|delegate \S+) (?<name>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
