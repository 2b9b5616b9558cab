using System.Reflection;
using System.Text.RegularExpressions;

namespace SoftRL.Core.Tests;

/// <summary>The pages under docs/math, the documentation of the code and the tests name one another truly.</summary>
public sealed partial class MathPagesTests
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "Documents");

    [Theory]
    [InlineData("soft-values.md")]
    [InlineData("boltzmann-policies.md")]
    [InlineData("divergences.md")]
    [InlineData("backups.md")]
    public void EveryTestAPageNamesExists(string page)
    {
        var types = Assembly.GetExecutingAssembly().GetTypes();
        var known = types.SelectMany(type => type.GetMethods()).Select(method => method.Name).Concat(types.Select(type => type.Name)).ToHashSet();
        var named = Sentence().Matches(File.ReadAllText(Path.Combine(s_folder, page))).Select(match => match.Groups["name"].Value).ToArray();

        named.Should().HaveCountGreaterThan(4);
        named.Should().OnlyContain(name => known.Contains(name));
    }

    [Fact]
    public void EveryEquationTheCodeNamesStandsOnItsPage()
    {
        var documentation = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "SoftRL.Core.xml"));
        var citations = Citation().Matches(Blanks().Replace(documentation, " ")).ToArray();
        citations.Should().HaveCountGreaterThan(30);
        foreach (var citation in citations)
        {
            var headings = File.ReadLines(Path.Combine(s_folder, citation.Groups["page"].Value)).Where(line => line.StartsWith("## ", StringComparison.Ordinal)).ToArray();
            foreach (var id in Id().Matches(citation.Groups["ids"].Value).Select(match => match.Value))
            {
                headings.Should().Contain(line => Id().Matches(line).Any(match => match.Value == id), $"the code says {citation.Value}");
            }
        }
    }

    // Names of tests are long sentences in backquotes; an identifier of the library has fewer words.
    [GeneratedRegex(@"`(?:\w+Tests\.)?(?<name>(?:[A-Z][a-z]*){5,})`", RegexOptions.ExplicitCapture)]
    private static partial Regex Sentence();

    [GeneratedRegex(@"Equations? (?<ids>[^<.]*?) of docs/math/(?<page>[\w-]+\.md)", RegexOptions.ExplicitCapture)]
    private static partial Regex Citation();

    [GeneratedRegex(@"[A-Z]{2}-\d+")]
    private static partial Regex Id();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
