namespace SoftRL.Training;

/// <summary>Options that cannot be used: an unknown key, a value that cannot be read or is out of range. Wrong usage, exit code 2.</summary>
public sealed class OptionsException : Exception
{
    /// <summary>Creates the exception.</summary>
    public OptionsException()
    {
    }

    /// <summary>Creates the exception with a message.</summary>
    /// <param name="message">Which option, what is wrong with it, and what is allowed.</param>
    public OptionsException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message and its cause.</summary>
    /// <param name="message">Which option, what is wrong with it, and what is allowed.</param>
    /// <param name="innerException">The cause: the record's own <see cref="ArgumentOutOfRangeException"/> for a value out of range.</param>
    public OptionsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal OptionsException(string? key, string message, Exception? innerException = null)
        : base(message, innerException)
        => Key = key;

    /// <summary>The key as it was given, when one key is to blame.</summary>
    public string? Key { get; }
}
