using System.CommandLine;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace SoftRL.Cli;

/// <summary><c>softrl bench</c>: how fast training is here.</summary>
internal static class BenchCommand
{
    private const double DefaultSeconds = 3;

    /// <summary>Builds the command.</summary>
    /// <param name="terminal">Where to write.</param>
    /// <returns>The command.</returns>
    public static Command Create(Terminal terminal)
    {
        var filter = new Option<string?>("--filter") { Description = "Only what has this in its name, such as a2c or \"2 shards\", with what it is compared with.", HelpName = "TEXT" };
        var repeats = Options.Whole("--repeats", "Measurements of each; medians are printed. Default 3.", 1, 1000);
        var seconds = new Option<double>("--seconds") { Description = $"About how long a measurement takes. Default {DefaultSeconds}.", HelpName = "S", DefaultValueFactory = _ => DefaultSeconds };
        var floor = new Option<string?>("--floor") { Description = "The C++ program to compare with; ./build.sh bench builds it and passes it.", HelpName = "PROGRAM" };
        var peers = new Option<string?>("--peers") { Description = "The folder of Python programs to compare with; ./build.sh bench passes it.", HelpName = "DIR" };
        var python = new Option<string?>("--python") { Description = "The Python that runs them. Default: the first with PyTorch.", HelpName = "PATH" };
        var save = new Option<string?>("--save") { Description = "Also write DAY.json and DAY.md into this folder.", HelpName = "DIR" };
        var curves = new Option<string?>("--curves") { Description = "Instead: measure what speed and memory depend on and where time goes, and write cost-curves.md into this folder.", HelpName = "DIR" };
        var quick = new Option<bool>("--quick") { Description = "With --curves: few and short measurements, to see that they work." };
        // What a process of its own is asked for.
        var measure = new Option<string?>("--measure") { Hidden = true };
        seconds.Validators.Add(result =>
        {
            if (!(result.GetValueOrDefault<double>() is > 0 and <= 3600))
            {
                result.AddError($"--seconds is '{result.Tokens[^1].Value}'; allowed: more than 0, up to 3600.");
            }
        });
        var command = new Command("bench", "Measure training, each agent in a process of its own, in turns with a plain C++ loop and with Python programs doing the same work.")
        {
            filter, repeats, seconds, floor, peers, python, save, curves, quick, Options.Json(), measure,
        };
        command.SetAction(parsed => (parsed.GetValue(measure), parsed.GetValue(curves)) switch
        {
            ({ } request, _) => Measure(LoopRequest.Parse(request), terminal),
            (_, { } directory) => Curves(directory, parsed.GetValue(quick) ? CurveScale.Quick : CurveScale.Full, terminal),
            _ => Run(
                parsed.GetValue(filter), (int)(parsed.GetValue(repeats) ?? 3), parsed.GetValue(seconds), parsed.GetValue(save),
                new PeerPrograms(Existing("--floor", parsed.GetValue(floor), File.Exists), Existing("--peers", parsed.GetValue(peers), Directory.Exists), parsed.GetValue(python)), terminal),
        });
        return command;
    }

    private static string? Existing(string name, string? path, Func<string, bool> exists)
        => path is null || exists(path) ? path : throw new UsageException($"{name} '{path}' is not there.");

    private static int Run(string? filter, int repeats, double seconds, string? save, PeerPrograms peers, Terminal terminal)
    {
        var works = BenchWork.Filter(BenchCatalog.Works, filter);
        if (works.Count == 0)
        {
            throw new UsageException($"--filter '{filter}' leaves nothing; there is: {string.Join("; ", BenchCatalog.Works.SelectMany(work => work.Names))}.");
        }

        using var interruption = new Interruption(() => terminal.Notice("Stopping."));
        var date = TimeProvider.System.GetUtcNow();
        var machine = Machine.Describe();
        terminal.Notice(string.Join(", ", machine.Select(pair => $"{pair.Name} {pair.Text}")));
        var busy = new List<double>();
        var results = BenchRunner.Run(
            works,
            repeats,
            measured => OfAgent(measured, seconds, busy, interruption.Token),
            peer => peers.Measure(peer, seconds, interruption.Token),
            terminal.Notice);
        var settings = $"{repeats} repeats in turns of about {Figures.Exact(seconds)} s, medians; OMP_NUM_THREADS is the number of threads, 1 for shards";
        var report = new BenchReport(
            date, [.. machine, .. Busy(busy), .. peers.Versions.Select(pair => (pair.Key, pair.Value)), ("settings", settings)], results, [.. BenchCatalog.Goals.Select(goal => goal.Judge(results)).OfType<BenchVerdict>()]);
        Print(report, terminal);
        terminal.PrintJson(report.ToJson());
        if (save is not null)
        {
            terminal.Notice($"Saved as {report.Save(save)}");
        }

        return ExitCode.Done;
    }

    private static double OfAgent(BenchCase measured, double seconds, List<double> busy, CancellationToken cancellation)
    {
        if (measured.Device == "cpu")
        {
            return Speed.OfAgent(measured, seconds, cancellation);
        }

        using var watch = new GpuWatch();
        var speed = Speed.OfAgent(measured, seconds, cancellation);
        busy.AddRange(watch.Mean is { } percent ? [percent] : []);
        return speed;
    }

    private static IEnumerable<(string Name, string Text)> Busy(List<double> busy)
        => busy.Count > 0 ? [("gpu_utilisation", $"{Figures.Count(busy.Average())} % while training on it")] : [];

    private static int Measure(LoopRequest request, Terminal terminal)
    {
        terminal.PrintJson(new JsonObject(request.Measure().Select(pair => KeyValuePair.Create(pair.Name, (JsonNode?)JsonValue.Create(pair.Value)))));
        return ExitCode.Done;
    }

    private static int Curves(string directory, CurveScale scale, Terminal terminal)
    {
        using var interruption = new Interruption(() => terminal.Notice("Stopping."));
        var (date, machine) = (TimeProvider.System.GetUtcNow(), Machine.Describe());
        var sections = new CostCurves(scale, terminal.Notice, interruption.Token).Measure();
        var page = CurvesPage.Write(directory, date, machine, sections);
        terminal.Result($"Written: {page}");
        terminal.PrintJson(new JsonObject { ["page"] = page });
        return ExitCode.Done;
    }

    private static void Print(BenchReport report, Terminal terminal)
    {
        foreach (var work in report.Works)
        {
            Print(work, BenchReport.Columns, report.Rows(work));
        }

        if (report.Verdicts.Count > 0)
        {
            Print("goals", BenchReport.GoalColumns, report.GoalRows);
        }

        void Print(string title, IReadOnlyList<string> columns, IEnumerable<string[]> rows)
        {
            var table = new Table().Border(TableBorder.Simple).Title(Markup.Escape(title)).AddColumns([.. columns]);
            foreach (var row in rows)
            {
                table.AddRow([.. row.Select(Markup.Escape)]);
            }

            terminal.Results.Write(table);
        }
    }
}
