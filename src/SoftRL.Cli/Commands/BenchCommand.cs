using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using SoftRL.Training;
using Spectre.Console;

namespace SoftRL.Cli;

/// <summary><c>softrl bench</c>: how fast training is here.</summary>
internal static class BenchCommand
{
    /// <summary>Builds the command.</summary>
    /// <param name="terminal">Where to write.</param>
    /// <returns>The command.</returns>
    public static Command Create(Terminal terminal)
    {
        var filter = new Option<string?>("--filter") { Description = "Only what has this in its name, such as a2c or \"2 threads\".", HelpName = "TEXT" };
        var repeats = Options.Whole("--repeats", "Measurements of each; medians are printed. Default 3.", 1, 1000);
        var floor = new Option<string?>("--floor") { Description = "The C++ program to compare with; ./build.sh bench builds it and passes it.", HelpName = "PROGRAM" };
        // What a process of a case is asked for.
        var updates = new Option<string?>("--updates") { Hidden = true };
        var threads = new Option<int>("--threads") { Hidden = true, DefaultValueFactory = _ => ComputeRuntime.DefaultThreads };
        var seconds = new Option<double>("--seconds") { Hidden = true, DefaultValueFactory = _ => 8 };
        var command = new Command("bench", "Measure training, each agent in a process of its own: end to end, and learning alone.")
        {
            filter, repeats, floor, Options.Json(), updates, threads, seconds,
        };
        command.SetAction(parsed => parsed.GetValue(updates) is { } agent
            ? RunUpdates(agent, parsed.GetValue(threads), parsed.GetValue(seconds), terminal)
            : Run(parsed.GetValue(filter), (int)(parsed.GetValue(repeats) ?? 3), parsed.GetValue(floor), terminal));
        return command;
    }

    private static int Run(string? filter, int repeats, string? floor, Terminal terminal)
    {
        var cases = BenchCase.All.Where(item => filter is null || item.Name.Contains(filter, StringComparison.OrdinalIgnoreCase)).ToArray();
        if (cases.Length == 0)
        {
            throw new UsageException($"--filter '{filter}' leaves nothing; there is: {string.Join("; ", BenchCase.All.Select(item => item.Name))}.");
        }

        if (floor is not null && !File.Exists(floor))
        {
            throw new UsageException($"--floor '{floor}' is not a file.");
        }

        using var interruption = new Interruption(() => terminal.Notice("Stopping."));
        var machine = Machine.Describe();
        terminal.Notice(machine);
        var results = BenchRunner.Run(
            cases,
            repeats,
            measured => Speed.OfAgent(measured, interruption.Token),
            floor is null ? null : (loop, threads) => Speed.OfFloor(floor, loop, threads, interruption.Token),
            terminal.Notice);
        Print(results, terminal);
        terminal.PrintJson(new JsonObject { ["machine"] = machine, ["results"] = new JsonArray([.. results.Select(result => result.ToJson())]) });
        return ExitCode.Done;
    }

    private static int RunUpdates(string agent, int threads, double seconds, Terminal terminal)
    {
        ComputeRuntime.Prepare();
        ComputeRuntime.UseThreads(threads);
        terminal.PrintJson(new JsonObject { ["steps_per_second"] = UpdateLoop.Measure(agent, seconds) });
        return ExitCode.Done;
    }

    private static void Print(IEnumerable<BenchResult> results, Terminal terminal)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("what", "steps/s (median)", "from", "to", "of the C++ loop");
        foreach (var result in results)
        {
            table.AddRow(
                Markup.Escape(result.Name), Figures.Count(result.Value), Figures.Count(result.Lowest), Figures.Count(result.Highest),
                result.Ratio is { } ratio ? ratio.ToString("P0", CultureInfo.InvariantCulture) : "");
        }

        terminal.Results.Write(table);
    }
}
