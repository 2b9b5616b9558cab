using SoftRL.Environments;

namespace SoftRL.Training;

/// <summary>Steps an agent's behaviour policy through the environments for one rollout.</summary>
public sealed class RolloutCollector
{
    private readonly IVectorEnvironment _environment;
    private readonly RolloutBuffer _rollout;
    private readonly ActionStep _actions;
    private readonly Action<double, int> _ended;

    /// <summary>Puts together what a rollout needs.</summary>
    /// <param name="environment">The environments, reset or restored. Borrowed.</param>
    /// <param name="rollout">The buffer to fill. Borrowed.</param>
    /// <param name="statistics">Receives finished episodes. Borrowed.</param>
    public RolloutCollector(IVectorEnvironment environment, RolloutBuffer rollout, EpisodeStatistics statistics)
        : this(environment, rollout, (statistics ?? throw new ArgumentNullException(nameof(statistics))).Add)
    {
    }

    internal RolloutCollector(IVectorEnvironment environment, RolloutBuffer rollout, Action<double, int> ended)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(rollout);
        (_environment, _rollout, _ended) = (environment, rollout, ended);
        _actions = new ActionStep(environment);
    }

    /// <summary>Collects T steps of N environments.</summary>
    /// <param name="agent">Acts. Borrowed.</param>
    /// <param name="random">Exploration; advanced.</param>
    /// <exception cref="DivergedException">The agent's policy is not finite.</exception>
    public void Collect(IAgent agent, ref Xoshiro256 random) => Collect(agent, ref random, 0, 0);

    /// <summary>Collects, passing over the random numbers that other environments of the same step are given.</summary>
    /// <param name="agent">Acts. Borrowed.</param>
    /// <param name="random">Exploration; advanced.</param>
    /// <param name="before">Numbers for environments before these, per step.</param>
    /// <param name="after">Numbers for environments after these, per step.</param>
    internal void Collect(IAgent agent, ref Xoshiro256 random, int before, int after)
    {
        ArgumentNullException.ThrowIfNull(agent);
        _rollout.Begin();
        _environment.Observations.CopyTo(_rollout.ObservationMemory(0));
        for (var step = 0; step < _rollout.Steps; step++)
        {
            var actions = _rollout.ActionMemory(step);
            Skip(ref random, before);
            agent.Explore(_rollout.ObservationsAt(step), ref random, actions);
            Skip(ref random, after);
            _actions.Take(actions);
            _rollout.Record(step, _environment);
            _environment.Observations.CopyTo(_rollout.ObservationMemory(step + 1));
            CountEpisodes();
        }
    }

    private static void Skip(ref Xoshiro256 random, int draws)
    {
        for (var draw = 0; draw < draws; draw++)
        {
            _ = random.NextDouble();
        }
    }

    private void CountEpisodes()
    {
        var ends = _environment.Ends;
        for (var index = 0; index < ends.Length; index++)
        {
            if (ends[index] != StepEnd.None && _environment.EpisodeLengths[index] > 0)
            {
                _ended(_environment.EpisodeReturns[index], _environment.EpisodeLengths[index]);
            }
        }
    }
}
