using System.Xml.Linq;

namespace SoftRL.Architecture.Tests;

/// <summary>Each layer is ignorant of the ones above it.</summary>
public sealed class ArrowTests
{
    private static readonly Dictionary<string, string[]> s_allowed = new()
    {
        ["SoftRL.Core"] = [],
        ["SoftRL.Environments"] = [],
        ["SoftRL.Environments.Mujoco"] = ["SoftRL.Environments"],
        ["SoftRL.Environments.Gymnasium"] = ["SoftRL.Environments"],
        ["SoftRL.Tabular"] = ["SoftRL.Core", "SoftRL.Environments"],
        ["SoftRL.Training"] = ["SoftRL.Core", "SoftRL.Environments"],
        ["SoftRL.Agents.ActorCritic"] = ["SoftRL.Core", "SoftRL.Environments", "SoftRL.Training"],
        ["SoftRL.Agents.SoftQ"] = ["SoftRL.Core", "SoftRL.Environments", "SoftRL.Training"],
        ["SoftRL.Agents.Sac"] = ["SoftRL.Core", "SoftRL.Environments", "SoftRL.Training"],
        ["SoftRL.Agents.Dqn"] = ["SoftRL.Core", "SoftRL.Environments", "SoftRL.Training"],
        ["SoftRL.Agents.Dspg"] = ["SoftRL.Core", "SoftRL.Environments", "SoftRL.Training"],
        ["SoftRL.Agents.Pcl"] = ["SoftRL.Core", "SoftRL.Environments", "SoftRL.Training"],
        ["SoftRL.Testing"] = ["SoftRL.Core", "SoftRL.Environments", "SoftRL.Tabular", "SoftRL.Training"],
    };

    [Theory]
    [MemberData(nameof(Libraries.Names), MemberType = typeof(Libraries))]
    public void ALibraryUsesOnlyTheLayersBelowIt(string name)
    {
        var used = Libraries.Find(name).GetReferencedAssemblies().Select(reference => reference.Name!)
            .Where(reference => reference.StartsWith("SoftRL", StringComparison.Ordinal) || reference == "softrl");
        used.Should().BeSubsetOf(s_allowed[name]);
    }

    [Theory]
    [MemberData(nameof(Libraries.Names), MemberType = typeof(Libraries))]
    public void AProjectReferencesOnlyTheLayersBelowIt(string name)
        => References(name, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/'))).Should().BeSubsetOf(s_allowed[name]);

    [Fact]
    public void EnvironmentsKnowNoTorchAndNoPackage()
    {
        Libraries.Find("SoftRL.Environments").GetReferencedAssemblies().Select(reference => reference.Name).Should().NotContain("TorchSharp");
        References("SoftRL.Environments", "PackageReference").Should().BeEmpty();
        Repository.Read("src/SoftRL.Environments/SoftRL.Environments.csproj").Should().NotContain("UsesTorch");
    }

    [Fact]
    public void OnlyTabularBringsAPackageOfItsOwn()
    {
        foreach (var name in s_allowed.Keys.Where(name => name != "SoftRL.Tabular"))
        {
            References(name, "PackageReference").Should().BeEmpty($"{name} is published");
        }

        References("SoftRL.Tabular", "PackageReference").Should().Equal("MathNet.Numerics");
    }

    [Fact]
    public void EveryProjectUnderSrcIsKnownHere()
        => Repository.Files("src", "*.csproj").Select(path => Path.GetFileNameWithoutExtension(path)).Should().BeEquivalentTo([.. s_allowed.Keys, "SoftRL.Cli"]);

    private static IEnumerable<string> References(string project, string kind)
        => XDocument.Parse(Repository.Read($"src/{project}/{project}.csproj")).Descendants(kind).Select(element => element.Attribute("Include")!.Value);
}
