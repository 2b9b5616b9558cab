using System.CommandLine;
using System.Text.Json.Nodes;
using SoftRL.Environments;
using SoftRL.Training;

namespace SoftRL.Cli;

/// <summary><c>softrl evaluate</c>: plays episodes with what a run has learned.</summary>
internal static class EvaluateCommand
{
    /// <summary>Builds the command.</summary>
    /// <param name="terminal">Where to write.</param>
    /// <param name="agents">The agents on offer.</param>
    /// <returns>The command.</returns>
    public static Command Create(Terminal terminal, AgentCatalog agents)
    {
        var directory = new Argument<string>("DIR") { Description = "A run directory." };
        var episodes = Options.Whole("--episodes", "How many. Default 100.", 1, 10_000_000);
        var seed = Options.Seed("Seed of environments and actions. Default 1.");
        var policy = new Option<string>("--policy") { Description = "sampled: draw actions from the policy, as in training; greedy: the most probable one. Default sampled.", HelpName = "sampled|greedy" };
        var device = new Option<string?>("--device") { Description = "cpu, cuda or cuda:N. Default cpu.", HelpName = "cpu|cuda" };
        var record = new Option<string?>("--record") { Description = $"Record the first episode, at most {Figures.Count(Recordings.MaxPictures)} pictures of it: NAME.gif, an animation; NAME.png, numbered pictures; FOLDER/, numbered pictures in a folder.", HelpName = "PATH" };
        var watch = new Option<bool>("--watch") { Description = "Play one episode after the other in the terminal, at the pace of the environment; q ends it." };
        var python = Python.Option();
        var command = new Command("evaluate", "Play episodes with the newest checkpoint of a run.") { directory, episodes, seed, policy, device, record, watch, python, Options.Json() };
        command.SetAction(parsed =>
        {
            Python.Use(parsed.GetValue(python));
            using var viewing = new Viewing(parsed.GetValue(record), parsed.GetValue(watch), terminal);
            var result = Evaluate(
                parsed.GetRequiredValue(directory),
                (int)(parsed.GetValue(episodes) ?? 100),
                parsed.GetValue(seed) ?? 1,
                Choice(parsed.GetValue(policy)),
                parsed.GetValue(device) ?? "cpu",
                viewing,
                terminal,
                agents);
            if (viewing.Unfinished)
            {
                terminal.Warning("nothing was recorded: playing ended before the first episode did.");
            }

            Print(result, viewing.Recorded, terminal);
            return ExitCode.Done;
        });
        return command;
    }

    private static ActionChoice Choice(string? name) => name switch
    {
        null or "sampled" => ActionChoice.Sampled,
        "greedy" => ActionChoice.Greedy,
        _ => throw new UsageException($"--policy is '{name}'; allowed: sampled, greedy."),
    };

    /// <summary>Null when watching was ended before the first episode was over.</summary>
    private static EvaluationResult? Evaluate(
        string directory, int episodes, ulong seed, ActionChoice choice, string device, Viewing viewing, Terminal terminal, AgentCatalog agents)
    {
        var warnings = new List<string>();
        try
        {
            if (viewing.Player is not { } player)
            {
                return Play(terminal.Warning, Evaluator.Parallel);
            }

            EvaluationResult? result = null;
            player.OnItsOwnScreen(() => result = Play(warnings.Add, parallel: 1));
            return result;
        }
        catch (Exception refused) when (refused is ArgumentException or CheckpointException)
        {
            throw new UsageException(refused.Message);
        }
        catch (WatchEndedException)
        {
            var seen = viewing.Player!.Episodes;
            return seen.Count == 0 ? null : EvaluationResult.Of([.. seen.Select(episode => episode.Return)], [.. seen.Select(episode => episode.Step)], seed);
        }
        finally
        {
            warnings.ForEach(terminal.Warning);
        }

        EvaluationResult Play(Action<string> warn, int parallel)
            => RunEvaluation.Evaluate(directory, episodes, seed, choice, agents, id => viewing.Film(viewing.Wanted ? BuiltIn.FindDrawable(id) : BuiltIn.FindEnvironment(id)), warn, device, parallel);
    }

    private static void Print(EvaluationResult? result, RecordingReport? recorded, Terminal terminal)
    {
        if (recorded is not null)
        {
            terminal.Result(recorded.Line());
        }

        terminal.Result(result is null
            ? "no episode was played to its end"
            : $"return {Figures.Short(result.MeanReturn)} ± {Figures.Short(result.StdReturn)} over {result.Episodes} episodes (from {Figures.Short(result.MinReturn)} to {Figures.Short(result.MaxReturn)}), {Figures.Short(result.MeanLength)} steps each, seed {result.Seed}");
        var report = new JsonObject
        {
            ["episodes"] = result?.Episodes ?? 0,
            ["mean_return"] = Figures.Json(result?.MeanReturn),
            ["std_return"] = Figures.Json(result?.StdReturn),
            ["min_return"] = Figures.Json(result?.MinReturn),
            ["max_return"] = Figures.Json(result?.MaxReturn),
            ["mean_length"] = Figures.Json(result?.MeanLength),
            ["seed"] = result?.Seed,
        };
        if (recorded is not null)
        {
            report["recording"] = recorded.Path;
            report["recorded_pictures"] = recorded.Pictures;
            report["recorded_steps"] = recorded.Moment.Step;
            report["recorded_return"] = Figures.Json(recorded.Moment.Return);
        }

        terminal.PrintJson(report);
    }
}
