namespace SoftRL.Environments.Gymnasium.Tests;

/// <summary>A directory in which workers leave the numbers of their processes.</summary>
internal sealed class NotedDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("noted-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
