using System.Text.RegularExpressions;

namespace SoftRL.Architecture.Tests;

/// <summary>Documentation points at what exists.</summary>
public sealed partial class DocumentationTests
{
    [Fact]
    public void RelativeLinksLeadSomewhere()
    {
        var broken =
            from path in Repository.Files("", "*.md")
            from link in Link().Matches(File.ReadAllText(path)).Select(match => match.Groups["target"].Value)
            // A formula such as E[x](s) is no link.
            where (link.Contains('.', StringComparison.Ordinal) || link.Contains('/', StringComparison.Ordinal)) && !link.Contains("://", StringComparison.Ordinal) && !link.StartsWith('#') && !link.StartsWith("mailto:", StringComparison.Ordinal)
            let target = Path.Combine(Path.GetDirectoryName(path)!, link.Split('#')[0])
            where !File.Exists(target) && !Directory.Exists(target)
            select $"{Repository.Relative(path)} → {link}";
        broken.Should().BeEmpty();
    }

    [Fact]
    public void PagesThatTheSourcesNameExist()
    {
        var missing =
            from path in Repository.Files("src", "*.cs").Concat(Repository.Files("tests", "*.cs"))
            from page in Page().Matches(File.ReadAllText(path)).Select(match => match.Value).Distinct()
            where !File.Exists(Path.Combine(Repository.Root, page))
            select $"{Repository.Relative(path)} → {page}";
        missing.Should().BeEmpty();
    }

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Link();

    [GeneratedRegex(@"\bdocs/[\w/-]+\.md\b")]
    private static partial Regex Page();
}
