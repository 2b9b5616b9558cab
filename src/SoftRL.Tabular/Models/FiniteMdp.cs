using SoftRL.Core;

namespace SoftRL.Tabular;

/// <summary>
/// A Markov decision process with finitely many states and actions, known exactly: for every state and action the list of
/// outcomes with their probabilities, and the distribution of the first state. Immutable, validated, stored sparsely.
/// </summary>
/// <remarks>
/// The order of the outcomes of a state and action is kept, and equal successors are not merged, because samplers walk the
/// list. Build from data with <see cref="FromDense(double[,,], double[,], double[], bool[])"/> or with the constructor.
/// docs/math/tabular.md, TB-1.
/// </remarks>
public sealed class FiniteMdp
{
    /// <summary>Largest departure from 1 that a sum of probabilities may have.</summary>
    public const double ProbabilityTolerance = 1e-9;

    private readonly Outcome[] outcomeList;
    private readonly int[] starts;
    private readonly double[] expectedRewards;
    private readonly double[] initial;

    /// <summary>An MDP from its table of outcomes.</summary>
    /// <param name="outcomes">Outcomes by state, then action; every state has the same number of actions. Copied.</param>
    /// <param name="initialDistribution">Probability of starting in each state; one entry per state, sums to 1. Copied.</param>
    /// <exception cref="ArgumentNullException">An argument, a row or an entry is null.</exception>
    /// <exception cref="ArgumentException">The table is empty or ragged, a probability is negative or not finite, a sum is
    /// not 1, a successor does not exist, or a reward is not finite.</exception>
    public FiniteMdp(IReadOnlyList<IReadOnlyList<IReadOnlyList<Outcome>>> outcomes, IReadOnlyList<double> initialDistribution)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        ArgumentNullException.ThrowIfNull(initialDistribution);
        StateCount = outcomes.Count;
        ActionCount = StateCount > 0 && outcomes[0] is { } first ? first.Count : 0;
        if (StateCount == 0 || ActionCount == 0)
        {
            throw new ArgumentException($"outcomes must have at least one state and one action; it has {StateCount} and {ActionCount}.", nameof(outcomes));
        }

        starts = new int[(StateCount * ActionCount) + 1];
        outcomeList = MdpTables.Flatten(outcomes, ActionCount, starts);
        initial = [.. initialDistribution];
        MdpTables.CheckDistribution(initial, StateCount, nameof(initialDistribution));
        expectedRewards = new double[StateCount * ActionCount];
        for (var pair = 0; pair < expectedRewards.Length; pair++)
        {
            foreach (var outcome in outcomeList.AsSpan(starts[pair]..starts[pair + 1]))
            {
                expectedRewards[pair] += outcome.Probability * outcome.Reward;
            }
        }
    }

    /// <summary>Number of states, S.</summary>
    public int StateCount { get; }

    /// <summary>Number of actions, A: the same in every state.</summary>
    public int ActionCount { get; }

    /// <summary>Probability of starting in each state, length S.</summary>
    public ReadOnlySpan<double> InitialDistribution => initial;

    /// <summary>The outcomes of an action, in the order they were given.</summary>
    /// <param name="state">State, in [0, S).</param>
    /// <param name="action">Action, in [0, A).</param>
    /// <returns>At least one outcome; their probabilities sum to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such state or action.</exception>
    public ReadOnlySpan<Outcome> Outcomes(int state, int action)
    {
        var pair = Pair(state, action);
        return outcomeList.AsSpan(starts[pair]..starts[pair + 1]);
    }

    /// <summary>E[r | s, a], reward units.</summary>
    /// <param name="state">State, in [0, S).</param>
    /// <param name="action">Action, in [0, A).</param>
    /// <returns>The mean reward of the action there.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such state or action.</exception>
    public double ExpectedReward(int state, int action) => expectedRewards[Pair(state, action)];

    /// <summary>An MDP from dense tables with rewards on state and action.</summary>
    /// <param name="transitions">P(s' | s, a), indexed <c>[s, a, s']</c>; rows sum to 1.</param>
    /// <param name="rewards">Rewards, <c>[s, a]</c>.</param>
    /// <param name="initialDistribution">Distribution of the first state, length S.</param>
    /// <param name="terminalStates">States whose entry ends the episode; none when omitted.</param>
    /// <returns>The MDP; impossible successors are left out.</returns>
    /// <exception cref="ArgumentException">The tables disagree in size or are no distributions.</exception>
    public static FiniteMdp FromDense(double[,,] transitions, double[,] rewards, double[] initialDistribution, bool[]? terminalStates = null)
    {
        ArgumentNullException.ThrowIfNull(transitions);
        ArgumentNullException.ThrowIfNull(rewards);
        MdpTables.CheckSize(rewards, transitions.GetLength(0), transitions.GetLength(1), nameof(rewards));
        return MdpTables.FromDense(transitions, (s, a, _) => rewards[s, a], initialDistribution, terminalStates);
    }

    /// <summary>An MDP from dense tables with rewards on transitions.</summary>
    /// <param name="transitions">P(s' | s, a), indexed <c>[s, a, s']</c>; rows sum to 1.</param>
    /// <param name="rewards">Rewards, <c>[s, a, s']</c>.</param>
    /// <param name="initialDistribution">Distribution of the first state, length S.</param>
    /// <param name="terminalStates">States whose entry ends the episode; none when omitted.</param>
    /// <returns>The MDP; impossible successors are left out.</returns>
    /// <exception cref="ArgumentException">The tables disagree in size or are no distributions.</exception>
    public static FiniteMdp FromDense(double[,,] transitions, double[,,] rewards, double[] initialDistribution, bool[]? terminalStates = null)
    {
        ArgumentNullException.ThrowIfNull(transitions);
        ArgumentNullException.ThrowIfNull(rewards);
        for (var axis = 0; axis < 3; axis++)
        {
            if (rewards.GetLength(axis) != transitions.GetLength(axis))
            {
                throw new ArgumentException($"rewards must have the size of transitions on axis {axis}, {transitions.GetLength(axis)}; it has {rewards.GetLength(axis)}.", nameof(rewards));
            }
        }

        return MdpTables.FromDense(transitions, (s, a, next) => rewards[s, a, next], initialDistribution, terminalStates);
    }

    private int Pair(int state, int action)
    {
        Require.Within(0, StateCount - 1, state, nameof(state));
        Require.Within(0, ActionCount - 1, action, nameof(action));
        return (state * ActionCount) + action;
    }
}
