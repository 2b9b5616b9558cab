namespace SoftRL.Training;

/// <summary>A run cannot be started, resumed or read as asked; nothing was changed.</summary>
public sealed class RunException : Exception
{
    /// <summary>Creates the exception.</summary>
    public RunException()
    {
    }

    /// <summary>Creates the exception with a message that says what is wrong and what is allowed.</summary>
    /// <param name="message">What is wrong and what is allowed.</param>
    public RunException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message and its cause.</summary>
    /// <param name="message">What is wrong and what is allowed.</param>
    /// <param name="innerException">The cause.</param>
    public RunException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
