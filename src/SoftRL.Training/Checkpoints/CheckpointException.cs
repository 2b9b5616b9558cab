namespace SoftRL.Training;

/// <summary>A checkpoint cannot be written or read: a full disk, a folder without permission, damaged or missing files.</summary>
public sealed class CheckpointException : Exception
{
    /// <summary>Creates the exception.</summary>
    public CheckpointException()
    {
    }

    /// <summary>Creates the exception with a message.</summary>
    /// <param name="message">What failed, with the path.</param>
    public CheckpointException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message and its cause.</summary>
    /// <param name="message">What failed, with the path.</param>
    /// <param name="innerException">The cause.</param>
    public CheckpointException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal CheckpointException(string path, string message, Exception? innerException)
        : base(message, innerException)
        => Path = path;

    /// <summary>The file or folder concerned, when one is known.</summary>
    public string? Path { get; }
}
