using SoftRL.Core;
using SoftRL.Environments;
using SoftRL.Tabular;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Testing;

/// <summary>Plays rollouts of an MDP that never ends in a vector environment, each from fresh first states.</summary>
internal sealed class SampledRollouts : IDisposable
{
    private readonly VectorEnvironment environments;
    private readonly Tensor logPolicy;
    private readonly int count;
    private readonly int steps;

    /// <summary>Borrows ln π, <c>[S, A]</c>.</summary>
    internal SampledRollouts(FiniteMdp mdp, int count, int steps, Tensor logPolicy)
    {
        (this.count, this.steps, this.logPolicy) = (count, steps, logPolicy);

        // The time limit ends every episode with its rollout, so the next one starts afresh.
        environments = new VectorEnvironment(() => new MdpEnvironment(mdp, StateObservation.Index, steps), count, seed: 99);
        environments.Reset();
    }

    /// <summary>One rollout: s and a as <c>[T·N]</c>, and the terms of the backups as <c>[T, N]</c>.</summary>
    internal (Tensor States, Tensor Actions, RolloutTerms Rollout) Next(Tensor values, Tensor kl, Generator generator)
    {
        var (states, actions, nexts, rewards) = (new long[steps * count], new long[steps * count], new long[steps * count], new double[steps * count]);
        for (var t = 0; t < steps; t++)
        {
            var row = t * count;
            for (var i = 0; i < count; i++)
            {
                states[row + i] = (long)environments.Observations[i];
            }

            using var now = tensor(states[row..(row + count)]);
            using var policy = logPolicy.index_select(0, now);
            using var drawn = BoltzmannPolicies.Sample(policy, generator);
            drawn.data<long>().ToArray().CopyTo(actions, row);
            environments.Step([.. actions[row..(row + count)].Select(action => (int)action)]);
            for (var i = 0; i < count; i++)
            {
                var last = environments.Ends[i] != StepEnd.None;
                nexts[row + i] = (long)(last ? environments.FinalObservations[i] : environments.Observations[i]);
                rewards[row + i] = environments.Rewards[i];
            }
        }

        var atStates = tensor(states);
        long[] shape = [steps, count];
        return (atStates, tensor(actions), new RolloutTerms
        {
            Rewards = tensor(rewards).reshape(shape),
            NextValues = values.index_select(0, tensor(nexts)).reshape(shape),
            Terminated = zeros(shape, ScalarType.Float64),
            Truncated = zeros(shape, ScalarType.Float64),
            Kl = kl.index_select(0, atStates).reshape(shape),
        });
    }

    public void Dispose() => environments.Dispose();
}
