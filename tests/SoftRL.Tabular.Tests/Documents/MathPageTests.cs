using System.Reflection;
using System.Text.RegularExpressions;

namespace SoftRL.Tabular.Tests;

/// <summary>The page of this package, its documentation and its tests name one another truly.</summary>
public sealed partial class MathPageTests
{
    private static readonly string s_page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Documents", "tabular.md"));

    [Fact]
    public void EveryTestThePageNamesExists()
    {
        var types = Assembly.GetExecutingAssembly().GetTypes();
        var known = types.SelectMany(type => type.GetMethods()).Select(method => method.Name).Concat(types.Select(type => type.Name)).ToHashSet();
        var named = TestName().Matches(s_page).Select(match => match.Groups["name"].Value).ToArray();
        named.Should().HaveCountGreaterThan(20).And.OnlyContain(name => known.Contains(name));
    }

    [Fact]
    public void EveryEquationTheCodeNamesHasItsHeading()
    {
        var documentation = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "SoftRL.Tabular.xml"));
        var cited = Id().Matches(documentation).Select(match => match.Value).Distinct().ToArray();
        cited.Should().HaveCountGreaterThan(12);
        var headings = s_page.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal)).ToArray();
        cited.Should().OnlyContain(id => headings.Any(line => line.StartsWith("## " + id + " ", StringComparison.Ordinal)));
    }

    // Classes of tests end in Tests; tests are long sentences.
    [GeneratedRegex(@"`(?<name>\w+Tests|(?:[A-Z][a-z]*){5,})`", RegexOptions.ExplicitCapture)]
    private static partial Regex TestName();

    [GeneratedRegex(@"TB-\d+")]
    private static partial Regex Id();
}
