using System.CommandLine;
using System.Diagnostics;
using System.Text.Json.Nodes;
using SoftRL.Testing;
using SoftRL.Training;
using Spectre.Console;

namespace SoftRL.Cli;

/// <summary><c>softrl verify</c>: the proof of equivalence, line by line; fails when any line does.</summary>
internal static class VerifyCommand
{
    /// <summary>Builds the command.</summary>
    /// <param name="terminal">Where to write.</param>
    /// <returns>The command.</returns>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("verify", "Check on small problems, exactly, that soft Q-learning and policy gradients are equivalent; exit 1 if not.") { Options.Json() };
        command.SetAction(_ => Verify(terminal));
        return command;
    }

    private static int Verify(Terminal terminal)
    {
        ComputeRuntime.Prepare();
        ComputeRuntime.UseThreads(1);
        using var interruption = new Interruption(() => terminal.Notice("Stopping."));
        var start = Stopwatch.GetTimestamp();
        var report = Verification.Run(cancellation: interruption.Token);
        Print(report, terminal);
        var failed = report.Rows.Count(row => !row.Passed);
        terminal.Result($"{report.Rows.Count - failed} of {report.Rows.Count} hold, in {Figures.Short(Stopwatch.GetElapsedTime(start).TotalSeconds)} s");
        terminal.PrintJson(Json(report));
        return report.Passed ? ExitCode.Done : ExitCode.CheckFailed;
    }

    /// <summary>Prints the lines, section by section.</summary>
    /// <param name="report">The proof.</param>
    /// <param name="terminal">Where to write.</param>
    internal static void Print(VerificationReport report, Terminal terminal)
    {
        foreach (var section in report.Rows.GroupBy(row => row.Section))
        {
            var table = new Table().Border(TableBorder.Simple).Title(Markup.Escape(section.Key)).AddColumns("", "what", "where", "residual", "limit", "more");
            foreach (var row in section)
            {
                table.AddRow(
                    row.Passed ? "[green]ok[/]" : "[red]FAIL[/]", Markup.Escape(row.Name), Markup.Escape(row.Equation),
                    Figures.Scientific(row.Residual), Figures.Scientific(row.Limit), Markup.Escape(row.Detail));
            }

            terminal.Results.Write(table);
        }
    }

    /// <summary>The proof as JSON.</summary>
    /// <param name="report">The proof.</param>
    /// <returns>The object.</returns>
    internal static JsonObject Json(VerificationReport report) => new()
    {
        ["passed"] = report.Passed,
        ["rows"] = new JsonArray([.. report.Rows.Select(row => new JsonObject
        {
            ["name"] = row.Name,
            ["equation"] = row.Equation,
            ["residual"] = Figures.Json(row.Residual),
            ["limit"] = Figures.Json(row.Limit),
            ["passed"] = row.Passed,
        })]),
    };
}
