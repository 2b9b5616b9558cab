using SoftRL.Core;

namespace SoftRL.Tabular;

/// <summary>The size and shape of a random MDP.</summary>
public sealed record RandomMdpOptions
{
    /// <summary>Number of states, at least 1. Default 4.</summary>
    public int States { get; init => field = Require.Positive(value, nameof(States)); } = 4;

    /// <summary>Number of actions, at least 1. Default 3.</summary>
    public int Actions { get; init => field = Require.Positive(value, nameof(Actions)); } = 3;

    /// <summary>Number of outcomes of each state and action, at least 1. Default 2. Successors may repeat.</summary>
    public int Branching { get; init => field = Require.Positive(value, nameof(Branching)); } = 2;

    /// <summary>Chance that an outcome ends the episode, in [0, 1]. Default 0.1. Drawn once per outcome, then fixed.</summary>
    public double TerminationRate { get; init => field = Require.Within(0, 1, value, nameof(TerminationRate)); } = 0.1;

    /// <summary>Standard deviation of the mean-zero rewards of the outcomes, reward units; not negative. Default 1.</summary>
    public double RewardScale { get; init => field = Require.NonNegative(value, nameof(RewardScale)); } = 1;
}
