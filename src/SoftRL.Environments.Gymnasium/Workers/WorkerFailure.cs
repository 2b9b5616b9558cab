using System.Text.Json;

namespace SoftRL.Environments.Gymnasium;

/// <summary>Turns a worker's report into the exception that a caller gets.</summary>
internal static class WorkerFailure
{
    /// <summary>The exception of a report.</summary>
    /// <param name="setup">What was played.</param>
    /// <param name="what">What was going on, for example <c>stepping</c>.</param>
    /// <param name="report">The worker's report.</param>
    /// <param name="tail">The worker's last lines.</param>
    public static Exception From(WorkerSetup setup, string what, JsonElement report, string tail)
    {
        var message = Text(report, "message");
        return Text(report, "kind") switch
        {
            "unavailable" => Unavailable(setup, message, Text(report, "pip")),
            "unknown" => new UnknownEnvironmentException($"There is no environment '{setup.Name}': {message}{Near(setup, report)}"),
            "space" => new EnvironmentException($"'{setup.Name}' cannot be played: {message}."),
            "nonsense" => new EnvironmentException($"{Where(setup, report)} {message} while {what}.") { EnvironmentIndex = Index(report) },
            _ => new EnvironmentException($"{Where(setup, report)} raised {Text(report, "type")} while {what}: {message}{Traceback(report)}{tail}")
            {
                EnvironmentIndex = Index(report),
            },
        };
    }

    private static EnvironmentUnavailableException Unavailable(WorkerSetup setup, string message, string package) =>
        new($"{message}. "
            + (package.Length > 0 ? $"Install it with: {setup.Options.ResolvedPython} -m pip install {package}" : "It is not installed."));

    private static string Where(WorkerSetup setup, JsonElement report) =>
        Index(report) is { } index ? $"Environment {index} ('{setup.Name}')" : $"'{setup.Name}'";

    private static string Near(WorkerSetup setup, JsonElement report) =>
        report.TryGetProperty("near", out var near) && near.ValueKind == JsonValueKind.Array && near.GetArrayLength() > 0
            ? $" Did you mean {string.Join(" or ", near.EnumerateArray().Select(id => setup.NearFormat.Replace("{0}", id.GetString(), StringComparison.Ordinal)))}?"
            : "";

    private static string Traceback(JsonElement report) =>
        report.TryGetProperty("traceback", out var lines) && lines.ValueKind == JsonValueKind.Array
            ? $"\n{string.Join('\n', lines.EnumerateArray())}"
            : "";

    private static int? Index(JsonElement report) =>
        report.TryGetProperty("index", out var index) && index.TryGetInt32(out var value) ? value : null;

    private static string Text(JsonElement report, string name) =>
        report.ValueKind == JsonValueKind.Object && report.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()!
            : "";
}
