using System.Text.Json.Nodes;

namespace SoftRL.Environments.Gymnasium;

/// <summary>What workers play, and how.</summary>
/// <param name="Name">What messages call it, for example <c>gym:CartPole-v1</c>.</param>
/// <param name="Kind"><c>environments</c> or <c>frames</c>.</param>
/// <param name="Id">What Python makes.</param>
/// <param name="Options">Which Python, arguments and limits of time.</param>
internal sealed record WorkerSetup(string Name, string Kind, string Id, GymnasiumOptions Options)
{
    /// <summary>Another worker script than ours, for tests of faults.</summary>
    public string? Script { get; init; }

    /// <summary>Whether workers connect to a port instead of a Unix socket: where Python has no such sockets.</summary>
    public bool UseLoopback { get; init; } = OperatingSystem.IsWindows();

    /// <summary>How an id that the worker suggests is written here.</summary>
    public string NearFormat { get; init; } = "gym:{0}";

    public TimeSpan StartLimit => TimeSpan.FromSeconds(Options.StartSeconds);

    public TimeSpan StepLimit => TimeSpan.FromSeconds(Options.StepSeconds);

    public TimeSpan CloseLimit => TimeSpan.FromSeconds(Options.CloseSeconds);

    /// <summary>The line of JSON that a worker reads first.</summary>
    public JsonObject FirstLine(JsonNode address, string token) => new()
    {
        ["protocol"] = 1,
        ["address"] = address,
        ["token"] = token,
        ["kind"] = Kind,
        ["id"] = Id,
        ["arguments"] = Options.ParsedArguments,
        ["render"] = Options.Drawable,
    };
}
