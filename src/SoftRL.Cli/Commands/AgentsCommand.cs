using System.CommandLine;
using System.Text.Json.Nodes;
using SoftRL.Training;
using Spectre.Console;

namespace SoftRL.Cli;

/// <summary><c>softrl agents</c>: what there is, with options and defaults.</summary>
internal static class AgentsCommand
{
    /// <summary>Builds the command.</summary>
    /// <param name="terminal">Where to write.</param>
    /// <param name="agents">The agents on offer.</param>
    /// <returns>The command.</returns>
    public static Command Create(Terminal terminal, AgentCatalog agents)
    {
        var name = new Argument<string?>("AGENT") { Description = "Show only this agent.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("agents", "List the agents with their options and defaults.") { name, Options.Json() };
        command.SetAction(parsed =>
        {
            var wanted = parsed.GetValue(name) is { } one ? [agents.Find(one)] : agents.Agents;
            Print(terminal, wanted);
            terminal.PrintJson(new JsonObject { ["agents"] = new JsonArray([.. wanted.Select(Json)]) });
            return ExitCode.Done;
        });
        return command;
    }

    private static void Print(Terminal terminal, IEnumerable<AgentDescriptor> agents)
    {
        foreach (var agent in agents)
        {
            terminal.Results.MarkupLineInterpolated($"[bold]{agent.Name}[/]  {agent.Description}");
            var table = new Table().Border(TableBorder.Simple).AddColumns("--set", "default", "what it is");
            foreach (var option in OptionsBinder.Describe(agent.OptionsType))
            {
                table.AddRow(Markup.Escape(option.Key), Markup.Escape(option.Default), Markup.Escape(Sentence(option)));
            }

            terminal.Results.Write(table);
        }

        terminal.Result("softrl train AGENT --env ID --set KEY=VALUE … sets options; softrl envs lists the environments.");
    }

    private static string Sentence(OptionDescription option)
    {
        string[] parts = [option.Description, option.Range.Length > 0 ? option.Range : option.Allowed, option.Unit, option.Source.Length > 0 ? $"default from {option.Source}" : ""];
        return string.Join("; ", parts.Where(part => part.Length > 0)) + ".";
    }

    private static JsonObject Json(AgentDescriptor agent) => new()
    {
        ["name"] = agent.Name,
        ["description"] = agent.Description,
        ["options"] = new JsonArray([.. OptionsBinder.Describe(agent.OptionsType).Select(option => new JsonObject
        {
            ["key"] = option.Key,
            ["default"] = option.Default,
            ["allowed"] = option.Allowed,
            ["range"] = option.Range,
            ["unit"] = option.Unit,
            ["description"] = option.Description,
            ["source"] = option.Source,
        })]),
    };
}
