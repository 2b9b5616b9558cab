namespace SoftRL.Cli;

/// <summary>Something cannot be measured here, because what it needs is not there; the rest can.</summary>
internal sealed class NotMeasuredException : Exception
{
    /// <summary>Says why.</summary>
    /// <param name="message">What is missing.</param>
    public NotMeasuredException(string message)
        : base(message)
    {
    }
}
