using SoftRL.Core;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Tabular;

/// <summary>
/// A <see cref="TrajectorySet"/> as constant tensors in the layout of SoftRL.Core's backups, <c>[T, N]</c>: with
/// <see cref="Weights"/> any loss over rollouts becomes its exact expectation.
/// </summary>
/// <remarks>Owns its tensors; dispose it. float64 on the CPU. docs/math/tabular.md, TB-13.</remarks>
public sealed class TrajectoryTensors : IDisposable
{
    private readonly Tensor states;
    private readonly Tensor nextStates;
    private readonly Tensor pairs;
    private readonly Tensor rewards;
    private readonly Tensor terminated;
    private readonly Tensor truncated;
    private readonly Tensor live;
    private readonly Tensor actions;

    /// <summary>The tensors of a set of trajectories.</summary>
    /// <param name="mdp">The model that the set lists.</param>
    /// <param name="trajectories">The trajectories.</param>
    public TrajectoryTensors(FiniteMdp mdp, TrajectorySet trajectories)
    {
        ArgumentNullException.ThrowIfNull(mdp);
        ArgumentNullException.ThrowIfNull(trajectories);
        Trajectories = trajectories;
        var size = trajectories.States.Length;
        var (s, a, n, p) = (new long[size], new long[size], new long[size], new long[size]);
        var (ends, lives) = (new double[size], new double[size]);
        for (var i = 0; i < size; i++)
        {
            (s[i], a[i], n[i]) = (trajectories.States[i], trajectories.Actions[i], trajectories.NextStates[i]);
            p[i] = (s[i] * mdp.ActionCount) + a[i];
            (ends[i], lives[i]) = (trajectories.Terminated[i] ? 1 : 0, trajectories.Live[i] ? 1 : 0);
        }

        (states, actions, nextStates, pairs) = (Keep(s), Keep(a), Keep(n), Keep(p));
        (rewards, terminated, live) = (Keep(trajectories.Rewards.ToArray()), Keep(ends), Keep(lives));
        truncated = Keep(new double[size]);
    }

    /// <summary>The trajectories, by number.</summary>
    public TrajectorySet Trajectories { get; }

    /// <summary>s_t, int64 <c>[T·N]</c>. Owned by this object.</summary>
    public Tensor States => states;

    /// <summary>a_t, int64 <c>[T·N]</c>. Owned by this object.</summary>
    public Tensor Actions => actions;

    /// <summary>Per-state numbers at every step.</summary>
    /// <param name="perState">float64 <c>[S]</c>, or <c>[S, …]</c>. Borrowed.</param>
    /// <returns><c>[T·N]</c>, or <c>[T·N, …]</c>, differentiable; owned by the caller.</returns>
    public Tensor AtStates(Tensor perState)
    {
        ArgumentNullException.ThrowIfNull(perState);
        return perState.index_select(0, states);
    }

    /// <summary>Per-action numbers of the actions taken.</summary>
    /// <param name="perAction">float64 <c>[S, A]</c>. Borrowed.</param>
    /// <returns><c>[T·N]</c>, differentiable; owned by the caller.</returns>
    public Tensor Taken(Tensor perAction)
    {
        Require.FloatMatrix(perAction);
        using var scope = NewDisposeScope();
        return perAction.reshape(-1).index_select(0, pairs).MoveToOuterDisposeScope();
    }

    /// <summary>What the backups of SoftRL.Core need to know about the rollout.</summary>
    /// <param name="values">V to bootstrap from, float64 <c>[S]</c>. Borrowed.</param>
    /// <param name="kl">KL(s), float64 <c>[S]</c>; no penalties when omitted. Borrowed.</param>
    /// <returns>Tensors <c>[T, N]</c>; owned by the caller.</returns>
    public RolloutTerms Terms(Tensor values, Tensor? kl = null)
    {
        Require.FloatVector(values);
        using var scope = NewDisposeScope();
        return new RolloutTerms
        {
            Rewards = Grid(rewards).MoveToOuterDisposeScope(),
            NextValues = Grid(values.index_select(0, nextStates)).MoveToOuterDisposeScope(),
            Terminated = Grid(terminated).MoveToOuterDisposeScope(),
            Truncated = Grid(truncated).MoveToOuterDisposeScope(),
            Kl = kl is null ? null : Grid(AtStates(kl)).MoveToOuterDisposeScope(),
        };
    }

    /// <summary>Probability of each trajectory, at its first step only: what an expectation over s₀ and the n steps that follow sums.</summary>
    /// <param name="policy">π, <c>[S, A]</c>.</param>
    /// <param name="startWeights">Weight of each first state, length S.</param>
    /// <returns>float64 <c>[T·N]</c>: the probability in the first N places, 0 after; owned by the caller.</returns>
    public Tensor FirstStepWeights(double[,] policy, double[] startWeights)
    {
        var weights = new double[states.size(0)];
        Trajectories.Probabilities(policy, startWeights).CopyTo(weights, 0);
        return tensor(weights);
    }

    /// <summary>Probability of each trajectory at each of its steps, 0 after its end, divided by T: what a mean over whole rollouts estimates.</summary>
    /// <param name="policy">π, <c>[S, A]</c>.</param>
    /// <param name="startWeights">Weight of each first state, length S.</param>
    /// <returns>float64 <c>[T·N]</c>; owned by the caller.</returns>
    public Tensor Weights(double[,] policy, double[] startWeights)
    {
        using var scope = NewDisposeScope();
        var once = tensor(Trajectories.Probabilities(policy, startWeights));
        var weights = Grid(live) * once.unsqueeze(0) / (double)Trajectories.Steps;
        return weights.reshape(-1).MoveToOuterDisposeScope();
    }

    /// <summary>Disposes the tensors.</summary>
    public void Dispose()
    {
        foreach (var owned in new[] { states, actions, nextStates, pairs, rewards, terminated, truncated, live })
        {
            owned.Dispose();
        }
    }

    private static Tensor Keep(long[] values) => tensor(values).DetachFromDisposeScope();

    private static Tensor Keep(double[] values) => tensor(values).DetachFromDisposeScope();

    private Tensor Grid(Tensor flat) => flat.reshape(Trajectories.Steps, Trajectories.Count);
}
