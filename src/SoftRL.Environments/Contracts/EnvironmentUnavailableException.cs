namespace SoftRL.Environments;

/// <summary>
/// An environment needs something that this machine does not have (a library, Python, a package, a ROM); the message says what
/// to install. The command line ends with exit code 3.
/// </summary>
public sealed class EnvironmentUnavailableException : Exception
{
    /// <summary>An error with a default message.</summary>
    public EnvironmentUnavailableException()
        : base("The environment needs something that is not installed.")
    {
    }

    /// <summary>An error with a message.</summary>
    /// <param name="message">What is missing and how to get it.</param>
    public EnvironmentUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>An error caused by another.</summary>
    /// <param name="message">What is missing and how to get it.</param>
    /// <param name="innerException">The cause.</param>
    public EnvironmentUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
