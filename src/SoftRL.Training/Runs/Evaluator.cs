using SoftRL.Environments;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Training;

/// <summary>Plays episodes with an agent in environments of its own; nothing of it touches training.</summary>
public static class Evaluator
{
    /// <summary>Steps after which an episode that has no limit of its own is counted as it stands.</summary>
    public const int EpisodeStepLimit = 100_000;

    /// <summary>How many episodes are played at a time unless something else is asked for.</summary>
    public const int Parallel = 16;

    /// <summary>Plays episodes and sums up their returns.</summary>
    /// <param name="agent">Acts. Borrowed.</param>
    /// <param name="create">Makes N environments from N and the seed of their episodes.</param>
    /// <param name="episodes">How many, positive. They are split evenly over the environments beforehand, so that short episodes are not preferred.</param>
    /// <param name="seed">Seed of environments and actions.</param>
    /// <param name="choice">How actions are chosen.</param>
    /// <param name="device">The agent's device.</param>
    /// <param name="parallel">How many are played at a time at most, positive.</param>
    /// <returns>The returns in sum.</returns>
    /// <exception cref="DivergedException">The policy is not finite.</exception>
    public static EvaluationResult Evaluate(
        IAgent agent,
        Func<int, ulong, IVectorEnvironment> create,
        int episodes,
        ulong seed,
        ActionChoice choice,
        Device device,
        int parallel = Parallel)
    {
        ArgumentNullException.ThrowIfNull(agent);
        ArgumentNullException.ThrowIfNull(create);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(episodes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(parallel);
        var count = Math.Min(episodes, parallel);
        using var environment = create(count, Seeds.Derive(seed, "environments"));
        environment.Reset();
        using var buffer = new RolloutBuffer(1, count, environment.ObservationSpace, device, environment.ActionSpace);
        var random = new Xoshiro256(Seeds.Derive(seed, "actions"));
        var returns = new List<double>(episodes);
        var lengths = new List<int>(episodes);
        var remaining = new int[count];
        for (var index = 0; index < count; index++)
        {
            remaining[index] = (episodes / count) + (index < episodes % count ? 1 : 0);
        }

        var running = new double[count];
        var runningLength = new int[count];
        var actions = new ActionStep(environment);
        while (returns.Count < episodes)
        {
            Choose(agent, environment, buffer, choice, ref random);
            actions.Take(buffer.ActionMemory(0));
            for (var index = 0; index < count; index++)
            {
                running[index] += environment.Rewards[index];
                runningLength[index]++;
                var ended = environment.Ends[index] != StepEnd.None;
                var finished = ended && environment.EpisodeLengths[index] > 0;
                if (!finished && runningLength[index] < EpisodeStepLimit)
                {
                    continue;
                }

                if (remaining[index] > 0)
                {
                    remaining[index]--;
                    returns.Add(finished ? environment.EpisodeReturns[index] : running[index]);
                    lengths.Add(finished ? environment.EpisodeLengths[index] : runningLength[index]);
                }

                (running[index], runningLength[index]) = (0, 0);
            }
        }

        return EvaluationResult.Of(returns, lengths, seed);
    }

    /// <summary>Plays episodes in environments of a specification.</summary>
    /// <param name="agent">Acts. Borrowed.</param>
    /// <param name="environment">Makes the environments.</param>
    /// <param name="episodes">As above.</param>
    /// <param name="seed">Seed of environments and actions.</param>
    /// <param name="choice">How actions are chosen.</param>
    /// <param name="device">The agent's device.</param>
    /// <param name="parallel">How many are played at a time at most, positive.</param>
    /// <returns>The returns in sum.</returns>
    /// <exception cref="DivergedException">The policy is not finite.</exception>
    public static EvaluationResult Evaluate(
        IAgent agent, EnvironmentSpec environment, int episodes, ulong seed, ActionChoice choice, Device device, int parallel = Parallel)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return Evaluate(agent, (count, environmentSeed) => environment.CreateVector(count, environmentSeed), episodes, seed, choice, device, parallel);
    }

    private static void Choose(
        IAgent agent, IVectorEnvironment environment, RolloutBuffer buffer, ActionChoice choice, ref Xoshiro256 random)
    {
        using var scope = NewDisposeScope();
        environment.Observations.CopyTo(buffer.ObservationMemory(0));
        var actions = buffer.ActionMemory(0);
        if (choice == ActionChoice.Greedy)
        {
            agent.ActGreedily(buffer.ObservationsAt(0), actions);
        }
        else
        {
            agent.Act(buffer.ObservationsAt(0), ref random, actions);
        }
    }
}
