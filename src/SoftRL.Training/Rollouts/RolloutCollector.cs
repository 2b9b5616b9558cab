using SoftRL.Environments;

namespace SoftRL.Training;

/// <summary>Steps an agent's behaviour policy through the environments for one rollout.</summary>
/// <param name="environment">The environments, reset or restored. Borrowed.</param>
/// <param name="rollout">The buffer to fill. Borrowed.</param>
/// <param name="statistics">Receives finished episodes. Borrowed.</param>
public sealed class RolloutCollector(IVectorEnvironment environment, RolloutBuffer rollout, EpisodeStatistics statistics)
{
    private readonly ActionStep _actions = new(environment);

    /// <summary>Collects T steps of N environments.</summary>
    /// <param name="agent">Acts. Borrowed.</param>
    /// <param name="random">Exploration; advanced.</param>
    /// <exception cref="DivergedException">The agent's policy is not finite.</exception>
    public void Collect(IAgent agent, ref Xoshiro256 random)
    {
        ArgumentNullException.ThrowIfNull(agent);
        rollout.Begin();
        environment.Observations.CopyTo(rollout.ObservationMemory(0));
        for (var step = 0; step < rollout.Steps; step++)
        {
            var actions = rollout.ActionMemory(step);
            agent.Explore(rollout.ObservationsAt(step), ref random, actions);
            _actions.Take(actions);
            rollout.Record(step, environment);
            environment.Observations.CopyTo(rollout.ObservationMemory(step + 1));
            CountEpisodes();
        }
    }

    private void CountEpisodes()
    {
        var ends = environment.Ends;
        for (var index = 0; index < ends.Length; index++)
        {
            if (ends[index] != StepEnd.None && environment.EpisodeLengths[index] > 0)
            {
                statistics.Add(environment.EpisodeReturns[index], environment.EpisodeLengths[index]);
            }
        }
    }
}
