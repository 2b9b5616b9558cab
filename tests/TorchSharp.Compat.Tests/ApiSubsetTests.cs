using System.Reflection;
using SoftRL.Api;

namespace TorchSharp.Compat.Tests;

/// <summary>
/// The committed list of members against the assembly that the tests run on. Together with eng/api/refresh.sh, which only writes
/// members of the real library into the list, this proves that the look-alike has nothing that TorchSharp 0.106.0 lacks.
/// </summary>
public class ApiSubsetTests
{
    private static readonly HashSet<string> Committed =
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "torchsharp-0.106.0.used.txt")).Where(line => !line.StartsWith('#')).ToHashSet(StringComparer.Ordinal);

    private static readonly HashSet<string> Running = PublicSurface.Of(typeof(torch).Assembly).ToHashSet(StringComparer.Ordinal);

    private static string Backend => typeof(ApiSubsetTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "TorchBackend").Value!;

    [Fact]
    public void TheListCoversTheLibraryAndNotAFragmentOfIt()
    {
        Committed.Should().HaveCountGreaterThan(500);
        Committed.Should().Contain("TorchSharp.torch.Tensor | method | public matmul(TorchSharp.torch.Tensor target) : TorchSharp.torch.Tensor");
    }

    [Fact]
    public void EveryMemberOfTheListIsInTheAssemblyThatTheTestsRunOn() =>
        Committed.Where(line => !Running.Contains(line)).Should().BeEmpty("eng/api/refresh.sh keeps the list true to the look-alike");

    [Fact]
    public void TheLookAlikeHasNoMemberBeyondTheList()
    {
        if (Backend != "system")
        {
            // The real library has more, by design.
            Running.Count.Should().BeGreaterThan(Committed.Count);
            return;
        }

        Running.Where(line => !Committed.Contains(line)).Should().BeEmpty(
            "a member of the look-alike must be one of TorchSharp's; eng/api/refresh.sh adds those that are");
    }
}
