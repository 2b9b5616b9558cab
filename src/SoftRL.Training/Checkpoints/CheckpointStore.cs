using SoftRL.Core;

namespace SoftRL.Training;

/// <summary>
/// The checkpoints of a run: one folder <c>step-000000012345</c> each, with its parts and a <c>manifest.json</c> that holds the
/// format version, the step, and size and SHA-256 of every part.
/// </summary>
/// <remarks>
/// A checkpoint is written beside the others under a temporary name, brought to the disk, and renamed, so whatever happens in
/// between the checkpoints before it stay as they are. One process writes; others may read at the same time. Reading never
/// changes anything; what an interrupted save has left is removed by the next <see cref="Save"/>.
/// </remarks>
public sealed class CheckpointStore
{
    /// <summary>Version of the format that this type writes and reads.</summary>
    public const int FormatVersion = 1;

    private readonly CheckpointFolders _folders;
    private readonly int _keep;

    /// <summary>Names a store; nothing is read or written yet.</summary>
    /// <param name="directory">The folder that holds the checkpoints, such as <c>runs/breakout/checkpoints</c>; created by the first save.</param>
    /// <param name="keep">How many to keep, at least 2: the newest and one to fall back to.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="keep"/> is below 2.</exception>
    public CheckpointStore(string directory, int keep = 3)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        ArgumentOutOfRangeException.ThrowIfLessThan(keep, 2);
        Directory = Path.GetFullPath(directory);
        _folders = new CheckpointFolders(Directory);
        _keep = keep;
    }

    /// <summary>Full path of the folder that holds the checkpoints.</summary>
    public string Directory { get; }

    /// <summary>Saves a checkpoint, then removes the oldest ones beyond the number to keep.</summary>
    /// <param name="step">Environment steps taken so far, not negative. A checkpoint of the same step is replaced.</param>
    /// <param name="write">Writes the parts. What it throws passes through, except failures to write, and the store is as before.</param>
    /// <returns>The folder of the checkpoint.</returns>
    /// <exception cref="CheckpointException">The disk is full or the folder cannot be written; no checkpoint is lost.</exception>
    public string Save(long step, Action<CheckpointWriter> write)
    {
        Require.NonNegative(step);
        ArgumentNullException.ThrowIfNull(write);
        var final = _folders.Final(step);
        try
        {
            System.IO.Directory.CreateDirectory(Directory);
            _folders.RemoveLeftovers();
            System.IO.Directory.CreateDirectory(_folders.Temporary(step));
            Fill(_folders.Temporary(step), step, write);
            _folders.Publish(step);
        }
        catch (Exception failure)
        {
            CheckpointFolders.Discard(_folders.Temporary(step));
            if (failure is IOException or UnauthorizedAccessException)
            {
                throw new CheckpointException(final, $"Cannot save the checkpoint '{final}': {failure.Message}", failure);
            }

            throw;
        }

        _folders.Prune(step, _keep);
        return final;
    }

    /// <summary>Finds the newest checkpoint whose every part is as it was written.</summary>
    /// <returns>That checkpoint, or none, and the newer ones that were refused.</returns>
    /// <exception cref="CheckpointException">The folder exists but cannot be listed.</exception>
    public CheckpointSearch LoadLatest()
    {
        var refused = new List<RefusedCheckpoint>();
        foreach (var (step, path) in _folders.Candidates())
        {
            if (Checkpoint.Verify(path, step, out var refusal) is { } checkpoint)
            {
                return new CheckpointSearch(checkpoint, refused);
            }

            refused.Add(refusal!);
        }

        return new CheckpointSearch(null, refused);
    }

    /// <summary>Loads the checkpoint of a given step.</summary>
    /// <param name="step">Its step.</param>
    /// <returns>The checkpoint.</returns>
    /// <exception cref="CheckpointException">There is none of this step, or it is refused; the message says why.</exception>
    public Checkpoint Load(long step)
    {
        RefusedCheckpoint? refusal = null;
        foreach (var (_, path) in _folders.Candidates().Where(candidate => candidate.Step == step))
        {
            if (Checkpoint.Verify(path, step, out refusal) is { } checkpoint)
            {
                return checkpoint;
            }
        }

        throw refusal is null
            ? new CheckpointException(Directory, $"There is no checkpoint of step {step} in '{Directory}'; there are: {string.Join(", ", Steps())}.", null)
            : new CheckpointException(refusal.File, $"The checkpoint {refusal}.", null);
    }

    /// <summary>Lists the steps that have a checkpoint, valid or not.</summary>
    /// <returns>The steps in ascending order.</returns>
    /// <exception cref="CheckpointException">The folder exists but cannot be listed.</exception>
    public IReadOnlyList<long> Steps() => [.. _folders.Candidates().Select(candidate => candidate.Step).Distinct().Reverse()];

    private static void Fill(string temporary, long step, Action<CheckpointWriter> write)
    {
        var writer = new CheckpointWriter(temporary);
        try
        {
            write(writer);
            var manifest = new CheckpointManifest(step, writer.Complete());
            using var file = new FileStream(
                Path.Combine(temporary, CheckpointManifest.FileName), FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
            file.Write(manifest.ToJson());
            file.Flush(flushToDisk: true);
        }
        finally
        {
            writer.Abandon();
        }

        DiskSync.Directory(temporary);
    }
}
