namespace SoftRL.Architecture.Tests;

/// <summary>
/// The public surface of every library is a committed text, so that a change of it is seen in review. After a wanted change:
/// <c>SOFTRL_UPDATE_API=1 dotnet test tests/SoftRL.Architecture.Tests</c> writes the files anew.
/// </summary>
public sealed class PublicApiTests
{
    [Theory]
    [MemberData(nameof(Libraries.Names), MemberType = typeof(Libraries))]
    public void ThePublicSurfaceIsTheCommittedOne(string name)
    {
        var path = Path.Combine(Repository.Root, "tests/SoftRL.Architecture.Tests/PublicApi", $"{name}.txt");
        var surface = ApiText.Of(Libraries.Find(name));
        if (Environment.GetEnvironmentVariable("SOFTRL_UPDATE_API") == "1")
        {
            File.WriteAllText(path, surface);
        }

        var committed = File.Exists(path) ? File.ReadAllLines(path) : [];
        var current = surface.TrimEnd('\n').Split('\n');
        current.Except(committed).Should().BeEmpty("nothing new may become public unseen; SOFTRL_UPDATE_API=1 accepts it");
        committed.Except(current).Should().BeEmpty("nothing public may vanish unseen; SOFTRL_UPDATE_API=1 accepts it");
    }
}
