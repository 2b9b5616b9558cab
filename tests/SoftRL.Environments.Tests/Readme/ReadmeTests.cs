using SoftRL.Testing;

namespace SoftRL.Environments.Tests;

/// <summary>What the package's README prints is compiled and run here.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void ItsEnvironmentKeepsTheContract() =>
        EnvironmentContract.Verify(() => new GuessTheSign(), new EnvironmentContractSettings { StepsPerEpisode = 20 });

    [Fact]
    public void ItsEnvironmentIsTheOneOfTheseTests()
    {
        var source = Printed("GuessTheSign.cs.txt");
        var code = source[source.IndexOf("public sealed class", StringComparison.Ordinal)..];
        Printed("README.md").Should().Contain(code);
        code.Trim().Split('\n').Should().HaveCountLessThan(40);
    }

    [Fact]
    public void ItsTableNamesEveryBuiltInEnvironment()
    {
        var readme = Printed("README.md");
        EnvironmentCatalog.BuiltIn.Should().OnlyContain(spec => readme.Contains($"`{spec.Id}`"));
    }

    private static string Printed(string file) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Readme", file));
}
