using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace SoftRL.Training;

/// <summary><c>run.json</c>: what a run directory holds, and how the run stands.</summary>
public sealed record RunFile
{
    /// <summary>The file's name in a run directory.</summary>
    public const string Name = "run.json";

    private const int CurrentFormat = 1;

    private static readonly JsonSerializerOptions s_json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>Format version of this file.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>The agent's name.</summary>
    public required string Agent { get; init; }

    /// <summary>The environment's id.</summary>
    public required string Environment { get; init; }

    /// <summary>Steps planned.</summary>
    public required long Steps { get; init; }

    /// <summary>Steps over which schedules run: those planned when the run was started.</summary>
    public required long ScheduledSteps { get; init; }

    /// <summary>Seed of the run.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Environments stepped together.</summary>
    public required int Environments { get; init; }

    /// <summary>What of the environments is normalised.</summary>
    public Normalization Normalize { get; init; }

    /// <summary>Threads that step environments.</summary>
    public required int EnvironmentThreads { get; init; }

    /// <summary>Threads that share the environments, or the minibatches.</summary>
    public int Shards { get; init; } = 1;

    /// <summary>Threads of tensor operations.</summary>
    public required int Threads { get; init; }

    /// <summary>Device.</summary>
    public required string Device { get; init; }

    /// <summary>Steps between evaluations.</summary>
    public required long EvaluateEvery { get; init; }

    /// <summary>Episodes of each evaluation.</summary>
    public required int EvaluationEpisodes { get; init; }

    /// <summary>Episodes of the last evaluation.</summary>
    public required int FinalEpisodes { get; init; }

    /// <summary>Steps between checkpoints.</summary>
    public required long CheckpointEvery { get; init; }

    /// <summary>Checkpoints kept.</summary>
    public required int KeepCheckpoints { get; init; }

    /// <summary>Steps between rows of metrics.</summary>
    public required long LogEvery { get; init; }

    /// <summary>The agent's options, exactly.</summary>
    public required JsonObject Options { get; init; }

    /// <summary>How the run stands.</summary>
    public RunStatus Status { get; init; } = RunStatus.Running;

    /// <summary>Steps done when the status was written.</summary>
    public long StepsDone { get; init; }

    /// <summary>Seconds of training so far.</summary>
    public double Seconds { get; init; }

    /// <summary>Mean return of the last hundred training episodes; NaN when none had finished.</summary>
    public double TrainingReturn { get; init; } = double.NaN;

    /// <summary>The evaluation that ended the run.</summary>
    public EvaluationResult? FinalEvaluation { get; init; }

    /// <summary>Versions of what ran.</summary>
    public IReadOnlyDictionary<string, string> Versions { get; init; } = CurrentVersions();

    /// <summary>The file for a spec.</summary>
    /// <param name="spec">What the run does.</param>
    /// <returns>The file's contents, status running.</returns>
    public static RunFile For(RunSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return new RunFile
        {
            Agent = spec.Agent,
            Environment = spec.Environment,
            Steps = spec.Steps,
            ScheduledSteps = spec.Steps,
            Seed = spec.Seed,
            Environments = spec.EnvironmentCount,
            Normalize = spec.Normalize,
            EnvironmentThreads = spec.EnvironmentThreads,
            Shards = spec.Shards,
            Threads = spec.Threads,
            Device = spec.Device,
            EvaluateEvery = spec.EvaluateEvery,
            EvaluationEpisodes = spec.EvaluationEpisodes,
            FinalEpisodes = spec.FinalEpisodes,
            CheckpointEvery = spec.CheckpointEvery,
            KeepCheckpoints = spec.KeepCheckpoints,
            LogEvery = spec.LogEvery,
            Options = OptionsBinder.ToJson(spec.AgentOptions),
        };
    }

    /// <summary>The spec that this file was made from.</summary>
    /// <param name="agents">The agents known here.</param>
    /// <returns>The spec, without an output directory of its own.</returns>
    /// <exception cref="UnknownAgentException">The agent is not known here.</exception>
    public RunSpec ToSpec(AgentCatalog agents)
    {
        ArgumentNullException.ThrowIfNull(agents);
        return new RunSpec
        {
            Agent = Agent,
            Environment = Environment,
            AgentOptions = OptionsBinder.Apply(agents.Find(Agent).DefaultOptions(), Options),
            Steps = Steps,
            Seed = Seed,
            EnvironmentCount = Environments,
            Normalize = Normalize,
            EnvironmentThreads = EnvironmentThreads,
            Shards = Shards,
            Threads = Threads,
            Device = Device,
            EvaluateEvery = EvaluateEvery,
            EvaluationEpisodes = EvaluationEpisodes,
            FinalEpisodes = FinalEpisodes,
            CheckpointEvery = CheckpointEvery,
            KeepCheckpoints = KeepCheckpoints,
            LogEvery = LogEvery,
        };
    }

    /// <summary>Reads the file of a run directory.</summary>
    /// <param name="directory">The run directory.</param>
    /// <returns>The file's contents.</returns>
    /// <exception cref="RunException">There is no such file, or it is not one of ours; the message names it.</exception>
    public static RunFile Read(string directory)
    {
        var path = Path.Combine(directory, Name);
        if (!File.Exists(path))
        {
            throw new RunException($"'{directory}' is not a run directory: it has no {Name}.");
        }

        try
        {
            var file = JsonSerializer.Deserialize<RunFile>(File.ReadAllText(path), s_json) ?? throw new JsonException("The file is empty.");
            return file.Format == CurrentFormat
                ? file
                : throw new RunException($"'{path}' has format {file.Format}; this version reads format {CurrentFormat}.");
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new RunException($"'{path}' cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Writes the file, in one piece or not at all.</summary>
    /// <param name="directory">The run directory; it exists.</param>
    public void Write(string directory)
    {
        var path = Path.Combine(directory, Name);
        var temporary = path + ".tmp";
        File.WriteAllText(temporary, JsonSerializer.Serialize(this, s_json) + "\n");
        File.Move(temporary, path, overwrite: true);
    }

    private static Dictionary<string, string> CurrentVersions() => new()
    {
        ["softrl"] = typeof(RunFile).Assembly.GetName().Version?.ToString(3) ?? "unknown",
        ["torchsharp"] = typeof(TorchSharp.torch).Assembly.GetName().Version?.ToString(3) ?? "unknown",
        ["dotnet"] = System.Environment.Version.ToString(),
        ["system"] = RuntimeInformation.OSDescription,
    };
}
