namespace SoftRL.Training;

/// <summary>A file of a checkpoint, as its manifest has it.</summary>
/// <param name="Name">File name.</param>
/// <param name="Bytes">Size in bytes.</param>
/// <param name="Sha256">SHA-256 of the content, 64 lower-case hexadecimal digits.</param>
public sealed record CheckpointPart(string Name, long Bytes, string Sha256)
{
    /// <summary>Whether a text may name a part: it stays in the folder, on every file system.</summary>
    internal static bool IsName(string name) =>
        name.Length > 0 && name[0] != '.' && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.');
}
