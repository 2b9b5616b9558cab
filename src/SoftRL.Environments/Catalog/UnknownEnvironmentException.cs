namespace SoftRL.Environments;

/// <summary>There is no environment of the id asked for; the message names the nearest ids.</summary>
public sealed class UnknownEnvironmentException : Exception
{
    /// <summary>An error with a default message.</summary>
    public UnknownEnvironmentException()
        : base("There is no such environment.")
    {
    }

    /// <summary>An error with a message.</summary>
    /// <param name="message">What went wrong.</param>
    public UnknownEnvironmentException(string message)
        : base(message)
    {
    }

    /// <summary>An error caused by another.</summary>
    /// <param name="message">What went wrong.</param>
    /// <param name="innerException">The cause.</param>
    public UnknownEnvironmentException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal UnknownEnvironmentException(string id, IReadOnlyList<string> suggestions, IEnumerable<string> known, string? package)
        : base($"There is no environment '{id}'{(package is null ? "" : $" among those searched; {package} has such")}. "
            + (suggestions.Count > 0
                ? $"Did you mean {string.Join(" or ", suggestions)}?"
                : $"There are: {string.Join(", ", known)}."))
    {
        Id = id;
        Suggestions = suggestions;
        Package = package;
    }

    /// <summary>The id asked for.</summary>
    public string Id { get; } = "";

    /// <summary>The nearest ids there are, best first; may be empty.</summary>
    public IReadOnlyList<string> Suggestions { get; } = [];

    /// <summary>The package whose environments have ids like the one asked for; null when none is known, or when it was searched.</summary>
    public string? Package { get; }
}
