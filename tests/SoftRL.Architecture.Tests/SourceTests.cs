using System.Text.RegularExpressions;

namespace SoftRL.Architecture.Tests;

/// <summary>Rules of the source text.</summary>
public sealed partial class SourceTests
{
    private const int LongestFile = 300;

    private static readonly string[] s_textFiles = ["*.cs", "*.csproj", "*.props", "*.targets", "*.md", "*.sh", "*.json", "*.cpp", "*.h", "*.config", "CMakeLists.txt", ".editorconfig", ".gitignore"];

    /// <summary>What nobody may call under src, and where it is allowed all the same.</summary>
    public static TheoryData<string, string> Banned => new()
    {
        { @"\bmanual_seed\s*\(", "seeds belong to generators that someone owns" },
        { @"\bset_default_dtype\b", "dtypes are arguments" },
        { @"\bRandom\.Shared\b|\bnew Random\(\)|\bnew System\.Random\(", "randomness is owned and seeded" },
        { @"\bDateTime(Offset)?\.(Now|UtcNow)\b", "time is an argument (TimeProvider)" },
        { @"\bGC\.Collect\b", "lifetimes are explicit" },
        { @"\bNotImplementedException\b|\bTODO\b|\bFIXME\b", "nothing is half done" },
        { @"\bDebug\.Assert\b", "input is checked with Require" },
    };

    [Theory]
    [MemberData(nameof(Banned))]
    public void NoBannedSymbolIsUsed(string pattern, string reason)
        => Uses(pattern, _ => true).Should().BeEmpty(reason);

    [Fact]
    public void OnlyTheCommandLineWritesToTheConsole()
        => Uses(@"\bConsole\.", path => !path.StartsWith("src/SoftRL.Cli/", StringComparison.Ordinal)).Should().BeEmpty();

    [Fact]
    public void NoTestIsSkipped()
        => Repository.Files("tests", "*.cs").Where(path => SkippedTest().IsMatch(File.ReadAllText(path))).Select(Repository.Relative).Should().BeEmpty();

    [Fact]
    public void FilesAreShort()
        => Repository.Files("src", "*.cs")
            .Select(path => (Path: Repository.Relative(path), Lines: File.ReadLines(path).Count()))
            .Where(file => file.Lines > LongestFile)
            .Should().BeEmpty($"a file has one idea and at most {LongestFile} lines, documentation included; around a hundred is usual");

    [Fact]
    public void TextFilesEndLinesAlikeAndWithoutBlanks()
    {
        var wrong = new List<string>();
        foreach (var path in s_textFiles.SelectMany(pattern => Repository.Files("", pattern)).Distinct())
        {
            var text = File.ReadAllText(path);
            var name = Repository.Relative(path);
            if (text.Contains('\r', StringComparison.Ordinal))
            {
                wrong.Add($"{name}: carriage return");
            }

            if (text.Length > 0 && !text.EndsWith('\n'))
            {
                wrong.Add($"{name}: no newline at the end");
            }

            if (TrailingBlanks().IsMatch(text))
            {
                wrong.Add($"{name}: blanks at the end of a line");
            }

            if (name.EndsWith(".cs", StringComparison.Ordinal) && text.Contains('\t', StringComparison.Ordinal))
            {
                wrong.Add($"{name}: tab");
            }
        }

        wrong.Should().BeEmpty();
    }

    [Fact]
    public void EveryProjectHasAReadme()
        => Repository.Files("src", "*.csproj").Select(path => Path.Combine(Path.GetDirectoryName(path)!, "README.md")).Where(path => !File.Exists(path))
            .Select(Repository.Relative).Should().BeEmpty("the package shows it");

    [Fact]
    public void TestsMirrorTheSources()
        => Repository.Files("src", "*.csproj").Select(path => Path.GetFileNameWithoutExtension(path))
            .Where(name => !File.Exists(Path.Combine(Repository.Root, "tests", $"{name}.Tests", $"{name}.Tests.csproj"))).Should().BeEmpty();

    // Lines of code that match, without comments.
    private static IEnumerable<string> Uses(string pattern, Func<string, bool> isMeant)
        => from path in Repository.Files("src", "*.cs")
           let name = Repository.Relative(path)
           where isMeant(name)
           from line in File.ReadLines(path).Select((text, index) => (Text: text, Number: index + 1))
           where !line.Text.TrimStart().StartsWith("//", StringComparison.Ordinal) && Regex.IsMatch(line.Text, pattern)
           select $"{name}:{line.Number}: {line.Text.Trim()}";

    [GeneratedRegex(@"[ \t]+$", RegexOptions.Multiline)]
    private static partial Regex TrailingBlanks();

    [GeneratedRegex(@"\[(Fact|Theory)\([^)]*Skip\s*=")]
    private static partial Regex SkippedTest();
}
