namespace SoftRL.Cli;

/// <summary>The command line cannot be used as written. The message says what, where, and what is allowed.</summary>
/// <param name="message">What, where, and what is allowed.</param>
internal sealed class UsageException(string message) : Exception(message);
