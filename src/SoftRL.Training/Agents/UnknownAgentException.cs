using SoftRL.Environments;

namespace SoftRL.Training;

/// <summary>An agent was asked for that does not exist.</summary>
public sealed class UnknownAgentException : Exception
{
    /// <summary>Creates the exception.</summary>
    public UnknownAgentException()
    {
    }

    /// <summary>Creates the exception with a message.</summary>
    /// <param name="message">What was asked for and what there is.</param>
    public UnknownAgentException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message and its cause.</summary>
    /// <param name="message">What was asked for and what there is.</param>
    /// <param name="innerException">The cause.</param>
    public UnknownAgentException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal static UnknownAgentException For(string name, IEnumerable<string> known)
    {
        var names = known.ToArray();
        var near = NearestNames.Suggest(name, names);
        var hint = near.Count > 0 ? $" Did you mean {string.Join(" or ", near)}?" : string.Empty;
        return new UnknownAgentException($"Unknown agent '{name}'.{hint} Agents: {string.Join(", ", names)}.");
    }
}
