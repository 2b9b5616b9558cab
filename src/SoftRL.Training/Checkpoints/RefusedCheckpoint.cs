namespace SoftRL.Training;

/// <summary>A checkpoint that is not used, and why.</summary>
/// <param name="Directory">Its folder.</param>
/// <param name="File">Path of the file that is damaged or missing.</param>
/// <param name="Reason">What is wrong, a phrase such as <c>model.safetensors does not match its SHA-256</c>.</param>
public sealed record RefusedCheckpoint(string Directory, string File, string Reason)
{
    /// <summary>One line for people.</summary>
    /// <returns>The folder and the reason.</returns>
    public override string ToString() => $"'{Directory}' is refused: {Reason}";
}
