namespace SoftRL.Environments;

/// <summary>
/// An environment failed or broke its contract: it threw, gave a reward or an observation element that is not finite,
/// or does not match its siblings.
/// </summary>
public sealed class EnvironmentException : Exception
{
    /// <summary>An error with a default message.</summary>
    public EnvironmentException()
        : base("An environment failed.")
    {
    }

    /// <summary>An error with a message.</summary>
    /// <param name="message">What went wrong.</param>
    public EnvironmentException(string message)
        : base(message)
    {
    }

    /// <summary>An error caused by another.</summary>
    /// <param name="message">What went wrong.</param>
    /// <param name="innerException">The environment's own exception.</param>
    public EnvironmentException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Index of the environment in its vector environment; null when it has none.</summary>
    public int? EnvironmentIndex { get; init; }

    /// <summary>Index of the offending observation element; null when it was not the observation.</summary>
    public int? ObservationElement { get; init; }
}
