namespace SoftRL.Training;

/// <summary>Metrics, event files or curves cannot be written or read: a full disk, a folder without permission, a damaged file.</summary>
public sealed class MetricsException : Exception
{
    /// <summary>Creates the exception.</summary>
    public MetricsException()
    {
    }

    /// <summary>Creates the exception with a message.</summary>
    /// <param name="message">What failed, with the path.</param>
    public MetricsException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message and its cause.</summary>
    /// <param name="message">What failed, with the path.</param>
    /// <param name="innerException">The cause.</param>
    public MetricsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal MetricsException(string path, string message, Exception? innerException = null)
        : base(message, innerException)
        => Path = path;

    /// <summary>The file concerned, when one is known.</summary>
    public string? Path { get; }

    /// <summary>Runs an operation on a file and names the file when it fails.</summary>
    internal static T Guard<T>(string path, string verb, Func<T> operation)
    {
        try
        {
            return operation();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new MetricsException(path, $"Cannot {verb} '{path}': {failure.Message}", failure);
        }
    }
}
