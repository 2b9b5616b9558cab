using System.Security.Cryptography;

namespace SoftRL.Training;

/// <summary>A saved checkpoint whose every part was found to match its SHA-256.</summary>
public sealed class Checkpoint
{
    private Checkpoint(string directory, CheckpointManifest manifest) => (Directory, Step, Parts) = (directory, manifest.Step, manifest.Parts);

    /// <summary>Its folder.</summary>
    public string Directory { get; }

    /// <summary>Environment steps taken when it was saved.</summary>
    public long Step { get; }

    /// <summary>Its files, in the order in which they were written.</summary>
    public IReadOnlyList<CheckpointPart> Parts { get; }

    /// <summary>Opens a part.</summary>
    /// <param name="name">File name.</param>
    /// <returns>A readable, seekable stream, closed by the caller.</returns>
    /// <exception cref="CheckpointException">There is no such part, or it cannot be opened any more.</exception>
    public Stream Open(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var path = Path.Combine(Directory, name);
        if (Parts.All(part => part.Name != name))
        {
            throw new CheckpointException(
                path, $"The checkpoint '{Directory}' has no part '{name}'; it has: {string.Join(", ", Parts.Select(part => part.Name))}.", null);
        }

        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException(path, $"Cannot read '{path}': {failure.Message}", failure);
        }
    }

    /// <summary>Reads the manifest and compares every part with it.</summary>
    /// <param name="directory">Folder of the checkpoint.</param>
    /// <param name="step">The step that its name says.</param>
    /// <param name="refused">What is wrong with it, when something is.</param>
    /// <returns>The checkpoint; null when it is refused.</returns>
    internal static Checkpoint? Verify(string directory, long step, out RefusedCheckpoint? refused)
    {
        var current = Path.Combine(directory, CheckpointManifest.FileName);
        try
        {
            var manifest = CheckpointManifest.Parse(File.ReadAllBytes(current));
            if (manifest.Step != step)
            {
                throw new InvalidDataException($"the manifest is of step {manifest.Step}");
            }

            foreach (var part in manifest.Parts)
            {
                current = Path.Combine(directory, part.Name);
                Verify(current, part);
            }

            refused = null;
            return new Checkpoint(directory, manifest);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            refused = new RefusedCheckpoint(directory, current, Reason(current, failure));
            return null;
        }
    }

    private static string Reason(string path, Exception failure) => failure switch
    {
        InvalidDataException => failure.Message,
        FileNotFoundException or DirectoryNotFoundException => $"{Path.GetFileName(path)} is missing",
        _ => $"{Path.GetFileName(path)} cannot be read: {failure.Message}",
    };

    private static void Verify(string path, CheckpointPart part)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 1 << 16);
        if (stream.Length != part.Bytes)
        {
            throw new InvalidDataException($"{part.Name} has {stream.Length} bytes instead of {part.Bytes}");
        }

        if (Convert.ToHexStringLower(SHA256.HashData(stream)) != part.Sha256)
        {
            throw new InvalidDataException($"{part.Name} does not match its SHA-256");
        }
    }
}
