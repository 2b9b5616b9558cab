namespace SoftRL.Testing;

/// <summary>A tensor check failed. Every test framework reports it as a failed test, with its message.</summary>
public sealed class TensorCheckException : Exception
{
    /// <summary>Creates the exception without a message.</summary>
    public TensorCheckException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was expected and what was found.</param>
    public TensorCheckException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    /// <param name="message">What was expected and what was found.</param>
    /// <param name="innerException">The cause.</param>
    public TensorCheckException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
