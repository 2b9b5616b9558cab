using SoftRL.Core;

namespace SoftRL.Tabular;

/// <summary>A multi-armed bandit: every episode is one pull. Immutable.</summary>
/// <remarks>PG-SQL section 2. docs/math/tabular.md, TB-2.</remarks>
public sealed class Bandit
{
    private readonly BanditArm[] armList;

    /// <summary>A bandit from its arms.</summary>
    /// <param name="arms">At least one arm. Copied.</param>
    /// <exception cref="ArgumentNullException">The list or an arm is null.</exception>
    /// <exception cref="ArgumentException">There is no arm.</exception>
    public Bandit(IReadOnlyList<BanditArm> arms)
    {
        ArgumentNullException.ThrowIfNull(arms);
        if (arms.Count == 0)
        {
            throw new ArgumentException("arms must have at least one arm; it is empty.", nameof(arms));
        }

        armList = [.. arms];
        foreach (var arm in armList)
        {
            ArgumentNullException.ThrowIfNull(arm, nameof(arms));
        }
    }

    /// <summary>Number of arms, A.</summary>
    public int ActionCount => armList.Length;

    /// <summary>The arms, in the order given.</summary>
    public IReadOnlyList<BanditArm> Arms => armList;

    /// <summary>A bandit whose arms pay fixed rewards.</summary>
    /// <param name="rewards">Reward of each arm, reward units; finite.</param>
    /// <returns>The bandit.</returns>
    /// <exception cref="ArgumentException">There is no arm.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A reward is not finite.</exception>
    public static Bandit Deterministic(params double[] rewards)
    {
        ArgumentNullException.ThrowIfNull(rewards);
        return new Bandit([.. rewards.Select(reward => new BanditArm(reward))]);
    }

    /// <summary>The same problem as an MDP: one state, every action ends the episode and pays its mean.</summary>
    /// <returns>An MDP with one state; noise, which no expectation sees, is left out.</returns>
    public FiniteMdp ToMdp() => new(
        [[.. armList.Select(arm => (IReadOnlyList<Outcome>)[new Outcome(1, 0, arm.Mean, Terminated: true)])]],
        [1.0]);
}
