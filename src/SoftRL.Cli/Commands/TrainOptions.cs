using System.CommandLine;
using SoftRL.Training;

namespace SoftRL.Cli;

/// <summary>The arguments and options of <c>softrl train</c>.</summary>
internal sealed class TrainOptions
{
    private readonly Argument<string?> _agent = new("AGENT") { Description = "The agent; softrl agents lists them.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _environment = new("--env") { Description = "The environment; softrl envs lists them.", HelpName = "ID" };
    private readonly Option<long?> _steps = Options.Whole("--steps", "Environment steps in all. Default 500,000.", 1);
    private readonly Option<ulong?> _seed = Options.Seed("Seed of the whole run. Default 1.");
    private readonly Option<long?> _environments = Options.Whole("--envs", "Environments stepped together. Default the agent's: 16, or 1 with a replay memory.", 1, 1_000_000);
    private readonly Option<string?> _device = new("--device") { Description = "cpu, cuda or cuda:N. Default cpu.", HelpName = "cpu|cuda" };
    private readonly Option<long?> _threads = Options.Whole("--threads", $"Threads of tensor operations. Default {ComputeRuntime.DefaultThreads}.", 1, 1024);
    private readonly Option<long?> _shards = Options.Whole("--shards", "Threads that share the environments (a2c, softq, spg) or each minibatch (dqn, sac, ddpg): faster on several cores. Default 1.", 1, 1024);
    private readonly Option<long?> _environmentThreads = Options.Whole("--env-threads", "Threads that step environments; results do not depend on it. Default 1.", 1, 1024);
    private readonly Option<string[]> _set = new("--set") { Description = "An option of the agent; may be repeated.", HelpName = "key=value", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string?> _normalize = new("--normalize") { Description = "What running statistics normalise: none, observations, rewards or both. Default none.", HelpName = "WHAT" };
    private readonly Option<string?> _atari = new("--atari") { Description = "Preprocessing of Atari games: dqn, a2c or v5; the same as @dqn … at the end of the id. Default by the id.", HelpName = "PRESET" };
    private readonly Option<string?> _python = Python.Option();
    private readonly Option<string?> _config = new("--config") { Description = "A JSON file with settings, such as the run.json of another run. The command line wins.", HelpName = "F" };
    private readonly Option<string?> _out = new("--out") { Description = "The run directory. Default runs/AGENT-ENV-seedS.", HelpName = "DIR" };
    private readonly Option<long?> _evaluateEvery = Options.Whole("--eval-every", "Environment steps between evaluations; 0 for only the last. Default 50,000.", 0);
    private readonly Option<long?> _evaluationEpisodes = Options.Whole("--eval-episodes", "Episodes of each evaluation on the way; the last has 100. Default 20.", 1, 10_000_000);
    private readonly Option<long?> _checkpointEvery = Options.Whole("--checkpoint-every", "Environment steps between checkpoints. Default 100,000.", 1);
    private readonly Option<string?> _resume = new("--resume") { Description = "Go on with the run in this directory. Only --steps, --env-threads and --checkpoint-every may differ.", HelpName = "DIR" };
    private readonly Option<bool> _quiet = new("--quiet") { Description = "Show no progress." };

    /// <summary>Adds everything to the command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        command.Add(_agent);
        Option[] options = [_environment, _steps, _seed, _environments, _device, _threads, _shards, _environmentThreads, _normalize, _atari, _python, _set, _config, _out, _evaluateEvery, _evaluationEpisodes, _checkpointEvery, _resume, _quiet];
        foreach (var option in options)
        {
            command.Add(option);
        }
    }

    /// <summary>Reads what was given.</summary>
    /// <param name="parsed">A parse without errors.</param>
    /// <returns>The request.</returns>
    public TrainRequest Read(ParseResult parsed)
    {
        Python.Use(parsed.GetValue(_python));
        return Request(parsed);
    }

    private static string? Preset(string? environment, string? preset)
        => preset is null
            ? environment
            : environment?.StartsWith("Atari/", StringComparison.Ordinal) == true && !environment.Contains('@', StringComparison.Ordinal)
                ? $"{environment}@{preset}"
                : throw new UsageException($"--atari {preset} goes with --env Atari/GAME, and with no preset in the id; the environment is '{environment}'.");

    private static Normalization? Kind(string? name) => name switch
    {
        null => null,
        _ when Enum.TryParse<Normalization>(name, ignoreCase: true, out var kind) && !int.TryParse(name, out _) => kind,
        _ => throw new UsageException($"--normalize is '{name}'; allowed: none, observations, rewards, both."),
    };

    private TrainRequest Request(ParseResult parsed) => new()
    {
        Overrides = new RunOverrides
        {
            Agent = parsed.GetValue(_agent),
            Environment = Preset(parsed.GetValue(_environment), parsed.GetValue(_atari)),
            Normalize = Kind(parsed.GetValue(_normalize)),
            Steps = parsed.GetValue(_steps),
            Seed = parsed.GetValue(_seed),
            EnvironmentCount = (int?)parsed.GetValue(_environments),
            EnvironmentThreads = (int?)parsed.GetValue(_environmentThreads),
            Shards = (int?)parsed.GetValue(_shards),
            Threads = (int?)parsed.GetValue(_threads),
            Device = parsed.GetValue(_device),
            EvaluateEvery = parsed.GetValue(_evaluateEvery),
            CheckpointEvery = parsed.GetValue(_checkpointEvery),
            AgentOptions = parsed.GetValue(_set) ?? [],
        },
        EvaluationEpisodes = (int?)parsed.GetValue(_evaluationEpisodes),
        ConfigFile = parsed.GetValue(_config),
        OutputDirectory = parsed.GetValue(_out),
        ResumeDirectory = parsed.GetValue(_resume),
        Quiet = parsed.GetValue(_quiet),
    };
}
