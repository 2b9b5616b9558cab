using System.Diagnostics;
using System.IO.Compression;
using System.Reflection;
using System.Xml.Linq;

namespace SoftRL.Cli.Tests;

/// <summary>What someone who installs the packages gets: a project outside the solution restores them from a folder and trains.</summary>
public sealed class PackageConsumerTests : IDisposable
{
    private static readonly string[] s_libraries =
        ["SoftRL.Core", "SoftRL.Environments", "SoftRL.Tabular", "SoftRL.Training", "SoftRL.Agents.ActorCritic", "SoftRL.Agents.SoftQ", "SoftRL.Testing"];

    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void PackagesAreCompleteAndAProjectOutsideTrainsWithThem()
    {
        Pack();
        foreach (var library in s_libraries)
        {
            HasEverything(library);
        }

        DependsOnTorchSharpOnly();
        TrainsCartPole();
    }

    public void Dispose() => _directory.Dispose();

    private static string Fact(string name)
        => typeof(PackageConsumerTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == name).Value!;

    private string Packages => _directory["packages"];

    private string SystemPackages => _directory["packages-system"];

    private void Pack()
    {
        foreach (var library in s_libraries)
        {
            Dotnet(Fact("RepositoryRoot"), "pack", $"src/{library}/{library}.csproj", "-c", "Release", "-o", Packages, "-v", "quiet", $"-p:TorchBackend={Fact("TorchBackend")}");
        }

        if (Fact("TorchBackend") == "system")
        {
            Dotnet(Fact("RepositoryRoot"), "pack", "compat/TorchSharp/TorchSharp.csproj", "-c", "Release", "-o", SystemPackages, "-v", "quiet", "-p:IsPackable=true");
        }
    }

    private void HasEverything(string library)
    {
        using var package = ZipFile.OpenRead(Path.Combine(Packages, $"{library}.{Fact("PackageVersion")}.nupkg"));
        var entries = package.Entries.Select(entry => entry.FullName).ToArray();
        entries.Should().Contain("README.md").And.Contain("icon.png").And.Contain($"lib/net10.0/{library}.dll").And.Contain($"lib/net10.0/{library}.xml");
        var metadata = Metadata(library);
        Value(metadata, "license").Should().Be("MIT");
        Value(metadata, "readme").Should().Be("README.md");
        Value(metadata, "description").Should().NotBeNullOrWhiteSpace().And.NotBe("Package Description");
        File.Exists(Path.Combine(Packages, $"{library}.{Fact("PackageVersion")}.snupkg")).Should().BeTrue("symbols are packed");
    }

    private void DependsOnTorchSharpOnly()
    {
        Dependencies("SoftRL.Core").Should().Equal(("TorchSharp", Fact("TorchSharpVersion")));
        Dependencies("SoftRL.Environments").Should().BeEmpty();
        foreach (var library in s_libraries)
        {
            Dependencies(library).Select(dependency => dependency.Id).Should().BeSubsetOf([.. s_libraries, "TorchSharp", "MathNet.Numerics"], "nothing of compat is published");
            Dependencies(library).Where(dependency => dependency.Id == "TorchSharp" && dependency.Version != Fact("TorchSharpVersion")).Should().BeEmpty();
        }
    }

    private void TrainsCartPole()
    {
        var project = Directory.CreateDirectory(_directory["consumer"]).FullName;
        File.Copy(Path.Combine(Fact("RepositoryRoot"), "samples/TrainCartPole/Program.cs"), Path.Combine(project, "Program.cs"));
        File.WriteAllText(Path.Combine(project, "consumer.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings><Nullable>enable</Nullable></PropertyGroup>
              <ItemGroup>
                <PackageReference Include="SoftRL.Agents.SoftQ" Version="{Fact("PackageVersion")}" />
                {(Fact("TorchBackend") == "nuget" ? $"<PackageReference Include=\"TorchSharp-cpu\" Version=\"{Fact("TorchSharpVersion")}\" />" : "")}
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(project, "nuget.config"), Sources());
        var output = Dotnet(project, "run", "-c", "Release", "--", "5000", _directory["run"]);
        output.Should().Contain("Completed after 5040 steps").And.Contain("learning-curve");
        File.Exists(Path.Combine(_directory["run"], "run.json")).Should().BeTrue();
    }

    // Beside the machine's own feeds. What was restored before may be read; what is ours is extracted in the temporary folder, so that it never stays on the machine.
    private string Sources() => $"""
        <configuration>
          <packageSources>
            <add key="softrl" value="{Packages}" />
            {(Directory.Exists(SystemPackages) ? $"<add key=\"system\" value=\"{SystemPackages}\" />" : "")}
          </packageSources>
          <fallbackPackageFolders>
            <clear />
            {(Fact("TorchBackend") == "nuget" ? $"<add key=\"known\" value=\"{GlobalPackages()}\" />" : "")}
          </fallbackPackageFolders>
        </configuration>
        """;

    private static string GlobalPackages()
        => Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private XElement Metadata(string library)
    {
        using var package = ZipFile.OpenRead(Path.Combine(Packages, $"{library}.{Fact("PackageVersion")}.nupkg"));
        using var nuspec = package.GetEntry($"{library}.nuspec")!.Open();
        return XDocument.Load(nuspec).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
    }

    private static string? Value(XElement metadata, string name) => metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name)?.Value;

    private IEnumerable<(string Id, string Version)> Dependencies(string library)
        => Metadata(library).Descendants().Where(element => element.Name.LocalName == "dependency").Select(element => (element.Attribute("id")!.Value, element.Attribute("version")!.Value));

    private string Dotnet(string directory, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true };
        // The test host's own settings are not the consumer's; compilers that stay in memory would keep our pipes open.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        if (directory != Fact("RepositoryRoot"))
        {
            start.Environment["NUGET_PACKAGES"] = _directory["restored"];
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.Should().Be(0, $"dotnet {string.Join(' ', arguments)} said: {output}{error.Result}");
        return output;
    }
}
