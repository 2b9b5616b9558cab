using System.Text.Json;
using System.Text.Json.Nodes;

namespace SoftRL.Environments.Gymnasium;

/// <summary>How environments are played by Python processes.</summary>
public sealed record GymnasiumOptions
{
    /// <summary>
    /// The Python to run: a path, or a name that is searched for as the shell would. Default null: the environment variable
    /// <c>SOFTRL_PYTHON</c>, and without it <c>python3</c> (<c>python</c> on Windows).
    /// </summary>
    public string? Python
    {
        get;
        init => field = value is null || !string.IsNullOrWhiteSpace(value)
            ? value
            : throw new ArgumentException("Python must be a path or null.", nameof(Python));
    }

    /// <summary>
    /// Keyword arguments of <c>gymnasium.make</c>, a JSON object, for example <c>{"gravity": -5.0}</c>. Default <c>{}</c>.
    /// </summary>
    public string Arguments
    {
        get;
        init => field = Parse(value) is not null
            ? value
            : throw new ArgumentException($"Arguments must be a JSON object such as {{\"gravity\": -5.0}}, not '{value}'.", nameof(Arguments));
    } = "{}";

    /// <summary>
    /// Number of worker processes, positive; never more than there are environments. Default null: as many as the threads
    /// asked for. What is played does not depend on it.
    /// </summary>
    public int? Workers
    {
        get;
        init => field = value is null or > 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Workers), value, "Workers must be positive or null.");
    }

    /// <summary>
    /// Whether the environments can be drawn: they are then made with <c>render_mode="rgb_array"</c>, which needs what they draw
    /// with (often pygame). Default false.
    /// </summary>
    public bool Drawable { get; init; }

    /// <summary>Seconds that a worker has to start Python, import and make its environments; positive. Default 120.</summary>
    public double StartSeconds { get; init => field = Seconds(value, nameof(StartSeconds)); } = 120;

    /// <summary>Seconds that a worker has for one step, reset or picture of all its environments; positive. Default 60.</summary>
    public double StepSeconds { get; init => field = Seconds(value, nameof(StepSeconds)); } = 60;

    /// <summary>Seconds that a worker has to close its environments and leave before it is killed; positive. Default 2.</summary>
    public double CloseSeconds { get; init => field = Seconds(value, nameof(CloseSeconds)); } = 2;

    /// <summary>The Python that <see cref="Python"/> comes to.</summary>
    internal string ResolvedPython =>
        Python ?? (Environment.GetEnvironmentVariable("SOFTRL_PYTHON") is { Length: > 0 } named ? named
            : OperatingSystem.IsWindows() ? "python" : "python3");

    /// <summary><see cref="Arguments"/>, parsed.</summary>
    internal JsonObject ParsedArguments => Parse(Arguments)!;

    private static JsonObject? Parse(string? text)
    {
        try
        {
            return text is null ? null : JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static double Seconds(double value, string name) =>
        value is > 0 and <= 1_000_000 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must be in (0, 1000000].");
}
