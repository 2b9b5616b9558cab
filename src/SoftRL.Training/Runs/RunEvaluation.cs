using SoftRL.Environments;

namespace SoftRL.Training;

/// <summary>Evaluates what a run has learned so far, from its newest good checkpoint.</summary>
public static class RunEvaluation
{
    /// <summary>Plays episodes with the agent of a run directory.</summary>
    /// <param name="directory">The run directory; nothing in it is changed.</param>
    /// <param name="episodes">How many, positive.</param>
    /// <param name="seed">Seed of environments and actions.</param>
    /// <param name="choice">How actions are chosen.</param>
    /// <param name="agents">The agents known here.</param>
    /// <param name="environments">Finds an environment by id, throwing when there is none.</param>
    /// <param name="warn">Told of damaged checkpoints that were passed over, one line each.</param>
    /// <param name="device"><c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</param>
    /// <param name="parallel">How many episodes are played at a time at most, positive.</param>
    /// <returns>The returns in sum.</returns>
    /// <exception cref="RunException">There is no run, or no checkpoint yet.</exception>
    /// <exception cref="CheckpointException">Every checkpoint is damaged.</exception>
    public static EvaluationResult Evaluate(
        string directory,
        int episodes,
        ulong seed,
        ActionChoice choice,
        AgentCatalog agents,
        Func<string, EnvironmentSpec> environments,
        Action<string> warn,
        string device = "cpu",
        int parallel = Evaluator.Parallel)
    {
        ArgumentNullException.ThrowIfNull(environments);
        ComputeRuntime.Prepare();
        var place = ComputeRuntime.FindDevice(device);
        var (agent, file, normalization) = RunComposition.LoadAgent(directory, agents, environments, place, warn);
        using (agent)
        {
            ComputeRuntime.UseThreads(file.Threads);
            var environment = environments(file.Environment);
            return Evaluator.Evaluate(
                agent, (count, episodeSeed) => normalization.ForEvaluation(environment.CreateVector(count, episodeSeed)), episodes, seed, choice, place, parallel);
        }
    }
}
