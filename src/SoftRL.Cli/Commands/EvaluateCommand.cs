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
        var command = new Command("evaluate", "Play episodes with the newest checkpoint of a run.") { directory, episodes, seed, policy, device, Options.Json() };
        command.SetAction(parsed =>
        {
            var result = Evaluate(
                parsed.GetRequiredValue(directory),
                (int)(parsed.GetValue(episodes) ?? 100),
                parsed.GetValue(seed) ?? 1,
                Choice(parsed.GetValue(policy)),
                parsed.GetValue(device) ?? "cpu",
                terminal,
                agents);
            Print(result, terminal);
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

    private static EvaluationResult Evaluate(
        string directory, int episodes, ulong seed, ActionChoice choice, string device, Terminal terminal, AgentCatalog agents)
    {
        try
        {
            return RunEvaluation.Evaluate(directory, episodes, seed, choice, agents, BuiltIn.FindEnvironment, terminal.Warning, device);
        }
        catch (Exception refused) when (refused is ArgumentException or CheckpointException)
        {
            throw new UsageException(refused.Message);
        }
    }

    private static void Print(EvaluationResult result, Terminal terminal)
    {
        terminal.Result(
            $"return {Figures.Short(result.MeanReturn)} ± {Figures.Short(result.StdReturn)} over {result.Episodes} episodes (from {Figures.Short(result.MinReturn)} to {Figures.Short(result.MaxReturn)}), {Figures.Short(result.MeanLength)} steps each, seed {result.Seed}");
        terminal.PrintJson(new JsonObject
        {
            ["episodes"] = result.Episodes,
            ["mean_return"] = Figures.Json(result.MeanReturn),
            ["std_return"] = Figures.Json(result.StdReturn),
            ["min_return"] = Figures.Json(result.MinReturn),
            ["max_return"] = Figures.Json(result.MaxReturn),
            ["mean_length"] = Figures.Json(result.MeanLength),
            ["seed"] = result.Seed,
        });
    }
}
