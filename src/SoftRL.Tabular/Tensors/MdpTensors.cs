using SoftRL.Core;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Tabular;

/// <summary>A <see cref="FiniteMdp"/> as constant float64 tensors, for expectations that autograd differentiates.</summary>
/// <remarks>Owns its tensors; dispose it. Row s · A + a of a matrix belongs to action a in state s. Transitions that end the
/// episode count as rewards only.</remarks>
public sealed class MdpTensors : IDisposable
{
    /// <summary>The tensors of a model, on the CPU.</summary>
    /// <param name="mdp">The model.</param>
    public MdpTensors(FiniteMdp mdp)
    {
        ArgumentNullException.ThrowIfNull(mdp);
        Mdp = mdp;
        var (states, pairs) = (mdp.StateCount, mdp.StateCount * mdp.ActionCount);
        var (rewards, squares) = (new double[pairs], new double[pairs]);
        var (transitions, flows) = (new double[pairs, states], new double[pairs, states]);
        for (var pair = 0; pair < pairs; pair++)
        {
            foreach (var outcome in mdp.Outcomes(pair / mdp.ActionCount, pair % mdp.ActionCount))
            {
                rewards[pair] += outcome.Probability * outcome.Reward;
                squares[pair] += outcome.Probability * outcome.Reward * outcome.Reward;
                var stays = outcome.Terminated ? 0 : outcome.Probability;
                transitions[pair, outcome.NextState] += stays;
                flows[pair, outcome.NextState] += stays * outcome.Reward;
            }
        }

        Rewards = tensor(rewards).DetachFromDisposeScope();
        SquaredRewards = tensor(squares).DetachFromDisposeScope();
        Transitions = tensor(transitions).DetachFromDisposeScope();
        RewardFlows = tensor(flows).DetachFromDisposeScope();
        InitialDistribution = tensor(mdp.InitialDistribution.ToArray()).DetachFromDisposeScope();
    }

    /// <summary>The model.</summary>
    public FiniteMdp Mdp { get; }

    /// <summary>E[r | s, a], <c>[S·A]</c>, reward units. Owned by this object.</summary>
    public Tensor Rewards { get; }

    /// <summary>E[r² | s, a], <c>[S·A]</c>, squared reward units. Owned by this object.</summary>
    public Tensor SquaredRewards { get; }

    /// <summary>P(s' and the episode goes on | s, a), <c>[S·A, S]</c>. Owned by this object.</summary>
    public Tensor Transitions { get; }

    /// <summary>E[r; s' and the episode goes on | s, a], <c>[S·A, S]</c>, reward units. Owned by this object.</summary>
    public Tensor RewardFlows { get; }

    /// <summary>Distribution of the first state, <c>[S]</c>. Owned by this object.</summary>
    public Tensor InitialDistribution { get; }

    /// <summary>Q = E[r + γ V(s')], differentiable in V.</summary>
    /// <param name="values">V, float64 <c>[S]</c>, reward units. Borrowed.</param>
    /// <param name="discount">γ, in [0, 1].</param>
    /// <returns>Q, <c>[S, A]</c>; owned by the caller.</returns>
    /// <exception cref="ArgumentException">V has the wrong shape or dtype.</exception>
    /// <exception cref="ArgumentOutOfRangeException">γ is out of [0, 1].</exception>
    public Tensor ActionValues(Tensor values, double discount)
    {
        Require.Like(values, InitialDistribution);
        Require.Within(0, 1, discount);
        using var scope = NewDisposeScope();
        return (Rewards + (discount * Transitions.mv(values))).reshape(Mdp.StateCount, Mdp.ActionCount).MoveToOuterDisposeScope();
    }

    /// <summary>Disposes the tensors.</summary>
    public void Dispose()
    {
        Rewards.Dispose();
        SquaredRewards.Dispose();
        Transitions.Dispose();
        RewardFlows.Dispose();
        InitialDistribution.Dispose();
    }
}
