using SoftRL.Core;
using SoftRL.Tabular;
using static TorchSharp.torch;

namespace SoftRL.Testing;

/// <summary>Every transition of an MDP as one batch, for the one-step backups of SoftRL.Core.</summary>
internal sealed class TransitionBatch : IDisposable
{
    private readonly FiniteMdp mdp;
    private readonly List<(int Pair, Outcome Outcome)> transitions = [];

    internal TransitionBatch(FiniteMdp mdp)
    {
        this.mdp = mdp;
        for (var pair = 0; pair < mdp.StateCount * mdp.ActionCount; pair++)
        {
            foreach (var outcome in mdp.Outcomes(pair / mdp.ActionCount, pair % mdp.ActionCount))
            {
                transitions.Add((pair, outcome));
            }
        }

        NextStates = tensor(transitions.Select(one => (long)one.Outcome.NextState).ToArray()).DetachFromDisposeScope();
    }

    /// <summary>s', int64 <c>[B]</c>. Owned by this object.</summary>
    internal Tensor NextStates { get; }

    /// <summary>r, <c>[B]</c>; owned by the caller's scope.</summary>
    internal Tensor Rewards() => tensor(transitions.Select(one => one.Outcome.Reward).ToArray());

    /// <summary>1 where the transition ends the episode, <c>[B]</c>; owned by the caller's scope.</summary>
    internal Tensor Terminated() => tensor(transitions.Select(one => one.Outcome.Terminated ? 1.0 : 0).ToArray());

    internal SuccessorTerms Successors(Tensor q, Tensor logPrior) => new()
    {
        Rewards = Rewards(),
        Terminated = Terminated(),
        NextQ = q.index_select(0, NextStates),
        NextLogPrior = logPrior.index_select(0, NextStates),
    };

    /// <summary>E[x | s, a] of a number per transition.</summary>
    internal double[,] PairMeans(Tensor perTransition)
    {
        var values = TableTensors.ToVector(perTransition);
        var means = new double[mdp.StateCount, mdp.ActionCount];
        for (var i = 0; i < values.Length; i++)
        {
            var (pair, outcome) = transitions[i];
            means[pair / mdp.ActionCount, pair % mdp.ActionCount] += outcome.Probability * values[i];
        }

        return means;
    }

    public void Dispose() => NextStates.Dispose();
}
