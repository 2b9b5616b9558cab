using System.Text.Json;
using System.Text.Json.Nodes;
using SoftRL.Environments;
using SoftRL.Training;

namespace SoftRL.Cli;

/// <summary>
/// Settings from a file: a JSON object with the keys of <c>run.json</c> (so another run's <c>run.json</c> repeats that run), all optional.
/// What a run only reports there, its status and figures, is passed over.
/// </summary>
internal sealed class ConfigFile
{
    private static readonly string[] s_reported =
        ["format", "status", "steps_done", "seconds", "training_return", "final_evaluation", "versions", "scheduled_steps"];

    private static readonly Dictionary<string, Func<RunSpec, JsonNode, RunSpec>> s_settings = new()
    {
        ["steps"] = (spec, value) => spec with { Steps = value.GetValue<long>() },
        ["seed"] = (spec, value) => spec with { Seed = value.GetValue<ulong>() },
        ["environments"] = (spec, value) => spec with { EnvironmentCount = value.GetValue<int>() },
        ["normalize"] = (spec, value) => spec with { Normalize = Enum.Parse<Normalization>(value.GetValue<string>(), ignoreCase: true) },
        ["environment_threads"] = (spec, value) => spec with { EnvironmentThreads = value.GetValue<int>() },
        ["shards"] = (spec, value) => spec with { Shards = value.GetValue<int>() },
        ["threads"] = (spec, value) => spec with { Threads = value.GetValue<int>() },
        ["device"] = (spec, value) => spec with { Device = value.GetValue<string>() },
        ["evaluate_every"] = (spec, value) => spec with { EvaluateEvery = value.GetValue<long>() },
        ["evaluation_episodes"] = (spec, value) => spec with { EvaluationEpisodes = value.GetValue<int>() },
        ["final_episodes"] = (spec, value) => spec with { FinalEpisodes = value.GetValue<int>() },
        ["checkpoint_every"] = (spec, value) => spec with { CheckpointEvery = value.GetValue<long>() },
        ["keep_checkpoints"] = (spec, value) => spec with { KeepCheckpoints = value.GetValue<int>() },
        ["log_every"] = (spec, value) => spec with { LogEvery = value.GetValue<long>() },
    };

    private readonly string _path;
    private readonly JsonObject _settings;

    private ConfigFile(string path, JsonObject settings) => (_path, _settings) = (path, settings);

    /// <summary>The agent it names, or null.</summary>
    public string? Agent => Text("agent");

    /// <summary>The environment it names, or null.</summary>
    public string? Environment => Text("environment");

    /// <summary>The agent's options.</summary>
    public JsonObject AgentOptions => _settings["options"] switch
    {
        null => [],
        JsonObject options => options,
        _ => throw new UsageException($"'{_path}': 'options' must be an object of the agent's options."),
    };

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, or null for no settings at all.</param>
    /// <returns>Its settings; their keys are known, their values not yet checked.</returns>
    /// <exception cref="UsageException">The file cannot be read, is not a JSON object, or has an unknown key.</exception>
    public static ConfigFile Read(string? path)
    {
        if (path is null)
        {
            return new ConfigFile("", []);
        }

        try
        {
            var settings = JsonNode.Parse(File.ReadAllText(path), documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }) as JsonObject
                ?? throw new UsageException($"--config '{path}' must hold a JSON object.");
            RequireKnownKeys(path, settings);
            var file = new ConfigFile(path, settings);
            // Wrong even where the command line wins.
            _ = (file.Agent, file.Environment, file.AgentOptions);
            return file;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new UsageException($"--config '{path}' cannot be read: {unreadable.Message}");
        }
    }

    /// <summary>Applies the settings.</summary>
    /// <param name="spec">What to apply them to.</param>
    /// <returns>The spec with the settings of the file.</returns>
    /// <exception cref="UsageException">A value is of the wrong type or out of range.</exception>
    public RunSpec ApplyTo(RunSpec spec)
    {
        foreach (var (key, value) in _settings)
        {
            if (value is null || !s_settings.TryGetValue(key, out var apply))
            {
                continue;
            }

            try
            {
                spec = apply(spec, value);
            }
            catch (Exception refused) when (refused is ArgumentException or InvalidOperationException or FormatException)
            {
                throw new UsageException($"'{_path}': '{key}' is {value.ToJsonString()}: {refused.Message}");
            }
        }

        return spec;
    }

    private string? Text(string key) => _settings[key] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        var other => throw new UsageException($"'{_path}': '{key}' must be a text; it is {other.ToJsonString()}."),
    };

    private static void RequireKnownKeys(string path, JsonObject settings)
    {
        string[] known = ["agent", "environment", "options", .. s_settings.Keys];
        foreach (var (key, _) in settings)
        {
            if (!known.Contains(key) && !s_reported.Contains(key))
            {
                var nearest = NearestNames.Suggest(key, known);
                var hint = nearest.Count > 0 ? $" Did you mean {string.Join(" or ", nearest)}?" : string.Empty;
                throw new UsageException($"'{path}' has a setting '{key}' that does not exist.{hint} Settings: {string.Join(", ", known)}.");
            }
        }
    }
}
