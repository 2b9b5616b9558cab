using System.Globalization;

namespace SoftRL.Training;

/// <summary>The folders inside a <see cref="CheckpointStore"/>: their names, and every rename and removal.</summary>
/// <remarks>A name that starts with a dot is work in progress: being saved, being replaced by one of the same step, being removed.</remarks>
internal sealed class CheckpointFolders(string root)
{
    private const string Prefix = "step-";
    private const string Saving = ".saving-";
    private const string Replaced = ".replaced-";
    private const string Removing = ".removing-";

    /// <summary>Where the checkpoint of a step lies.</summary>
    internal string Final(long step) => Path.Combine(root, Prefix + step.ToString("D12", CultureInfo.InvariantCulture));

    /// <summary>Where it lies while it is being written.</summary>
    internal string Temporary(long step) => Beside(Final(step), Saving);

    /// <summary>Newest first; one that was being replaced comes after the one that replaces it.</summary>
    /// <exception cref="CheckpointException">The folder exists but cannot be listed.</exception>
    internal IReadOnlyList<(long Step, string Path)> Candidates()
    {
        try
        {
            return Directory.Exists(root)
                ? [.. Directory.EnumerateDirectories(root)
                    .Select(path => (Step: StepOf(path, "") ?? StepOf(path, Replaced), Path: path))
                    .Where(entry => entry.Step is not null)
                    .Select(entry => (Step: entry.Step!.Value, entry.Path))
                    .OrderByDescending(entry => entry.Step).ThenBy(entry => StepOf(entry.Path, Replaced) is not null)]
                : [];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException(root, $"Cannot list the checkpoints in '{root}': {failure.Message}", failure);
        }
    }

    /// <summary>Removes what an interrupted save has left, and puts back what it was about to replace.</summary>
    internal void RemoveLeftovers()
    {
        foreach (var path in Directory.GetDirectories(root, ".*"))
        {
            if (StepOf(path, Replaced) is { } step && !Directory.Exists(Final(step)))
            {
                Directory.Move(path, Final(step));
            }
            else if (StepOf(path, Saving) is not null || StepOf(path, Replaced) is not null || StepOf(path, Removing) is not null)
            {
                Directory.Delete(path, recursive: true);
            }
        }
    }

    /// <summary>Gives a finished folder its final name and brings that to the disk.</summary>
    internal void Publish(long step)
    {
        var final = Final(step);
        var replaces = Directory.Exists(final);
        if (replaces)
        {
            Directory.Move(final, Beside(final, Replaced));
        }

        Directory.Move(Temporary(step), final);
        DiskSync.Directory(root);
        if (replaces)
        {
            Discard(Beside(final, Replaced));
        }
    }

    /// <summary>Removes all but the newest up to a step; later ones belong to a future that a damaged checkpoint has cut off.</summary>
    internal void Prune(long step, int keep)
    {
        foreach (var (_, path) in Candidates().Where(candidate => candidate.Step <= step).Skip(keep))
        {
            var removing = Beside(path, Removing);
            Try(() => Directory.Move(path, removing));
            Discard(removing);
        }
    }

    internal static void Discard(string path) => Try(() => Directory.Delete(path, recursive: true));

    private static string Beside(string path, string before) => Path.Combine(Path.GetDirectoryName(path)!, before + Path.GetFileName(path));

    private static long? StepOf(string path, string before)
    {
        var name = Path.GetFileName(path);
        return name.StartsWith(before + Prefix, StringComparison.Ordinal)
            && long.TryParse(name.AsSpan(before.Length + Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var step)
            ? step
            : null;
    }

    /// <summary>Tidies up: a folder that cannot be removed costs space, not safety, and the next save tries again.</summary>
    private static void Try(Action tidy)
    {
        try
        {
            tidy();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
        }
    }
}
