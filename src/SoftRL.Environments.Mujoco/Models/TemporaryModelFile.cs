namespace SoftRL.Environments.Mujoco;

/// <summary>A model's text in a file of its own, since reading from memory takes other functions in each MuJoCo release.</summary>
internal sealed class TemporaryModelFile : IDisposable
{
    /// <summary>Writes the text.</summary>
    /// <exception cref="IOException">The directory for temporary files cannot be written.</exception>
    public TemporaryModelFile(string xml)
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"softrl-{Guid.NewGuid():N}.xml");
        using var stream = new FileStream(Path, FileMode.CreateNew, FileAccess.Write);
        using var writer = new StreamWriter(stream);
        writer.Write(xml);
    }

    public string Path { get; }

    /// <inheritdoc/>
    public void Dispose() => File.Delete(Path);
}
