namespace SoftRL.Cli;

/// <summary>What <c>--record</c> can write.</summary>
internal static class Recordings
{
    /// <summary>Most pictures of a recording; a longer episode is cut there.</summary>
    public const int MaxPictures = 3000;

    private const string Allowed = "NAME.gif for an animation, NAME.png for numbered pictures, or a folder for them, with a / at its end";

    /// <summary>Prepares a recording, so that what is wrong with its path is known before anything is played.</summary>
    /// <param name="path">What was given.</param>
    /// <returns>The recording.</returns>
    /// <exception cref="UsageException">The path is not one that can be written, or of no known kind.</exception>
    public static IRecording Open(string path)
    {
        try
        {
            if (path.EndsWith('/') || path.EndsWith(Path.DirectorySeparatorChar) || Directory.Exists(path))
            {
                return new PngRecording(path, Directory.CreateDirectory(path).FullName, string.Empty);
            }

            var extension = Path.GetExtension(path);
            var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
            return (extension.ToLowerInvariant(), Directory.Exists(folder)) switch
            {
                (".gif" or ".png", false) => throw new UsageException($"--record is '{path}'; there is no folder {folder}."),
                (".gif", _) => new GifRecording(path),
                (".png", _) => new PngRecording(path, folder, Path.GetFileNameWithoutExtension(path) + "-"),
                _ => throw new UsageException($"--record is '{path}'; allowed: {Allowed}."),
            };
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"--record is '{path}', which cannot be written: {refused.Message}");
        }
    }
}
