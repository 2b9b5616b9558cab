using System.Text.Json.Nodes;

namespace SoftRL.Cli.Tests;

/// <summary>A command line run in this process.</summary>
internal sealed record CliRun(int ExitCode, string Output, string Error)
{
    /// <summary>Standard output as the one JSON object that it must be.</summary>
    public JsonObject Json => JsonNode.Parse(Output)!.AsObject();

    public static CliRun Of(params string[] args) => Of(live: false, args);

    public static CliRun Of(bool live, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = CommandLine.Run(args, new Terminal(output, error, live), BuiltIn.Agents);
        return new CliRun(code, output.ToString(), error.ToString());
    }
}
