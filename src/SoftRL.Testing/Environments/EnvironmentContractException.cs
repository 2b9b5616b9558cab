namespace SoftRL.Testing;

/// <summary>An environment breaks the contract of <see cref="SoftRL.Environments.IEnvironment{TAction}"/>.</summary>
public sealed class EnvironmentContractException : Exception
{
    /// <summary>A violation with a default message.</summary>
    public EnvironmentContractException()
        : base("The environment breaks its contract.")
    {
    }

    /// <summary>A violation with a message.</summary>
    /// <param name="message">Which rule is broken, and where.</param>
    public EnvironmentContractException(string message)
        : base(message)
    {
    }

    /// <summary>A violation caused by another exception.</summary>
    /// <param name="message">Which rule is broken, and where.</param>
    /// <param name="innerException">The cause.</param>
    public EnvironmentContractException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
