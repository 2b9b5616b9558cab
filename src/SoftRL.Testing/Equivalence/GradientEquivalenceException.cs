namespace SoftRL.Testing;

/// <summary>A gradient is not the policy gradient it should be. Every test framework reports it as a failed test; the message
/// says which term is off.</summary>
public sealed class GradientEquivalenceException : Exception
{
    /// <summary>Creates the exception without a message.</summary>
    public GradientEquivalenceException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was expected and what was found.</param>
    public GradientEquivalenceException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    /// <param name="message">What was expected and what was found.</param>
    /// <param name="innerException">The cause.</param>
    public GradientEquivalenceException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception from a report that failed.</summary>
    /// <param name="report">The report.</param>
    public GradientEquivalenceException(EquivalenceReport report)
        : base(report?.Description)
    {
        Report = report;
    }

    /// <summary>The report, when there is one: null when the check could not be made.</summary>
    public EquivalenceReport? Report { get; }
}
