using SoftRL.Core;

namespace SoftRL.Tabular;

/// <summary>
/// Every trajectory of n steps that an MDP allows, from every state: what an expectation over trajectories is a sum over.
/// Time first: entry <c>t · Count + i</c> is step t of trajectory i.
/// </summary>
/// <remarks>
/// A trajectory that ends before step n is padded: its later steps repeat the state it ended in with an
/// allowed action, pay 0, are terminated and not live. docs/math/tabular.md, TB-13.
/// </remarks>
public sealed class TrajectorySet
{
    private readonly int[] states;
    private readonly int[] actions;
    private readonly int[] nextStates;
    private readonly double[] rewards;
    private readonly bool[] terminated;
    private readonly bool[] live;
    private readonly double[] dynamics;
    private readonly FiniteMdp mdp;

    internal TrajectorySet(FiniteMdp mdp, int steps, IReadOnlyList<TrajectoryStep[]> trajectories, double[] dynamics)
    {
        (this.mdp, Steps, Count, this.dynamics) = (mdp, steps, trajectories.Count, dynamics);
        var size = steps * Count;
        (states, actions, nextStates, rewards) = (new int[size], new int[size], new int[size], new double[size]);
        (terminated, live) = (new bool[size], new bool[size]);
        for (var i = 0; i < Count; i++)
        {
            for (var t = 0; t < steps; t++)
            {
                var step = trajectories[i][t];
                var at = (t * Count) + i;
                (states[at], actions[at], nextStates[at], rewards[at]) = (step.State, step.Action, step.NextState, step.Reward);
                (terminated[at], live[at]) = (step.Terminated, step.Live);
            }
        }
    }

    /// <summary>Number of steps, n.</summary>
    public int Steps { get; }

    /// <summary>Number of trajectories.</summary>
    public int Count { get; }

    /// <summary>s_t.</summary>
    public ReadOnlySpan<int> States => states;

    /// <summary>a_t; the first allowed action where not live.</summary>
    public ReadOnlySpan<int> Actions => actions;

    /// <summary>s_{t+1}, the true successor, also where the episode ended.</summary>
    public ReadOnlySpan<int> NextStates => nextStates;

    /// <summary>r_t, reward units; 0 where not live.</summary>
    public ReadOnlySpan<double> Rewards => rewards;

    /// <summary>Whether the episode ended with this step, or before it.</summary>
    public ReadOnlySpan<bool> Terminated => terminated;

    /// <summary>Whether the step happened: false after the end of the episode.</summary>
    public ReadOnlySpan<bool> Live => live;

    /// <summary>Lists every trajectory.</summary>
    /// <param name="mdp">The model.</param>
    /// <param name="steps">n, at least 1.</param>
    /// <param name="logPrior">ln π̄, <c>[S, A]</c>: trajectories with a masked action are left out. None is when omitted.</param>
    /// <param name="maxCount">Largest number of trajectories allowed, at least 1. Default 1,000,000.</param>
    /// <returns>The trajectories, ordered by first state, then action and outcome of each step in turn.</returns>
    /// <exception cref="ArgumentException">The prior does not fit the model.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    /// <exception cref="InvalidOperationException">There are more trajectories than <paramref name="maxCount"/>.</exception>
    public static TrajectorySet Enumerate(FiniteMdp mdp, int steps, double[,]? logPrior = null, int maxCount = 1_000_000)
    {
        ArgumentNullException.ThrowIfNull(mdp);
        Require.Positive(steps);
        Require.Positive(maxCount);
        Tables.CheckLogPrior(logPrior, mdp.StateCount, mdp.ActionCount);
        return TrajectoryEnumeration.Run(mdp, steps, logPrior, maxCount);
    }

    /// <summary>Probability of each trajectory: start · Π π(a_t|s_t) · Π P(outcome).</summary>
    /// <param name="policy">π, <c>[S, A]</c>; rows sum to 1.</param>
    /// <param name="startWeights">Weight of each first state, length S; any non-negative numbers. The weights of the
    /// trajectories from a state sum to its weight if the policy takes no masked action.</param>
    /// <returns>One weight per trajectory.</returns>
    /// <exception cref="ArgumentException">A table does not fit the model or is no distribution.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative or not finite.</exception>
    public double[] Probabilities(double[,] policy, double[] startWeights)
    {
        Tables.CheckPolicy(policy, mdp, nameof(policy));
        FisherMatrices.CheckWeights(startWeights, mdp.StateCount, nameof(startWeights));
        var result = new double[Count];
        for (var i = 0; i < Count; i++)
        {
            var weight = startWeights[states[i]] * dynamics[i];
            for (var at = i; at < states.Length && live[at]; at += Count)
            {
                weight *= policy[states[at], actions[at]];
            }

            result[i] = weight;
        }

        return result;
    }
}
