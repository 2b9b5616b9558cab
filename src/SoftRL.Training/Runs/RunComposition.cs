using SoftRL.Core;
using SoftRL.Environments;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Training;

/// <summary>Puts together what a run needs from its spec.</summary>
internal static class RunComposition
{
    /// <summary>Builds the agent of a spec.</summary>
    public static IAgent CreateAgent(RunSpec spec, long scheduledSteps, AgentCatalog agents, Func<string, EnvironmentSpec> environments, Device device)
        => CreateAgent(spec, spec.EnvironmentCount, scheduledSteps, agents, environments, device);

    /// <summary>Builds what collects and learns.</summary>
    /// <exception cref="OptionsException">Shards are asked for, but the agent, the environment or the normalisation has none.</exception>
    public static ITrainingLoop CreateLoop(
        RunSpec spec, long scheduledSteps, IAgent agent, RunNormalization normalization, EpisodeStatistics episodes, AgentCatalog agents, Func<string, EnvironmentSpec> environments, Device device)
    {
        var environment = environments(spec.Environment);
        var seed = Seeds.Derive(spec.Seed, "environments");
        if (spec.Shards == 1 || agent is IMinibatchAgent)
        {
            return new SingleLoop(agent, normalization.ForTraining(environment.CreateVector(spec.EnvironmentCount, seed, spec.EnvironmentThreads)), episodes, device);
        }

        var shared = agent as IGradientAgent
            ?? throw new OptionsException($"shards is {spec.Shards}; the agent '{spec.Agent}' with these options learns in one piece. Allowed: shards = 1.");
        if (spec.Shards > spec.EnvironmentCount)
        {
            throw new OptionsException($"shards is {spec.Shards}; each needs an environment. Allowed: 1 to {spec.EnvironmentCount}, the number of environments.");
        }

        if (spec.Normalize != Normalization.None)
        {
            throw new OptionsException($"shards is {spec.Shards} and normalize is {spec.Normalize}; running statistics are of all environments together. Allowed: shards = 1, or normalize = none.");
        }

        if (!environment.HasParts)
        {
            throw new OptionsException($"shards is {spec.Shards}; {spec.Environment} steps its environments in one piece. Allowed: shards = 1 (env-threads shares the stepping).");
        }

        return new ShardedLoop(
            shared,
            count => (IGradientAgent)CreateAgent(spec, count, scheduledSteps, agents, environments, device),
            (first, count) => environment.CreateShard(first, count, seed),
            spec.EnvironmentCount,
            spec.Shards,
            episodes,
            device);
    }

    private static IAgent CreateAgent(
        RunSpec spec, int environmentCount, long scheduledSteps, AgentCatalog agents, Func<string, EnvironmentSpec> environments, Device device)
    {
        var environment = environments(spec.Environment);
        var context = new AgentContext(
            environment.ObservationSpace,
            environment.ActionSpace,
            environmentCount,
            device,
            Seeds.Derive(spec.Seed, "initialisation"),
            scheduledSteps,
            reference => CreateReference(reference, environment, agents, environments, device))
        {
            Shards = spec.Shards,
            Density = directory => LoadReference<IDensityPolicy>(directory, environment, agents, environments, device),
        };
        return agents.Find(spec.Agent).Create(spec.AgentOptions, context);
    }

    /// <summary>Loads a run's agent from its newest good checkpoint; it acts, so it has no shards.</summary>
    public static (IAgent Agent, RunFile File, RunNormalization Normalization) LoadAgent(
        string directory, AgentCatalog agents, Func<string, EnvironmentSpec> environments, Device device, Action<string> warn)
    {
        var file = RunFile.Read(directory);
        var checkpoint = RequireCheckpoint(directory, file.KeepCheckpoints, warn);
        var agent = CreateAgent(file.ToSpec(agents) with { Shards = 1 }, file.ScheduledSteps, agents, environments, device);
        try
        {
            agent.LoadPolicy(checkpoint);
            var normalization = new RunNormalization(file.Normalize, environments(file.Environment).ObservationSpace);
            normalization.Load(checkpoint);
            return (agent, file, normalization);
        }
        catch
        {
            agent.Dispose();
            throw;
        }
    }

    /// <summary>The store of a run's checkpoints.</summary>
    public static CheckpointStore Checkpoints(string directory, int keep) => new(Path.Combine(directory, "checkpoints"), keep);

    /// <summary>The newest good checkpoint, or null when there never was one; damaged ones are reported.</summary>
    /// <exception cref="CheckpointException">There are checkpoints but none is good.</exception>
    public static Checkpoint? NewestCheckpoint(CheckpointStore store, Action<string> warn)
    {
        var found = store.LoadLatest();
        foreach (var refused in found.Refused)
        {
            warn(refused.ToString());
        }

        return found.Latest is null && found.Refused.Count > 0
            ? throw new CheckpointException($"No usable checkpoint: {string.Join("; ", found.Refused)}")
            : found.Latest;
    }

    private static Checkpoint RequireCheckpoint(string directory, int keep, Action<string> warn)
        => NewestCheckpoint(Checkpoints(directory, keep), warn) ?? throw new RunException($"'{directory}' has no checkpoint yet.");

    private static IReferencePolicy CreateReference(
        string reference, EnvironmentSpec environment, AgentCatalog agents, Func<string, EnvironmentSpec> environments, Device device)
    {
        switch (reference)
        {
            case "entropy":
                return FixedReference.CountingMeasure();
            case "uniform":
                var actions = environment.ActionSpace as DiscreteActions
                    ?? throw new OptionsException($"reference is 'uniform'; {environment.Id} has {environment.ActionSpace}, for which an agent has its own.");
                using (var uniform = ReferencePolicies.Uniform(actions.Count))
                {
                    return FixedReference.From(uniform, device);
                }

            default:
                return new AgentReference((IAgent)LoadReference<IDiscretePolicy>(reference, environment, agents, environments, device));
        }
    }

    private static TPolicy LoadReference<TPolicy>(
        string directory, EnvironmentSpec environment, AgentCatalog agents, Func<string, EnvironmentSpec> environments, Device device)
        where TPolicy : class
    {
        if (!Directory.Exists(directory))
        {
            throw new OptionsException($"reference is '{directory}'; allowed: uniform, entropy, or the directory of a trained run.");
        }

        var (agent, file, _) = LoadAgent(directory, agents, environments, device, _ => { });
        var prior = environments(file.Environment);
        // An agent may have a policy of either kind; what is asked for must be the one of these actions.
        var asked = environment.ActionSpace is DiscreteActions == (typeof(TPolicy) == typeof(IDiscretePolicy));
        if (asked && agent is TPolicy policy && prior.ActionSpace == environment.ActionSpace && prior.ObservationSpace.Shape.SequenceEqual(environment.ObservationSpace.Shape))
        {
            return policy;
        }

        agent.Dispose();
        throw new OptionsException(
            $"The reference '{directory}' was trained on {file.Environment} ({prior.ObservationSpace}, {prior.ActionSpace}), which does not fit {environment.Id} ({environment.ObservationSpace}, {environment.ActionSpace}).");
    }
}
