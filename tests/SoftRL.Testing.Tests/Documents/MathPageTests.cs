using System.Reflection;
using System.Text.RegularExpressions;

namespace SoftRL.Testing.Tests;

/// <summary>The page of the proof and the lines of the proof speak of the same things.</summary>
public sealed partial class MathPageTests
{
    private static readonly string s_page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Documents", "equivalence.md"));

    [Fact]
    public void EveryTestThePageNamesExists()
    {
        var known = Assembly.GetExecutingAssembly().GetTypes().Select(type => type.Name).ToHashSet();
        var named = TestName().Matches(s_page).Select(match => match.Groups["name"].Value).ToArray();
        named.Should().HaveCount(5).And.OnlyContain(name => known.Contains(name));
    }

    [Theory]
    [InlineData("(11)")]
    [InlineData("(22)")]
    [InlineData("(38)")]
    [InlineData("(42)")]
    [InlineData("(43)")]
    [InlineData("(49)")]
    [InlineData("(52)")]
    [InlineData("(54)")]
    [InlineData("(62)")]
    [InlineData("(65)")]
    [InlineData("(71)")]
    [InlineData("(77)")]
    [InlineData("(79)")]
    [InlineData("(82)")]
    [InlineData("(87)")]
    [InlineData("(90)")]
    public void EveryErratumIsInItsTable(string equation) =>
        s_page.Split('\n').Should().Contain(line => line.StartsWith("| PG-SQL", StringComparison.Ordinal) && line.Contains(equation, StringComparison.Ordinal));

    [GeneratedRegex(@"`(?<name>\w+Tests)`", RegexOptions.ExplicitCapture)]
    private static partial Regex TestName();
}
