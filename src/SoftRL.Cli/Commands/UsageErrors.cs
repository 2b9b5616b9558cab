using System.CommandLine;
using SoftRL.Environments;

namespace SoftRL.Cli;

/// <summary>Says what is wrong with a command line: what, where, the nearest that exists, and what is allowed.</summary>
internal static class UsageErrors
{
    /// <summary>Describes the first thing that is wrong.</summary>
    /// <param name="parsed">A parse with errors.</param>
    /// <returns>One or two sentences.</returns>
    public static string Describe(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var path = string.Join(' ', Path(parsed.CommandResult));
        var unknown = parsed.UnmatchedTokens.Count > 0 ? parsed.UnmatchedTokens[0] : null;
        if (unknown is null)
        {
            return command.Subcommands.Count > 0
                ? $"'{path}' needs a command: {Join(command.Subcommands)}. {path} --help says more."
                : $"{parsed.Errors[0].Message} {path} --help says more.";
        }

        return unknown.StartsWith('-')
            ? Unknown("option", unknown, path, Options(command))
            : command.Subcommands.Count > 0
                ? Unknown("command", unknown, path, [.. command.Subcommands.Select(sub => sub.Name)])
                : $"'{path}' has no place for '{unknown}'. {path} --help says what it takes.";
    }

    private static string Unknown(string kind, string name, string path, IReadOnlyList<string> known)
    {
        var nearest = NearestNames.Suggest(name, known);
        var hint = nearest.Count > 0 ? $" Did you mean {string.Join(" or ", nearest)}?" : string.Empty;
        return $"'{path}' has no {kind} '{name}'.{hint} It has: {string.Join(", ", known)}.";
    }

    private static string[] Options(Command command)
        => [.. command.Options.Where(option => !option.Hidden).Select(option => option.Name).Append("--help").Distinct()];

    private static string Join(IEnumerable<Command> commands) => string.Join(", ", commands.Select(command => command.Name));

    private static IEnumerable<string> Path(System.CommandLine.Parsing.CommandResult? result)
    {
        var names = new List<string>();
        for (; result is not null; result = result.Parent as System.CommandLine.Parsing.CommandResult)
        {
            names.Insert(0, result.Command is RootCommand ? "softrl" : result.Command.Name);
        }

        return names;
    }
}
