namespace SoftRL.Training;

/// <summary>Takes the parts of a checkpoint that is being saved; given to the callback of <see cref="CheckpointStore.Save"/>.</summary>
public sealed class CheckpointWriter
{
    private readonly string _directory;
    private readonly Dictionary<string, PartStream> _parts = new(StringComparer.OrdinalIgnoreCase);

    internal CheckpointWriter(string directory) => _directory = directory;

    /// <summary>Starts a part.</summary>
    /// <param name="name">File name, such as <c>model.safetensors</c>: letters, digits, <c>-</c>, <c>_</c> and <c>.</c>, not starting with a dot.</param>
    /// <returns>A write-only, buffered stream; closed by the caller, or at the latest when the callback returns.</returns>
    /// <exception cref="ArgumentException">The name is not allowed or was used already.</exception>
    /// <exception cref="IOException">The file cannot be created; <see cref="CheckpointStore.Save"/> reports it as a <see cref="CheckpointException"/>.</exception>
    public Stream Part(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!CheckpointPart.IsName(name))
        {
            throw new ArgumentException($"'{name}' is no part name: letters, digits, '-', '_' and '.', not starting with '.'.", nameof(name));
        }

        if (name == CheckpointManifest.FileName || _parts.ContainsKey(name))
        {
            throw new ArgumentException($"There is a part '{name}' already.", nameof(name));
        }

        return _parts[name] = new PartStream(_directory, name);
    }

    /// <summary>Closes every part and lists them.</summary>
    internal IReadOnlyList<CheckpointPart> Complete()
    {
        foreach (var part in _parts.Values)
        {
            part.Dispose();
        }

        return [.. _parts.Select(part => part.Value.Result ?? throw new IOException($"The part '{part.Key}' was not written completely."))];
    }

    /// <summary>Closes every file without caring for its content.</summary>
    internal void Abandon()
    {
        foreach (var part in _parts.Values)
        {
            part.Abandon();
        }
    }
}
