using SoftRL.Environments;
using SoftRL.Training;

namespace SoftRL.Cli;

/// <summary>From what was asked for to what the run does: defaults, then the file, then the command line.</summary>
internal static class RunSpecs
{
    /// <summary>The spec of a new run.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="agents">The agents on offer.</param>
    /// <returns>The spec; agent, environment and options exist and are in range.</returns>
    /// <exception cref="UsageException">Something is missing or out of range.</exception>
    public static RunSpec For(TrainRequest request, AgentCatalog agents)
    {
        var config = ConfigFile.Read(request.ConfigFile);
        var asked = request.Overrides;
        var name = asked.Agent ?? config.Agent
            ?? throw new UsageException($"Which agent? softrl train AGENT --env ID; agents: {string.Join(", ", agents.Agents.Select(agent => agent.Name))}.");
        var agent = agents.Find(name);
        var environment = asked.Environment ?? config.Environment
            ?? throw new UsageException($"Which environment? --env ID; environments: {string.Join(", ", BuiltIn.Environments.Select(spec => spec.Id))}.");
        var options = OptionsBinder.Apply(OptionsBinder.Apply(agent.DefaultOptions(), config.AgentOptions), asked.AgentOptions);
        var spec = config.ApplyTo(new RunSpec { Agent = agent.Name, Environment = BuiltIn.FindEnvironment(environment).Id, AgentOptions = options, EnvironmentCount = agent.DefaultEnvironments });
        try
        {
            return spec with
            {
                Steps = asked.Steps ?? spec.Steps,
                Seed = asked.Seed ?? spec.Seed,
                EnvironmentCount = asked.EnvironmentCount ?? spec.EnvironmentCount,
                Normalize = asked.Normalize ?? spec.Normalize,
                EnvironmentThreads = asked.EnvironmentThreads ?? spec.EnvironmentThreads,
                Shards = asked.Shards ?? spec.Shards,
                Threads = asked.Threads ?? spec.Threads,
                Device = asked.Device ?? spec.Device,
                EvaluateEvery = asked.EvaluateEvery ?? spec.EvaluateEvery,
                EvaluationEpisodes = request.EvaluationEpisodes ?? spec.EvaluationEpisodes,
                CheckpointEvery = asked.CheckpointEvery ?? spec.CheckpointEvery,
            };
        }
        catch (ArgumentException refused)
        {
            throw new UsageException(refused.Message);
        }
    }

    /// <summary>A directory for a run that names none: <c>runs/AGENT-ENV-seedS</c>, numbered when that is taken.</summary>
    /// <param name="spec">What the run does.</param>
    /// <returns>A directory that does not exist.</returns>
    public static string FreshDirectory(RunSpec spec)
    {
        var name = $"{spec.Agent}-{spec.Environment.Replace('/', '-')}-seed{spec.Seed}";
        var first = Path.Combine("runs", name);
        return Directory.Exists(first)
            ? Enumerable.Range(2, int.MaxValue - 2).Select(number => $"{first}-{number}").First(candidate => !Directory.Exists(candidate))
            : first;
    }
}
