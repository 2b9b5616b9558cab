using System.CommandLine;
using System.CommandLine.Invocation;
using System.Text.Json.Nodes;
using SoftRL.Training;

namespace SoftRL.Cli;

/// <summary>The whole command line: parses, runs the command, turns failures into messages and exit codes.</summary>
internal static class CommandLine
{
    /// <summary>Runs one command line.</summary>
    /// <param name="args">The arguments, without the program's name.</param>
    /// <param name="terminal">Where to write.</param>
    /// <param name="agents">The agents on offer.</param>
    /// <returns>The exit code, see <see cref="ExitCode"/>.</returns>
    public static int Run(string[] args, Terminal terminal, AgentCatalog agents)
    {
        var parsed = Root(terminal, agents).Parse(args);
        terminal.Json = args.Contains("--json");
        try
        {
            return parsed.Action is ParseErrorAction || (parsed.Errors.Count > 0 && parsed.Action is null)
                ? throw new UsageException(UsageErrors.Describe(parsed))
                : parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (Exception failure)
        {
            var report = FailureReport.For(failure);
            terminal.PrintError(report.Message);
            terminal.PrintJson(new JsonObject { ["error"] = report.Message, ["exit_code"] = report.ExitCode });
            return report.ExitCode;
        }
    }

    private static RootCommand Root(Terminal terminal, AgentCatalog agents) => new("Entropy-regularised reinforcement learning: train, evaluate, verify.")
    {
        AgentsCommand.Create(terminal, agents),
        EnvsCommand.Create(terminal),
        TrainCommand.Create(terminal, agents),
        EvaluateCommand.Create(terminal, agents),
        VerifyCommand.Create(terminal),
        BenchCommand.Create(terminal),
    };
}
