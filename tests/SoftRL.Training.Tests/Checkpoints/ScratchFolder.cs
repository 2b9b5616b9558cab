namespace SoftRL.Training.Tests;

/// <summary>An empty folder that goes away with the test.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("softrl-test-").FullName;

    public string this[string name] => Path.Combine(Root, name);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
