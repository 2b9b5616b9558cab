using System.CommandLine;
using System.Text.Json.Nodes;
using SoftRL.Environments;
using Spectre.Console;

namespace SoftRL.Cli;

/// <summary><c>softrl envs</c>: the environments there are.</summary>
internal static class EnvsCommand
{
    /// <summary>Builds the command.</summary>
    /// <param name="terminal">Where to write.</param>
    /// <returns>The command.</returns>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("envs", "List the environments.") { Options.Json() };
        command.SetAction(_ =>
        {
            var table = new Table().Border(TableBorder.Simple).AddColumns("--env", "observation", "actions", "step limit", "solved at", "what it is");
            foreach (var spec in BuiltIn.Environments)
            {
                table.AddRow(
                    Markup.Escape(spec.Id), Markup.Escape(Shape(spec)), Markup.Escape(Actions(spec.ActionSpace)),
                    spec.MaxEpisodeSteps is { } limit ? Figures.Count(limit) : "–", Figures.Short(spec.RewardThreshold), Markup.Escape(spec.Description));
            }

            terminal.Results.Write(table);
            foreach (var (form, meaning) in BuiltIn.Families)
            {
                terminal.Result($"{form}: {meaning}");
            }

            terminal.PrintJson(new JsonObject
            {
                ["environments"] = new JsonArray([.. BuiltIn.Environments.Select(Json)]),
                ["families"] = new JsonArray([.. BuiltIn.Families.Select(family => new JsonObject { ["form"] = family.Form, ["description"] = family.Meaning })]),
            });
            return ExitCode.Done;
        });
        return command;
    }

    private static string Shape(EnvironmentSpec spec) => $"[{string.Join(", ", spec.ObservationSpace.Shape.ToArray())}]";

    private static string Actions(ActionSpace space) => space switch
    {
        DiscreteActions discrete => Figures.Count(discrete.Count),
        BoxActions box => $"box [{box.Dimension}]",
        _ => $"{space}",
    };

    private static JsonObject Json(EnvironmentSpec spec) => new()
    {
        ["id"] = spec.Id,
        ["description"] = spec.Description,
        ["observation_shape"] = new JsonArray([.. spec.ObservationSpace.Shape.ToArray().Select(size => (JsonNode)size)]),
        ["actions"] = spec.ActionSpace is DiscreteActions discrete ? discrete.Count : null,
        ["action_dimension"] = spec.ActionSpace is BoxActions box ? box.Dimension : null,
        ["max_episode_steps"] = spec.MaxEpisodeSteps,
        ["reward_threshold"] = Figures.Json(spec.RewardThreshold),
    };
}
