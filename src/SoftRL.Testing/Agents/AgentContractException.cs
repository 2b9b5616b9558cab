namespace SoftRL.Testing;

/// <summary>An agent breaks its contract; the message says which rule and how.</summary>
public sealed class AgentContractException : Exception
{
    /// <summary>Creates the exception.</summary>
    public AgentContractException()
    {
    }

    /// <summary>Creates the exception with a message.</summary>
    /// <param name="message">Which rule, and how it is broken.</param>
    public AgentContractException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message and its cause.</summary>
    /// <param name="message">Which rule, and how it is broken.</param>
    /// <param name="innerException">The cause.</param>
    public AgentContractException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
