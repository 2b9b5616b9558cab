namespace SoftRL.Training;

/// <summary>Training cannot go on: a number that must be finite is not. The last good checkpoint is kept.</summary>
public sealed class DivergedException : Exception
{
    /// <summary>Creates the exception.</summary>
    public DivergedException()
    {
    }

    /// <summary>Creates the exception with a message that says where and what.</summary>
    /// <param name="message">Where and what.</param>
    public DivergedException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message and its cause.</summary>
    /// <param name="message">Where and what.</param>
    /// <param name="innerException">The cause.</param>
    public DivergedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
